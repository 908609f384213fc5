package org.pyflinkimage.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a folder that files lie below, on the web or on this machine's disk. What is none would be joined to the names of
 * files all the same, and would stand in a lock file that nobody can read then.
 */
public final class FolderAddress {

    private static final Set<String> SCHEMES = Set.of("http", "https", "file");

    private static final String SHARE =
            "a `file` address is of this machine's disk: a share of another one has to have a letter or a folder here";

    private static final String MASK = "…";

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*+://");

    /** A host, and no more behind a colon than a port. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[[0-9A-Fa-f:.]*+]|[^/?#:]*+)(?::[0-9]*+)?(?=[/?#]|$)");

    private FolderAddress() {}

    /** The address, ending with a slash; empty where the text is none. */
    public static Optional<URI> parse(String text) {
        try {
            URI address = new URI(text.endsWith("/") ? text : text + "/");
            return mistakeOf(address).isEmpty() ? Optional.of(withoutThisHost(address)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Why a text is no address of a folder, as far as there is more to say than that. */
    public static Optional<String> mistake(String text) {
        if (text.startsWith("\\\\")) {
            return Optional.of(SHARE); // As Windows writes it.
        }
        try {
            return mistakeOf(new URI(text)).filter(mistake -> !mistake.isEmpty());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * A text for a message: what stands behind a folder's address may be a token. Masked first, or half of a login would stay. Of what is
     * no address, all is left out that may be a part of a login: a slash or a comma in a password makes others of its parts.
     */
    public static String printable(String text) {
        Optional<URI> address = parse(text);
        if (address.isPresent()) {
            return Masking.of(Masking.withoutLogin(address.get(), text));
        }
        String masked = Masking.of(text);
        Matcher scheme = SCHEME.matcher(masked);
        if (scheme.find()) {
            boolean known = masked.indexOf('@') < 0 || masked.startsWith("file:///");
            return known && AUTHORITY.matcher(masked.substring(scheme.end())).lookingAt()
                    ? withoutEnd(masked)
                    : scheme.group() + MASK;
        }
        int login = masked.startsWith("file:") ? -1 : masked.lastIndexOf('@');
        return login < 0 ? withoutEnd(masked) : MASK + masked.substring(login);
    }

    /** Whether a text is meant for an address, and not for a path: {@code file:} may stand before any number of slashes. */
    public static boolean isMeant(String text) {
        return text.contains("://") || text.startsWith("file:");
    }

    private static String withoutEnd(String masked) {
        String folder = masked.replaceFirst("[?#].*", "");
        return isMeant(masked) && folder.length() < masked.length() ? folder + MASK : masked;
    }

    private static Optional<String> mistakeOf(URI address) {
        String scheme = String.valueOf(address.getScheme());
        if (!SCHEMES.contains(scheme)) {
            return Optional.of("");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            return Optional.of("files lie below a folder, and nothing can lie behind a `?` or a `#`");
        }
        return scheme.equals("file") ? mistakeOfDisk(address) : mistakeOfWeb(address);
    }

    private static Optional<String> mistakeOfWeb(URI address) {
        return address.getHost() == null ? Optional.of("") : mistakeOfPath(address.getRawPath());
    }

    private static Optional<String> mistakeOfDisk(URI address) {
        if (address.isOpaque()) {
            return Optional.of("the path of a `file` address begins with a slash: `file:///srv/files/`");
        }
        return address.getRawAuthority() == null || isThisHost(address)
                ? mistakeOfPath(address.getRawPath())
                : Optional.of(SHARE);
    }

    private static Optional<String> mistakeOfPath(String path) {
        return staysBelow(path)
                ? Optional.empty()
                : Optional.of("no part of its path may be `..`, or have a `%2F`, a `%5C` or a control character in it");
    }

    private static boolean isThisHost(URI address) {
        return "localhost".equalsIgnoreCase(address.getRawAuthority());
    }

    private static URI withoutThisHost(URI address) {
        return "file".equals(address.getScheme()) && isThisHost(address)
                ? URI.create("file://" + address.getRawPath())
                : address;
    }

    /** Whether no part of a path, however it is written, leads upwards or is two parts once it is decoded. */
    public static boolean staysBelow(String rawPath) {
        for (String part : rawPath.split("/", -1)) {
            if (part.equals("..") || (part.indexOf('%') >= 0 && leadsAway(PercentCoding.decode(part)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean leadsAway(String part) {
        return part.equals("..") || part.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }
}

package org.pyflinkimage.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pyflinkimage.value.FolderAddress;
import org.pyflinkimage.value.PercentCoding;

/** The forms of addresses in a lock file: what a path is joined to never leads out of its source. */
final class LockAddresses {

    private LockAddresses() {}

    /** Whether a text is the base address of a source: on the web, on disk, or by the way from the lock file's folder. */
    static boolean isBase(String text) {
        Optional<URI> base = parse(text);
        return base.isPresent()
                && text.endsWith("/")
                && base.get().getRawQuery() == null
                && base.get().getRawFragment() == null
                && base.get().getRawUserInfo() == null
                && (base.get().isAbsolute() ? isPlace(base.get()) : isWay(text, base.get()))
                && FolderAddress.staysBelow(base.get().getRawPath());
    }

    /** Whether a text is a path below a source; or a whole address, whose beginning its source has to be. */
    static boolean isPath(String text) {
        if (text.isEmpty() || text.startsWith("/") || !hasOnlySigns(text)) {
            return false;
        }
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return isWhole(text) ? isAddress(text) : !path.isEmpty() && FolderAddress.staysBelow(path);
    }

    /** Whether a path is an address that no base is needed for: a colon in its first part ends a scheme. */
    static boolean isWhole(String path) {
        int slash = path.indexOf('/');
        return path.lastIndexOf(':', slash < 0 ? path.length() : slash) >= 0;
    }

    private static boolean isAddress(String text) {
        Optional<URI> address = parse(text);
        return address.isPresent()
                && address.get().isAbsolute()
                && isPlace(address.get())
                && address.get().getRawUserInfo() == null
                && FolderAddress.staysBelow(address.get().getRawPath());
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlace(URI address) {
        String scheme = String.valueOf(address.getScheme());
        boolean web = scheme.equals("http") || scheme.equals("https");
        return web
                ? address.getHost() != null
                : scheme.equals("file") && !address.isOpaque() && address.getRawAuthority() == null;
    }

    private static boolean isWay(String text, URI base) {
        return base.getRawAuthority() == null && !text.startsWith("/");
    }

    /** Whether a text has the characters of a URL, and each percent sign its two digits. */
    private static boolean hasOnlySigns(String text) {
        return IntStream.range(0, text.length()).allMatch(index -> PercentCoding.isItself(text, index));
    }
}

package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Masking;
import org.pyflinkimage.value.Visible;

/** Addresses without what must not be seen. */
public final class Addresses {

    private static final Pattern PORT = Pattern.compile(":([0-9]{0,9})$");

    static final int LAST_PORT = 65_535;

    /** What to do where there is an {@linkplain #unfitPlace unfit place}. */
    public static final String OTHER_PLACE =
            "an address with another name of the host, such as an alias in a network of Compose, or a port that it has";

    private Addresses() {}

    /** The address without user name and password. */
    public static URI withoutLogin(URI address) {
        return Masking.withoutLogin(address);
    }

    /** A text in which no address carries a user name or a password any more. */
    public static String withoutLogins(String text) {
        return Masking.withoutLogins(text);
    }

    /** An address for a message: without login, and without the query, which may hold a signature. */
    public static String printable(URI address) {
        String text = withoutLogins(withoutLogin(address).toString());
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    /** The host in lower case, and the port where the address names one. */
    public static String authority(URI address) {
        return host(address)
                + port(address).stream()
                        .mapToObj(port -> ":" + port)
                        .findFirst()
                        .orElse("");
    }

    /** What a login is kept by, scheme, host and port: what is given for {@code https} must not be seen by a listener to {@code http}. */
    public static String origin(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT) + "://" + host(address) + ":"
                + portOrUsual(address);
    }

    /** The host in lower case, also one by a name that Java has for none. */
    static String host(URI address) {
        String host = address.getHost() == null ? PORT.matcher(place(address)).replaceFirst("") : address.getHost();
        return host.toLowerCase(Locale.ROOT);
    }

    /** The port that is asked: the one of its scheme where an address names none. */
    static int portOrUsual(URI address) {
        return port(address).orElse("https".equalsIgnoreCase(address.getScheme()) ? 443 : 80);
    }

    /** The port that an address names. */
    static OptionalInt port(URI address) {
        Matcher port = PORT.matcher(place(address));
        return port.find() && !port.group(1).isEmpty()
                ? OptionalInt.of(Integer.parseInt(port.group(1)))
                : OptionalInt.empty();
    }

    /** Java takes a place such as {@code pypi_server:8080} apart in no way. */
    private static String place(URI address) {
        return String.valueOf(withoutLogin(address).getRawAuthority());
    }

    /** Why Java asks nobody for an address of the web; empty where it does. */
    public static Optional<String> unfitPlace(URI address) {
        if (port(address).orElse(0) > LAST_PORT) {
            return Optional.of("%s is the last port that a host has".formatted(LAST_PORT));
        }
        return address.getHost() == null && address.getRawAuthority() != null
                ? Optional.of(
                        "Java knows no host by the name `%s`: it takes a to z, digits and hyphens, with dots in between, and behind the"
                                        .formatted(Visible.inLine(host(address)))
                                + " last dot a letter first")
                : Optional.empty();
    }
}

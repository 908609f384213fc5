package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.Locale;
import org.pyflinkimage.value.Masking;

/** Addresses without what must not be seen. */
public final class Addresses {

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
        return address.getPort() < 0 ? host(address) : host(address) + ":" + address.getPort();
    }

    /** What a login is kept by, scheme, host and port: what is given for {@code https} must not be seen by a listener to {@code http}. */
    public static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host(address) + ":" + (address.getPort() < 0 ? usual : address.getPort());
    }

    /** The host in lower case. */
    static String host(URI address) {
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    }
}

package org.pyflinkimage.value;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The escapes of addresses, {@code %20} for a blank. A plus sign is itself, and a blank only in forms. */
public final class PercentCoding {

    /** What stands for itself in the path or the query of an address, beside letters and digits. */
    private static final String SIGNS = "-._~!$&'()*+,;=:@/?";

    private PercentCoding() {}

    /** A text as it stands in a login or a path of an address. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * An address with escapes for what an address does not have (RFC 3986) behind its host: brackets, bars, a percent sign that is none of an
     * escape. Browsers, pip and uv take such links as they stand; {@link java.net.URI} takes none.
     *
     * @param address absolute; what has no host is returned as it is
     */
    public static String wellFormed(String address) {
        int host = address.indexOf("://");
        int path = host < 0 ? -1 : indexOfAny(address, "/?#", host + 3);
        if (path < 0) {
            return address;
        }
        StringBuilder text = new StringBuilder(address.substring(0, path));
        String rest = address.substring(path);
        for (int i = 0; i < rest.length(); ) {
            String itself = Character.toString(rest.codePointAt(i));
            text.append(itself.equals("#") || isItself(rest, i) ? itself : encode(itself));
            i += itself.length();
        }
        return text.toString();
    }

    private static int indexOfAny(String text, String signs, int from) {
        for (int i = from; i < text.length(); i++) {
            if (signs.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a character stands for itself in the path or the query of an address, or begins an escape. */
    public static boolean isItself(String address, int index) {
        char sign = address.charAt(index);
        return (sign >= 'a' && sign <= 'z')
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || SIGNS.indexOf(sign) >= 0
                || (sign == '%' && isDigit(address, index + 1) && isDigit(address, index + 2));
    }

    private static boolean isDigit(String text, int index) {
        return index < text.length() && text.charAt(index) < 128 && Character.digit(text.charAt(index), 16) >= 0;
    }

    /**
     * The text that a part of an address stands for.
     *
     * @throws IllegalArgumentException where an escape in it is broken
     */
    public static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

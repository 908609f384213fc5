package org.pyflinkimage.value;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The escapes of addresses, {@code %20} for a blank. A plus sign is itself, and a blank only in forms. */
public final class PercentCoding {

    private PercentCoding() {}

    /** A text as it stands in a login or a path of an address. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
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

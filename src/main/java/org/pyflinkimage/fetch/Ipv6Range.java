package org.pyflinkimage.fetch;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of IPv6 by their numbers, as uv has them in {@code NO_PROXY}: one, as {@code ::1}, which is {@code 0:0:0:0:0:0:0:1}
 * too, or a range, as {@code fd00::/8}.
 *
 * @param prefix what their numbers begin with
 * @param bits how many bits that is
 */
record Ipv6Range(BigInteger prefix, int bits) {

    private static final int LENGTH = 128;

    /** What may be one; who reads a number in brackets asks nobody for it. */
    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]*:[0-9a-f:.]*");

    private static final Pattern RANGE = Pattern.compile("([^/]+)/([0-9]{1,3})");

    /** What a text in small letters means; one address may be in brackets, as addresses of the web have it. */
    static Optional<Ipv6Range> parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            return number(bare).map(number -> new Ipv6Range(number, LENGTH));
        }
        int bits = Integer.parseInt(range.group(2));
        return bits > LENGTH
                ? Optional.empty()
                : number(range.group(1)).map(number -> new Ipv6Range(begin(number, bits), bits));
    }

    /** Whether it is more than one. */
    boolean isRange() {
        return bits < LENGTH;
    }

    /** Whether the host of an address, which has brackets, is of them. */
    boolean has(String host) {
        return host.startsWith("[") && parse(host).filter(this::holds).isPresent();
    }

    private boolean holds(Ipv6Range one) {
        return begin(one.prefix, bits).equals(prefix);
    }

    private static BigInteger begin(BigInteger number, int bits) {
        return number.shiftRight(LENGTH - bits);
    }

    private static Optional<BigInteger> number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName("[" + text + "]").getAddress();
            BigInteger number = new BigInteger(1, bytes);
            // Java has those of IPv4 that are written as of IPv6 for the former.
            return Optional.of(
                    bytes.length == 4 ? number.or(BigInteger.valueOf(0xffffL).shiftLeft(32)) : number);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

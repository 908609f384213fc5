package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Hosts that are reached without a proxy, as {@code NO_PROXY} and Maven's settings name them: {@code example.com} with all below it, also
 * as {@code .example.com} and {@code *.example.com}, each also as {@code host:port}, {@code *corp*}, {@code 10.0.*}, {@code
 * 10.0.0.0/8}, {@code ::1}, {@code fd00::/8}, {@code *}.
 *
 * @param text as it was written, in small letters
 */
record DirectHost(String text) {

    private static final String ALL = "*";
    private static final Pattern WITH_PORT = Pattern.compile("(\\[.*]|[^:\\[\\]]+):([0-9]+)");

    /** Numbers, which nothing is below, and what has a star where Java has one. */
    private static final Pattern AS_IT_IS = Pattern.compile("[0-9]+(?:[.][0-9]+){3}|\\[.*]|.*[*]|[*][^.].*");

    private static final Pattern RANGE =
            Pattern.compile("([0-9]{1,3})[.]([0-9]{1,3})[.]([0-9]{1,3})[.]([0-9]{1,3})/([0-9]|[12][0-9]|3[0-2])");

    DirectHost {
        text = text.toLowerCase(Locale.ROOT);
    }

    /** Whether an address is of them. */
    boolean has(URI address) {
        String host = Addresses.host(address);
        Matcher port = WITH_PORT.matcher(text);
        return (!port.matches() || port.group(2).equals(String.valueOf(Addresses.portOrUsual(address))))
                && (numbers().filter(range -> range.has(host)).isPresent()
                        || patterns().stream().anyMatch(pattern -> matches(pattern, host)));
    }

    /** What it means as numbers of IPv6. */
    Optional<Ipv6Range> numbers() {
        Matcher port = WITH_PORT.matcher(text);
        return Ipv6Range.parse(port.matches() ? port.group(1) : text);
    }

    /**
     * As Java's {@code http.nonProxyHosts} has them: names with a star at either end, which are that host alone without one. It knows no
     * ports, so that of a host with a port all are meant, and no ranges of IPv6.
     */
    List<String> patterns() {
        Matcher port = WITH_PORT.matcher(text);
        if (port.matches()) {
            return new DirectHost(port.group(1)).patterns();
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return inRange(range);
        }
        if (numbers().filter(Ipv6Range::isRange).isPresent()) {
            return List.of();
        }
        if (AS_IT_IS.matcher(text).matches()) {
            return List.of(text);
        }
        String name = text.replaceFirst("^[*]?[.]", "");
        return name.isEmpty() ? List.of() : name.contains(":") ? List.of("[" + name + "]") : List.of(name, "*." + name);
    }

    private static boolean matches(String pattern, String host) {
        boolean begins = !pattern.startsWith(ALL);
        if (pattern.endsWith(ALL)) {
            String name = pattern.substring(begins ? 0 : 1, Math.max(pattern.length() - 1, 1));
            return begins ? host.startsWith(name) : host.contains(name);
        }
        return begins ? host.equals(pattern) : host.endsWith(pattern.substring(1));
    }

    /** The numbers that are the same, and each that the next one may be. */
    private static List<String> inRange(Matcher range) {
        int bits = Integer.parseInt(range.group(5));
        int whole = bits / 8;
        String same = IntStream.rangeClosed(1, whole)
                .mapToObj(part -> Integer.parseInt(range.group(part)) + ".")
                .reduce("", String::concat);
        if (whole == 4) {
            return List.of(same.substring(0, same.length() - 1));
        }
        if (bits % 8 == 0) {
            return List.of(same + ALL);
        }
        int width = 1 << (8 - bits % 8);
        int first = Integer.parseInt(range.group(whole + 1)) / width * width;
        String rest = whole == 3 ? "" : "." + ALL;
        return IntStream.range(first, first + width)
                .mapToObj(part -> same + part + rest)
                .toList();
    }

    static Stream<DirectHost> of(List<String> texts) {
        return texts.stream().map(DirectHost::new);
    }
}

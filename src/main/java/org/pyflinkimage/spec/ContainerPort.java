package org.pyflinkimage.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A port on which containers listen, as people and tools are told. */
public record ContainerPort(int number, Protocol protocol) implements Comparable<ContainerPort> {

    private static final int HIGHEST = 65535;
    private static final Pattern FORM =
            Pattern.compile("(?<first>[0-9]{1,5})(-(?<last>[0-9]{1,5}))?(/(?<protocol>tcp|udp))?");

    /** How it is talked to. */
    public enum Protocol {
        TCP,
        UDP;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ContainerPort {
        if (number < 1 || number > HIGHEST) {
            throw new IllegalArgumentException("no port: " + number);
        }
    }

    public static ContainerPort tcp(int number) {
        return new ContainerPort(number, Protocol.TCP);
    }

    /** Reads {@code 9249}, {@code 50100-50200} or {@code 5005/udp}; empty where that is none. */
    public static Optional<List<ContainerPort>> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Protocol protocol = "udp".equals(form.group("protocol")) ? Protocol.UDP : Protocol.TCP;
        int first = Integer.parseInt(form.group("first"));
        int last = form.group("last") == null ? first : Integer.parseInt(form.group("last"));
        return first < 1 || last < first || last > HIGHEST
                ? Optional.empty()
                : Optional.of(IntStream.rangeClosed(first, last)
                        .mapToObj(number -> new ContainerPort(number, protocol))
                        .toList());
    }

    @Override
    public int compareTo(ContainerPort other) {
        int byNumber = Integer.compare(number, other.number);
        return byNumber != 0 ? byNumber : protocol.compareTo(other.protocol);
    }

    /** {@code 9249/tcp}, as an image's configuration has it. */
    @Override
    public String toString() {
        return number + "/" + protocol.word();
    }
}

package org.pyflinkimage.flink;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release line of Flink: {@code 2.2}. */
public record FlinkMinor(int major, int minor) implements Comparable<FlinkMinor> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");

    private static final Comparator<FlinkMinor> ORDER =
            Comparator.comparingInt(FlinkMinor::major).thenComparingInt(FlinkMinor::minor);

    /** Reads {@code 2.2}; empty where the text is no release line. */
    public static Optional<FlinkMinor> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FlinkMinor(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(FlinkMinor other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

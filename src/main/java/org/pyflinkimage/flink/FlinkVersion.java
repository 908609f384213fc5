package org.pyflinkimage.flink;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Flink release: {@code 2.2.1}. */
public record FlinkVersion(int major, int minor, int patch) implements Comparable<FlinkVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /** Reads {@code 2.2.1}; empty where the text is no full release number. */
    public static Optional<FlinkVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FlinkVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** The release line: {@code 2.2}. */
    public FlinkMinor line() {
        return new FlinkMinor(major, minor);
    }

    @Override
    public int compareTo(FlinkVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = Integer.compare(minor, other.minor);
        return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}

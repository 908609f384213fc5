package org.pyflinkimage.python;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CPython 3 release line: {@code 3.11}.
 *
 * @param minor the number after {@code 3.}
 */
public record PythonMinor(int minor) implements Comparable<PythonMinor> {

    private static final Pattern FORM = Pattern.compile("3\\.(\\d{1,2})");

    /** Reads {@code 3.11}; empty where the text is no release line of Python 3. */
    public static Optional<PythonMinor> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new PythonMinor(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }

    /** The wheel tag's python tag: {@code cp311}. */
    public String pythonTag() {
        return "cp3" + minor;
    }

    @Override
    public int compareTo(PythonMinor other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "3." + minor;
    }
}

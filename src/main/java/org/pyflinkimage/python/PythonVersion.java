package org.pyflinkimage.python;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of CPython 3, in full: {@code 3.11.2}. */
public record PythonVersion(PythonMinor line, int patch) {

    private static final Pattern FORM = Pattern.compile("(3\\.\\d{1,2})\\.(\\d{1,4})");
    private static final Pattern LEADING = Pattern.compile(FORM + "(?![0-9~a-z])");

    /** Reads {@code 3.11.2}; empty where the text is no full version of a release. */
    public static Optional<PythonVersion> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? PythonMinor.parse(parts.group(1))
                        .map(line -> new PythonVersion(line, Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /**
     * What a package's version begins with: {@code 3.11.2} of {@code 3.11.2-6+deb12u6}; empty where that is no release, or one that was to
     * come then: {@code 3.11.0~rc1}.
     */
    public static Optional<PythonVersion> leading(String version) {
        Matcher parts = LEADING.matcher(version);
        return parts.lookingAt() ? parse(parts.group()) : Optional.empty();
    }

    @Override
    public String toString() {
        return line + "." + patch;
    }
}

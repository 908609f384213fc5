package org.pyflinkimage.value;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the GNU C library, which decides what compiled programs run: {@code 2.36}.
 *
 * @param minor the number after {@code 2.}
 */
public record GlibcVersion(int minor) implements Comparable<GlibcVersion> {

    private static final Pattern FORM = Pattern.compile("2\\.(\\d{1,4})");

    /** Reads {@code 2.36}; empty where the text is no release of glibc 2. */
    public static Optional<GlibcVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new GlibcVersion(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }

    /** What a package's version begins with: {@code 2.36} of {@code 2.36-9+deb12u10}; empty where that is no release of glibc 2. */
    public static Optional<GlibcVersion> leading(String version) {
        Matcher matcher = FORM.matcher(version);
        return matcher.lookingAt() ? parse(matcher.group()) : Optional.empty();
    }

    @Override
    public int compareTo(GlibcVersion other) {
        return Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return "2." + minor;
    }
}

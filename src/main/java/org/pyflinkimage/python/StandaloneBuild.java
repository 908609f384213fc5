package org.pyflinkimage.python;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One build of a CPython that runs wherever it is put: {@code 3.10.16+20241219}.
 *
 * @param release the day of python-build-standalone's release that it is of: {@code 20241219}
 */
public record StandaloneBuild(PythonVersion version, String release) implements Comparable<StandaloneBuild> {

    private static final Pattern FORM = Pattern.compile("([0-9.]{5,12})\\+([0-9]{8})");

    private static final Comparator<StandaloneBuild> ORDER = Comparator.comparing(
                    (StandaloneBuild build) -> build.version().line())
            .thenComparingInt(build -> build.version().patch())
            .thenComparing(StandaloneBuild::release);

    /** Reads {@code 3.10.16+20241219}; empty where the text is no build. */
    public static Optional<StandaloneBuild> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? PythonVersion.parse(parts.group(1)).map(version -> new StandaloneBuild(version, parts.group(2)))
                : Optional.empty();
    }

    /** The later version is the later build, and of one version the one that was built later. */
    @Override
    public int compareTo(StandaloneBuild other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return version + "+" + release;
    }
}

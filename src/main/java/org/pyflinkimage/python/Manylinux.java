package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.GlibcVersion;

/**
 * The oldest glibc that a wheel is made for, and the machine, as a platform tag says it: {@code manylinux_2_17_x86_64}.
 *
 * @see <a href="https://peps.python.org/pep-0600/">PEP 600</a>
 */
record Manylinux(int major, int minor, String machine) {

    private static final Pattern FORM =
            Pattern.compile("manylinux(?:_(?<major>[0-9]{1,9})_(?<minor>[0-9]{1,9})|(?<year>[0-9]+))_(?<machine>.+)");

    /** As they were called before they said the minor of their glibc 2. */
    private static final Map<String, Integer> OLDER = Map.of("1", 5, "2010", 12, "2014", 17);

    /** That of a glibc on a machine. */
    static Manylinux of(GlibcVersion glibc, String machine) {
        return new Manylinux(2, glibc.minor(), machine);
    }

    /** Reads a platform tag; empty where it is of another form. */
    static Optional<Manylinux> parse(String platformTag) {
        Matcher matcher = FORM.matcher(platformTag);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String machine = matcher.group("machine");
        return matcher.group("major") == null
                ? Optional.ofNullable(OLDER.get(matcher.group("year"))).map(minor -> new Manylinux(2, minor, machine))
                : Optional.of(new Manylinux(
                        Integer.parseInt(matcher.group("major")), Integer.parseInt(matcher.group("minor")), machine));
    }

    /** Empty where it is no glibc 2. */
    Optional<GlibcVersion> glibc() {
        return major == 2 ? Optional.of(new GlibcVersion(minor)) : Optional.empty();
    }

    boolean isNewerThan(GlibcVersion other) {
        return major > 2 || (major == 2 && minor > other.minor());
    }

    /** The version of the glibc: {@code 2.17}. */
    String version() {
        return major + "." + minor;
    }

    /** The platform tags that say it, the newer form first. */
    List<String> tags() {
        List<String> tags = new ArrayList<>(List.of("manylinux_" + major + "_" + minor + "_" + machine));
        OLDER.forEach((year, older) -> {
            if (major == 2 && minor == older) {
                tags.add("manylinux" + year + "_" + machine);
            }
        });
        return tags;
    }
}

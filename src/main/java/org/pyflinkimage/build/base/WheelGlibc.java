package org.pyflinkimage.build.base;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.python.WheelTag;
import org.pyflinkimage.value.GlibcVersion;

/**
 * The oldest C library that a wheel runs with, by the tags in its name.
 *
 * @see <a href="https://peps.python.org/pep-0600/">PEP 600</a>
 */
final class WheelGlibc {

    private static final Pattern MANYLINUX = Pattern.compile("manylinux_2_([0-9]{1,3})_.*");

    private WheelGlibc() {}

    /** Of several tags the mildest; empty for a wheel that needs none, or does not say which. */
    static Optional<GlibcVersion> neededBy(String fileName) {
        return WheelName.parse(fileName)
                .flatMap(wheel ->
                        wheel.tags().stream().flatMap(tag -> of(tag).stream()).min(Comparator.naturalOrder()));
    }

    private static Optional<GlibcVersion> of(WheelTag tag) {
        Matcher manylinux = MANYLINUX.matcher(tag.platform());
        if (manylinux.matches()) {
            return Optional.of(new GlibcVersion(Integer.parseInt(manylinux.group(1))));
        }
        // As they were called before they said it.
        String older = tag.platform().replaceFirst("_.*", "");
        return switch (older) {
            case "manylinux1" -> Optional.of(new GlibcVersion(5));
            case "manylinux2010" -> Optional.of(new GlibcVersion(12));
            case "manylinux2014" -> Optional.of(new GlibcVersion(17));
            default -> Optional.empty();
        };
    }
}

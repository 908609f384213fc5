package org.pyflinkimage.debian;

import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The sources of one set-up of apt, as they are found. A paragraph of some lines stands for as many as it has addresses times suites,
 * and whoever looks through them looks through its other fields for each: so both are bounded.
 */
final class FoundSources {

    static final int SOURCES_AT_MOST = 1000;

    /** In characters, of the lines and paragraphs that they stand in, each counted for each of its sources. */
    static final int TEXT_AT_MOST = 16 << 20;

    private final List<AptSource> all = new ArrayList<>();
    private long text;

    /** In the order in which they were found. */
    List<AptSource> all() {
        return all;
    }

    /**
     * Adds one.
     *
     * @param written the line or paragraph that it stands in
     * @param file for messages
     * @throws PyFlinkException {@code PYF-344} where they are too many
     */
    void add(AptSource source, String written, String file) {
        text += written.length();
        if (all.size() == SOURCES_AT_MOST) {
            throw refused(file, "they are more than " + SOURCES_AT_MOST);
        }
        if (text > TEXT_AT_MOST) {
            throw refused(file, "they have more than %s characters".formatted(TEXT_AT_MOST));
        }
        all.add(source);
    }

    private static PyFlinkException refused(String file, String reason) {
        return Problem.environment(
                        "PYF-344", "the apt sources are refused: with those in `%s`, %s".formatted(file, reason))
                .why("each address with each suite is one source, and an apt has ten")
                .remedy(
                        "leave out of that file what nobody needs; where it is an image's, name another image: `<debianImage>` (-Dpyflink.debianImage)")
                .toException();
    }
}

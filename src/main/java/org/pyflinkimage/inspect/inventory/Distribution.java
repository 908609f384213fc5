package org.pyflinkimage.inspect.inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.UnixPath;

/**
 * A Python distribution that is installed.
 *
 * @param version as its folder has it
 * @param folder that it is found in
 */
public record Distribution(NormalizedName name, String version, UnixPath folder) {

    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._]*?)-([0-9A-Za-z.!+_]+?)"
            + "(?:-py[0-9]+(?:\\.[0-9]+)?(?:-[a-z0-9._-]+)?)?\\.(?:dist-info|egg-info)");

    /** Reads the name of what an installation leaves: {@code apache_flink-2.2.1.dist-info}; empty for all else. */
    static Optional<Distribution> of(UnixPath entry) {
        Matcher parts = FORM.matcher(entry.name());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Distribution(NormalizedName.of(parts.group(1)), parts.group(2), entry.parent()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package org.pyflinkimage.mojo.xml;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Exclusion;

/** {@code <matrix>}: every list is an axis, and the cells are their product. */
public class Matrix {

    /** Flink releases: {@code <version>2.2.1</version>}. */
    @Nullable
    List<@Nullable String> flink;

    /** Java lines: {@code <version>17</version>}. */
    @Nullable
    List<@Nullable String> java;

    /** Python lines: {@code <version>3.11</version>}. */
    @Nullable
    List<@Nullable String> python;

    /** Platforms: {@code <platform>linux/amd64</platform>}. */
    @Nullable
    List<@Nullable String> platforms;

    /** Cells that are left out. */
    @Nullable
    List<Exclude> excludes;

    /** The declared values of an axis. */
    public @Nullable List<@Nullable String> axis(Element axis) {
        return switch (axis) {
            case FLINK -> flink;
            case JAVA -> java;
            case PYTHON -> python;
            case PLATFORMS -> platforms;
            default -> throw new IllegalArgumentException("no axis: " + axis);
        };
    }

    /** The cells that are left out. */
    public List<Exclusion> exclusions() {
        return excludes == null
                ? List.of()
                : excludes.stream().map(Exclude::toExclusion).toList();
    }
}

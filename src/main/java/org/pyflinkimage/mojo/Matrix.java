package org.pyflinkimage.mojo;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** {@code <matrix>}: every list is an axis, and the cells are their product. */
public class Matrix {

    /** Flink releases: {@code <version>2.2.1</version>}. */
    @Parameter
    @Nullable
    List<@Nullable String> flink;

    /** Java lines: {@code <version>17</version>}. */
    @Parameter
    @Nullable
    List<@Nullable String> java;

    /** Python lines: {@code <version>3.11</version>}. */
    @Parameter
    @Nullable
    List<@Nullable String> python;

    /** Platforms: {@code <platform>linux/amd64</platform>}. */
    @Parameter
    @Nullable
    List<@Nullable String> platforms;

    /** Cells that are left out. */
    @Parameter
    @Nullable
    List<Exclude> excludes;
}

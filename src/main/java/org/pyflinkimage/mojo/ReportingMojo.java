package org.pyflinkimage.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;

/** A goal that reports verdicts and builds nothing. */
abstract class ReportingMojo extends DeclaringMojo {

    /** The folder for results. By default {@code target/pyflink}. */
    @Parameter(property = "pyflink.output")
    @Nullable
    String output;

    /** Every cell is judged, and reported, by the goal itself. */
    @Override
    final void requireThatAllFits(List<ImageSpec> specs, BuildLog log) {}

    /** The folder for results. */
    Path results() {
        return values().text("pyflink.output", output)
                .filter(text -> !text.isBlank())
                .map(text -> folder().resolve(text).normalize())
                .orElse(target());
    }

    /** A file's name as it is given in a command: relative to where Maven was started. */
    String shown(Path file) {
        Path from = Optional.ofNullable(session.getExecutionRootDirectory())
                .map(Path::of)
                .orElse(Path.of(""))
                .toAbsolutePath();
        return (file.startsWith(from) ? from.relativize(file) : file).toString().replace('\\', '/');
    }
}

package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pyflinkimage.flink.FlinkPort;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.BuiltLayer;
import org.pyflinkimage.image.ImageContents;
import org.pyflinkimage.spec.Output;

/** What a build tells at its end: each image's name, digest, size by layer and time, and what to run next. */
public final class BuildReport {

    private static final String ROW = "  %-28.28s %12s %14s";

    private final Set<Output> outputs;
    private final Path from;
    private final String engine;

    /**
     * A report.
     *
     * @param outputs where the images went
     * @param from the folder that paths in commands are relative to
     * @param engine the program that runs containers here: {@code docker}, {@code podman}
     */
    public BuildReport(Set<Output> outputs, Path from, String engine) {
        this.outputs = outputs;
        this.from = from;
        this.engine = engine;
    }

    /** The report's lines. */
    public List<String> lines(List<BuiltImage> images, Duration time) {
        List<String> lines = new ArrayList<>();
        images.forEach(image -> describe(image, lines));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Built %d %s in %.1f s",
                images.size(),
                images.size() == 1 ? "image" : "images",
                time.toMillis() / 1000.0));
        images.stream().findFirst().ifPresent(image -> next(image, lines));
        return lines;
    }

    private void describe(BuiltImage image, List<String> lines) {
        lines.add("");
        lines.add(image.reference() + "  (" + image.combination() + ")");
        image.contents().digest().ifPresent(digest -> lines.add("  " + digest));
        image.builder().ifPresent(builder -> lines.add("  built by " + builder + " from the rendered Dockerfile"));
        image.archive().ifPresent(archive -> lines.add("  " + shorten(archive)));
        lines.add(row("layer", "as pushed", "unpacked"));
        ImageContents contents = image.contents();
        for (BuiltLayer layer : contents.layers()) {
            lines.add(row(layer.contents(), layer.size(), layer.unpackedSize()));
        }
        lines.add(row("all", contents.size(), contents.unpackedSize()));
    }

    private void next(BuiltImage image, List<String> lines) {
        lines.add("Next:");
        loadCommand(image).ifPresent(command -> lines.add("  " + command));
        lines.add("  %1$s run --rm -p %2$d:%2$d %3$s jobmanager"
                .formatted(engine, FlinkPort.WEB.number(), image.reference()));
    }

    private Optional<String> loadCommand(BuiltImage image) {
        return outputs.contains(Output.DAEMON)
                ? Optional.empty()
                : image.archive().map(archive -> engine + " load -i " + shorten(archive));
    }

    private String shorten(Path file) {
        return file.startsWith(from) ? from.relativize(file).toString() : file.toString();
    }

    private static String row(String title, String size, String unpacked) {
        return ROW.formatted(title, size, unpacked);
    }

    private static String row(String title, OptionalLong size, OptionalLong unpacked) {
        return row(title, megabytes(size), megabytes(unpacked));
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%.1f MB", bytes.getAsLong() / 1e6) : "-";
    }
}

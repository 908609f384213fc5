package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.build.validation.Places;
import org.pyflinkimage.flink.FlinkPort;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.BuiltLayer;
import org.pyflinkimage.image.ImageContents;

/** What a build tells at its end: each image's name, digest, size by layer and time, and what to run next. */
public record BuildReport(List<BuiltImage> images, Engine engine, Duration time) {

    private static final String ROW = "  %-28.28s %12s %14s";

    /**
     * What runs containers here.
     *
     * @param program its name: {@code docker}, {@code podman}
     * @param hasImages whether what was built lies there already, and need not be loaded
     */
    public record Engine(String program, boolean hasImages) {}

    public BuildReport {
        images = List.copyOf(images);
    }

    /**
     * The report's lines.
     *
     * @param places where files are named from
     */
    public List<String> lines(Places places) {
        List<String> lines = new ArrayList<>();
        images.forEach(image -> describe(image, places, lines));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Built %d %s in %.1f s",
                images.size(),
                images.size() == 1 ? "image" : "images",
                time.toMillis() / 1000.0));
        images.stream().findFirst().ifPresent(image -> next(image, places, lines));
        return lines;
    }

    private static void describe(BuiltImage image, Places places, List<String> lines) {
        lines.add("");
        lines.add(image.reference() + "  (" + image.combination() + ")");
        image.contents().digest().ifPresent(digest -> lines.add("  " + digest));
        image.builder().ifPresent(builder -> lines.add("  built by " + builder + " from the rendered Dockerfile"));
        image.archive().ifPresent(archive -> lines.add("  " + places.shown(archive)));
        lines.add(row("layer", "as pushed", "unpacked"));
        ImageContents contents = image.contents();
        for (BuiltLayer layer : contents.layers()) {
            lines.add(row(layer.contents(), layer.size(), layer.unpackedSize()));
        }
        lines.add(row("all", contents.size(), contents.unpackedSize()));
    }

    private void next(BuiltImage image, Places places, List<String> lines) {
        lines.add("Next:");
        archiveToLoad(image)
                .ifPresent(archive -> lines.add("  " + engine.program() + " load -i " + places.shown(archive)));
        lines.add("  %1$s run --rm -p %2$s:%2$s %3$s jobmanager"
                .formatted(engine.program(), FlinkPort.WEB.number(), image.reference()));
    }

    private Optional<Path> archiveToLoad(BuiltImage image) {
        return engine.hasImages() ? Optional.empty() : image.archive();
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

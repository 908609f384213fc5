package org.pyflinkimage.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.build.validation.Places;
import org.pyflinkimage.flink.FlinkPort;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;

/**
 * What a build tells at its end: each image's name, digest, size by layer and time, and what to run next.
 *
 * @param weights what weighs how much in images, where that is known
 */
public record BuildReport(
        List<BuiltImage> images, Map<Combination, ImageWeight> weights, Engine engine, Duration time) {

    /**
     * What runs containers here.
     *
     * @param program its name: {@code docker}, {@code podman}
     * @param hasImages whether what was built lies there already, and need not be loaded
     */
    public record Engine(String program, boolean hasImages) {}

    public BuildReport {
        images = List.copyOf(images);
        weights = Map.copyOf(weights);
    }

    /** Of images of which only their layers are known. */
    BuildReport(List<BuiltImage> images, Engine engine, Duration time) {
        this(images, Map.of(), engine, time);
    }

    /**
     * The report's lines.
     *
     * @param places where files are named from
     * @param settings whether each layer has a line, or what several hold together
     */
    public List<String> lines(Places places, GoalSettings settings) {
        LayerTable table =
                new LayerTable(settings.isOn(Element.VERBOSE) ? LayerTable.Rows.EACH : LayerTable.Rows.TOGETHER);
        List<String> lines = new ArrayList<>();
        images.forEach(image -> describe(image, places, table, lines));
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

    private void describe(BuiltImage image, Places places, LayerTable table, List<String> lines) {
        lines.add("");
        lines.add(image.reference() + "  (" + image.combination() + ")");
        image.contents().digest().ifPresent(digest -> lines.add("  " + digest));
        image.builder().ifPresent(builder -> lines.add("  built by " + builder + " from the rendered Dockerfile"));
        image.base()
                .ifPresent(base -> lines.add("  upon " + base.reference()
                        + base.digest().map(digest -> ", " + digest.digest()).orElse("")));
        image.archive().ifPresent(archive -> lines.add("  " + places.shown(archive)));
        image.index().ifPresent(index -> lines.add("  " + places.shown(index.archive()) + ", for all platforms"));
        lines.addAll(table.lines(image.contents()));
        Optional.ofNullable(weights.get(image.combination()))
                .ifPresent(weight -> lines.addAll(weight.lines(table.rows() == LayerTable.Rows.EACH)));
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
}

package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.facts.FlinkOptions;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.DecidedFiles;
import org.pyflinkimage.template.RenderedFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/**
 * What a base has made of the configuration that Flink ships, and an image does not have, as it brings files of its own there. What
 * the declaration or the image itself decides is not lost. Values may be secrets and are told nobody.
 */
final class LostConfiguration {

    private static final int NAMED_AT_MOST = 10;

    private final ImageSpec spec;
    private final BaseImage base;
    private final FileTree tree;
    private final DecidedFiles decided;

    /** @param tree with the base's files, of which none has been replaced yet */
    LostConfiguration(ImageSpec spec, FileTree tree, DecidedFiles decided) {
        this.spec = spec;
        this.base = spec.layeredBase().orElseThrow();
        this.tree = tree;
        this.decided = decided;
    }

    /**
     * Warnings.
     *
     * @param folder where the files lie that this release ships
     * @param shipped what they say
     * @param image the image's own files
     */
    List<Problem> problems(UnixPath folder, FlinkConfiguration shipped, Map<UnixPath, RenderedFile> image) {
        List<Problem> problems = new ArrayList<>();
        UnixPath file = ImagePaths.CONF.resolve(shipped.format().fileName());
        if (!decided.files().contains(file)) {
            tree.text(file)
                    .flatMap(text -> settings(file, text, shipped, image))
                    .ifPresent(problems::add);
        }
        Stream.of(ImagePaths.LOG4J_CONSOLE, ImagePaths.LOG4J_CLI)
                .filter(path -> !decided.files().contains(path))
                .filter(path -> isOfTheBase(path, folder, image))
                .map(this::logging)
                .forEach(problems::add);
        return List.copyOf(problems);
    }

    private Optional<Problem> settings(
            UnixPath file, String text, FlinkConfiguration shipped, Map<UnixPath, RenderedFile> image) {
        Optional<SortedMap<String, String>> ofBase = shipped.format().settingsOf(text);
        if (ofBase.isEmpty()) {
            return Optional.of(Problem.declaration(
                            "PYF-955",
                            "the image does not have `%s` of the base `%s`, which Flink cannot read as it is there"
                                    .formatted(file, base))
                    .why(
                            "its own file comes there; what the base's says, or is made to say when a container starts, is lost")
                    .remedy("declare what is needed of it: `<flinkConfig>` (-Dpyflink.flinkConfig.KEY=VALUE)")
                    .remedy(
                            "and where nothing is: `<rules><PYF-955>off</PYF-955></rules>` (-Dpyflink.rules.PYF-955=off)")
                    .withSeverity(Severity.WARNING));
        }
        SortedMap<String, String> own = Optional.ofNullable(image.get(file))
                .flatMap(rendered -> shipped.format().settingsOf(rendered.text()))
                .orElseGet(TreeMap::new);
        SortedMap<String, String> keys = new TreeMap<>(ofBase.get());
        keys.entrySet().removeIf(setting -> isKept(setting.getKey(), setting.getValue(), shipped.values(), own));
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        lost(file, FirstOf.of(NAMED_AT_MOST, keys.keySet()).quoted()));
    }

    private Problem lost(UnixPath file, String what) {
        return Problem.declaration(
                        "PYF-955",
                        "the image does not have what `%s` of the base `%s` sets: %s".formatted(file, base, what))
                .why("its own file comes there, with what Flink ships, what containers need and what is declared")
                .remedy("declare them: `<flinkConfig>` (-Dpyflink.flinkConfig.KEY=VALUE)")
                .remedy("or put the base's file into the folder of " + Element.TEMPLATES.named()
                        + ", as `%s`".formatted(file.name()))
                .withSeverity(Severity.WARNING);
    }

    /**
     * As it is with Flink too; or decided by somebody, under this name or the one that stands for it now; or by the image with another
     * value than Flink's.
     */
    private boolean isKept(String key, String value, Map<String, String> shipped, Map<String, String> image) {
        String current = FlinkOptions.shipped()
                .currentOf(key, spec.combination().flink().line())
                .orElse(key);
        return value.equals(shipped.get(key))
                || value.equals(image.get(key))
                || decided.settings().contains(key)
                || decided.settings().contains(current)
                || !Objects.equals(image.get(key), shipped.get(key));
    }

    /** Whether it is there, and neither as Flink ships it nor as the image has it. */
    private boolean isOfTheBase(UnixPath path, UnixPath folder, Map<UnixPath, RenderedFile> image) {
        Optional<String> shipped = tree.text(folder.resolve(path.name()));
        Optional<String> own = Optional.ofNullable(image.get(path)).map(RenderedFile::text);
        Optional<String> ofBase = tree.text(path);
        return ofBase.isPresent() && !ofBase.equals(shipped) && !ofBase.equals(own);
    }

    private Problem logging(UnixPath file) {
        return Problem.declaration(
                        "PYF-956", "the image has a `%s` of its own, not that of the base `%s`".formatted(file, base))
                .why("the base's is not the one that Flink ships: somebody has changed it")
                .remedy("declare levels: `<log4j>` (-Dpyflink.log4j.LOGGER=LEVEL)")
                .remedy("or put the base's file into the folder of " + Element.TEMPLATES.named()
                        + ", as `%s`".formatted(file.name()))
                .withSeverity(Severity.WARNING);
    }
}

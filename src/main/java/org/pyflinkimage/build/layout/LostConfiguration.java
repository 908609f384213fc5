package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileNode.RegularFile;
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

    private final BaseImage base;
    private final FileTree tree;

    /** @param tree with the base's files, of which none has been replaced yet */
    LostConfiguration(ImageSpec spec, FileTree tree) {
        this.base = spec.layeredBase().orElseThrow();
        this.tree = tree;
    }

    /**
     * Warnings.
     *
     * @param folder where the files lie that this release ships
     * @param shipped what they say
     * @param image what the image's own says
     */
    List<Problem> problems(UnixPath folder, FlinkConfiguration shipped, FlinkConfiguration image) {
        List<Problem> problems = new ArrayList<>();
        settings(shipped, image).ifPresent(problems::add);
        Stream.of(ImagePaths.LOG4J_CONSOLE, ImagePaths.LOG4J_CLI)
                .filter(path -> isOfTheBase(path, folder))
                .map(this::logging)
                .forEach(problems::add);
        return List.copyOf(problems);
    }

    private Optional<Problem> settings(FlinkConfiguration shipped, FlinkConfiguration image) {
        UnixPath file = ImagePaths.CONF.resolve(shipped.format().fileName());
        SortedMap<String, String> ofBase =
                new TreeMap<>(text(file).flatMap(shipped.format()::settingsOf).orElseGet(TreeMap::new));
        ofBase.entrySet()
                .removeIf(setting -> isKept(setting.getKey(), setting.getValue(), shipped.values(), image.values()));
        if (ofBase.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Problem.declaration(
                        "PYF-955",
                        "the image does not have what `%s` of the base `%s` sets: %s"
                                .formatted(
                                        file,
                                        base,
                                        FirstOf.of(NAMED_AT_MOST, ofBase.keySet())
                                                .quoted()))
                .why("its own file comes there, with what Flink ships, what containers need and what is declared")
                .remedy("declare them: `<flinkConfig>` (-Dpyflink.flinkConfig.KEY=VALUE)")
                .remedy("or put the base's file into the folder of " + Element.TEMPLATES.named()
                        + ", as `%s`".formatted(file.name()))
                .withSeverity(Severity.WARNING));
    }

    /** As it is with Flink too; or by the image with another value than Flink's, which is one that somebody has chosen. */
    private static boolean isKept(String key, String value, Map<String, String> shipped, Map<String, String> image) {
        return value.equals(shipped.get(key))
                || value.equals(image.get(key))
                || !Objects.equals(image.get(key), shipped.get(key));
    }

    /** Whether it is there, and not as Flink ships it. */
    private boolean isOfTheBase(UnixPath path, UnixPath folder) {
        Optional<String> shipped = text(folder.resolve(path.name()));
        return text(path).filter(text -> !shipped.equals(Optional.of(text))).isPresent();
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

    private Optional<String> text(UnixPath path) {
        return tree.follow(path)
                .map(FileTree.Entry::node)
                .filter(RegularFile.class::isInstance)
                .map(node -> {
                    try (InputStream bytes = ((RegularFile) node).content().open()) {
                        return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}

package org.pyflinkimage.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.OldLog4j;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Logging;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * The rendered files of an image: its entrypoint, its configuration of Flink and log4j, and the commands that go through the entrypoint.
 *
 * <p>A file of a user's template folder without {@code .ftl} is used as it is; a configuration file is a base that {@code
 * <flinkConfig>} is put over.
 */
public final class ImageFiles {

    private static final String ENTRYPOINT = "docker-entrypoint.sh";

    private final Templates templates;

    public ImageFiles(Templates templates) {
        this.templates = templates;
    }

    /**
     * Renders the files that replace or join what Flink ships.
     *
     * @param shipped the configuration that this Flink ships
     * @throws org.pyflinkimage.value.PyFlinkException for a wrong {@code <flinkConfig>} or template
     */
    public SortedMap<UnixPath, RenderedFile> render(ImageSpec spec, FlinkConfiguration shipped) {
        FlinkConfiguration configuration = configurationOf(spec, shipped);
        Map<String, Object> model = ImageModel.of(spec, configuration);
        SortedMap<UnixPath, RenderedFile> files = new TreeMap<>();
        ConfigurationFormat format = configuration.format();
        files.put(ImagePaths.CONF.resolve(format.fileName()), RenderedFile.text(configurationFile(format, model)));
        List.of(ImagePaths.LOG4J_CONSOLE, ImagePaths.LOG4J_CLI).forEach(path -> files.put(path, log4j(path, model)));
        // A base's entrypoint may lie where the image's does, and the image's commands go through that.
        if (!spec.container().invocation().runsThatOfBase()) {
            new TreeMap<>(files).forEach((path, file) -> files.put(ImagePaths.IMAGE_CONF.resolve(path.name()), file));
            files.put(ImagePaths.ENTRYPOINT, RenderedFile.program(entrypoint(model)));
            files.putAll(FlinkCommands.of());
        }
        return Collections.unmodifiableSortedMap(files);
    }

    /** What the user's own declaration and files decide of them. */
    public DecidedFiles decided(ImageSpec spec, ConfigurationFormat shipped) {
        Set<String> settings = new TreeSet<>();
        spec.flinkConfig().keySet().forEach(key -> settings.add(key.strip()));
        Set<UnixPath> files = new TreeSet<>();
        if (shipped.beforeTheOther().stream().map(ConfigurationFormat::fileName).anyMatch(this::isOwn)) {
            files.add(ImagePaths.CONF.resolve(shipped.fileName()));
        }
        boolean areDeclared = !spec.logging().equals(Logging.standard());
        List.of(ImagePaths.LOG4J_CONSOLE, ImagePaths.LOG4J_CLI).stream()
                .filter(path -> areDeclared || isOwn(path.name()))
                .forEach(files::add);
        return new DecidedFiles(settings, files);
    }

    private boolean isOwn(String name) {
        return templates.isOwn(name) || templates.ownFile(name).isPresent();
    }

    /** What the configuration file says: what Flink ships, what containers need, the user's own file, then {@code <flinkConfig>}. */
    FlinkConfiguration configurationOf(ImageSpec spec, FlinkConfiguration shipped) {
        return shipped.forContainers(ImagePaths.PYTHON)
                .withFile(ownConfiguration(shipped.format()))
                .with(spec.flinkConfig())
                .withJvmOptionsAs(ImageModel.jvmOptions(spec.combination().flink()));
    }

    private SortedMap<String, String> ownConfiguration(ConfigurationFormat shipped) {
        return shipped.beforeTheOther().stream()
                .flatMap(format ->
                        templates.ownFile(format.fileName()).map(text -> format.readOwn(text, shipped)).stream())
                .findFirst()
                .orElseGet(TreeMap::new);
    }

    private String entrypoint(Map<String, Object> model) {
        String text = templates.render(ENTRYPOINT, model);
        if (!text.startsWith("#!/") || text.lines().skip(1).allMatch(ImageFiles::doesNothing)) {
            throw Problem.declaration(
                            "PYF-551",
                            "`%s.ftl` in `<templates>` renders a program that runs nothing".formatted(ENTRYPOINT))
                    .why(
                            text.isBlank()
                                    ? "what it renders is empty"
                                    : "the first line of a script is that of its shell, `#!/bin/bash`, and others follow")
                    .remedy("correct the file in " + Element.TEMPLATES.named() + ", or delete it there")
                    .toException();
        }
        return text;
    }

    private static boolean doesNothing(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    /** What a user's own template makes of the values has been read by nobody yet. */
    private String configurationFile(ConfigurationFormat format, Map<String, Object> model) {
        String text = templates.render(format.fileName(), model);
        if (templates.isOwn(format.fileName())) {
            format.mistakeIn(text).ifPresent(mistake -> {
                throw Problem.declaration(
                                "PYF-550",
                                "`%s.ftl` in `<templates>` renders no configuration file".formatted(format.fileName()))
                        .why(mistake)
                        .remedy("correct the file in " + Element.TEMPLATES.named() + ", or delete it there")
                        .toException();
            });
        }
        return text;
    }

    private RenderedFile log4j(UnixPath path, Map<String, Object> model) {
        String text = templates.ownFile(path.name()).orElseGet(() -> templates.render(path.name(), model));
        OldLog4j.refuse(path.name(), text);
        return RenderedFile.text(text);
    }
}

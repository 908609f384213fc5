package org.pyflinkimage.template;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.OldLog4j;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * The rendered files of an image: its entrypoint and its configuration of Flink and log4j.
 *
 * <p>A file of a user's template folder without {@code .ftl} is used as it is; a configuration file is a base that {@code
 * <flinkConfig>} is put over.
 */
public final class ImageFiles {

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
        files.put(ImagePaths.ENTRYPOINT, RenderedFile.program(templates.render("docker-entrypoint.sh", model)));
        String name = configuration.format().fileName();
        files.put(ImagePaths.CONF.resolve(name), RenderedFile.text(templates.render(name, model)));
        List.of(ImagePaths.LOG4J_CONSOLE, ImagePaths.LOG4J_CLI).forEach(path -> files.put(path, log4j(path, model)));
        return Collections.unmodifiableSortedMap(files);
    }

    /** What the configuration file says: what Flink ships, what containers need, the user's own file, then {@code <flinkConfig>}. */
    FlinkConfiguration configurationOf(ImageSpec spec, FlinkConfiguration shipped) {
        return shipped.forContainers(ImagePaths.PYTHON)
                .withFile(ownConfiguration(shipped.format()))
                .with(spec.flinkConfig());
    }

    private SortedMap<String, String> ownConfiguration(ConfigurationFormat shipped) {
        return shipped.beforeTheOther().stream()
                .flatMap(format ->
                        templates.ownFile(format.fileName()).map(text -> format.readOwn(text, shipped)).stream())
                .findFirst()
                .orElseGet(TreeMap::new);
    }

    private RenderedFile log4j(UnixPath path, Map<String, Object> model) {
        Optional<String> own = templates.ownFile(path.name());
        own.ifPresent(text -> OldLog4j.refuse(path.name(), text));
        return RenderedFile.text(own.orElseGet(() -> templates.render(path.name(), model)));
    }
}

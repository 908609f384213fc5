package org.pyflinkimage.template;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.UnixPath;

/**
 * The rendered files of an image: its entrypoint and its configuration of Flink and log4j.
 *
 * <p>The templates' model: {@code flink.version}, {@code flink.home}, {@code flink.configurationFile}, {@code flink.yaml} and {@code
 * flink.readsOldFile} (truth values), {@code configuration} (a map from keys to values, quoted as the file needs it), {@code
 * jemalloc} (the library's path), {@code job.entry} (the job's file, empty without a job).
 */
public final class ImageFiles {

    private final Templates templates;

    public ImageFiles(Templates templates) {
        this.templates = templates;
    }

    /**
     * Renders the files that replace or join what Flink ships.
     *
     * @param shippedConfiguration the text of the configuration file that this Flink ships
     * @throws org.pyflinkimage.value.PyFlinkException for a wrong {@code <flinkConfig>} or template
     */
    public SortedMap<UnixPath, RenderedFile> render(ImageSpec spec, String shippedConfiguration) {
        FlinkVersion flink = spec.combination().flink();
        FlinkConfiguration configuration = FlinkConfiguration.read(flink, shippedConfiguration)
                .forContainers(ContainerSettings.PYTHON)
                .with(spec.flinkConfig());
        Map<String, Object> model = modelOf(spec, configuration);
        SortedMap<UnixPath, RenderedFile> files = new TreeMap<>();
        files.put(ContainerSettings.ENTRYPOINT, RenderedFile.program(templates.render("docker-entrypoint.sh", model)));
        addConfiguration(files, configuration.format().fileName(), model);
        addConfiguration(files, "log4j-console.properties", model);
        addConfiguration(files, "log4j-cli.properties", model);
        return Collections.unmodifiableSortedMap(files);
    }

    private void addConfiguration(SortedMap<UnixPath, RenderedFile> files, String name, Map<String, Object> model) {
        files.put(FlinkHome.CONF.resolve(name), RenderedFile.text(templates.render(name, model)));
    }

    static Map<String, Object> modelOf(ImageSpec spec, FlinkConfiguration configuration) {
        return Map.of(
                "flink", flinkModelOf(spec.combination().flink()),
                "configuration", configuration.written(),
                "jemalloc", "/usr/lib/" + spec.combination().platform().triplet() + "/libjemalloc.so.2",
                "job", Map.of("entry", spec.job().map(ImageFiles::pathOf).orElse("")));
    }

    private static Map<String, Object> flinkModelOf(FlinkVersion flink) {
        ConfigurationFormat format = ConfigurationFormat.of(flink);
        return Map.of(
                "version",
                flink.toString(),
                "home",
                FlinkHome.PATH.value(),
                "configurationFile",
                format.fileName(),
                "yaml",
                format == ConfigurationFormat.YAML,
                // 1.19 and 1.20 read flink-conf.yaml, and nothing else, where somebody put one.
                "readsOldFile",
                format == ConfigurationFormat.YAML && !flink.isAtLeast(2, 0),
                "usesAkka",
                !flink.isAtLeast(1, 18));
    }

    private static String pathOf(JobSpec job) {
        return FlinkHome.USRLIB.resolve(job.entry()).value();
    }
}

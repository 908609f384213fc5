package org.pyflinkimage.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/** A user's folder of templates: which files of it are used, and what is said of all others. */
public final class TemplateFolder {

    private static final String TEMPLATE = ".ftl";

    /** What the plugin renders; {@code docs/templates.md} tells of each. */
    static final SortedSet<String> TEMPLATES = new TreeSet<>(List.of(
            ".dockerignore.ftl",
            "Dockerfile.ftl",
            "compose.yaml.ftl",
            "config.yaml.ftl",
            "docker-entrypoint.sh.ftl",
            "flink-conf.yaml.ftl",
            "kubernetes/flinkdeployment.yaml.ftl",
            "kubernetes/flinksessionjob.yaml.ftl",
            "kubernetes/operator.ftl",
            "kubernetes/standalone.yaml.ftl",
            "log4j-cli.properties.ftl",
            "log4j-console.properties.ftl",
            "requirements.txt.ftl"));

    /** What is used as it is. */
    static final SortedSet<String> FILES = new TreeSet<>(List.of(
            "config.yaml",
            "entrypoint/commands.sh",
            "entrypoint/configuration.sh",
            "entrypoint/directory.sh",
            "entrypoint/values.sh",
            "flink-conf.yaml",
            ImagePaths.LOG4J_CLI.name(),
            ImagePaths.LOG4J_CONSOLE.name()));

    /** What people and programs leave in any folder. */
    private static final Pattern FOR_OTHERS = Pattern.compile(
            "(.*/)?(README.*|LICENSE.*|.*\\.md|.*~|Thumbs\\.db|\\.(?!dockerignore).*)", Pattern.CASE_INSENSITIVE);

    /** What Flink puts the keys behind {@code flink.hadoop.} into; Hive, HBase and YARN have others. */
    private static final Pattern OF_HADOOP = Pattern.compile("(core|hdfs|mapred)-site\\.xml");

    private static final Pattern OF_LOGGING = Pattern.compile("log4j.*\\.properties");
    private static final Pattern OF_OTHER_LOGGING = Pattern.compile("(log4j|logback).*\\.(xml|ya?ml|jsn|json|groovy)");

    private TemplateFolder() {}

    /** {@code PYF-074} for each file that nothing would come of. */
    public static List<Problem> strangers(Path folder) {
        SortedMap<String, Path> files = filesOf(folder);
        return files.keySet().stream()
                .filter(name -> !TEMPLATES.contains(name) && !FILES.contains(name))
                .filter(name -> !FOR_OTHERS.matcher(name).matches())
                .filter(name -> !isIncluded(name, files))
                .map(TemplateFolder::stranger)
                .toList();
    }

    /** By name, all files that may shape what is rendered: those for others change nothing, unless a template has their name. */
    static SortedMap<String, Path> used(Path folder) {
        SortedMap<String, Path> files = filesOf(folder);
        SortedMap<String, Path> used = new TreeMap<>(files);
        used.keySet()
                .removeIf(name ->
                        !name.endsWith(TEMPLATE) && FOR_OTHERS.matcher(name).matches() && !isIncluded(name, files));
        return used;
    }

    private static SortedMap<String, Path> filesOf(Path folder) {
        SortedMap<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try {
                addAll(folder.toRealPath(), files);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    /** @param folder without links: of a folder that is one itself a walk has the link alone */
    private static void addAll(Path folder, SortedMap<String, Path> files) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile).forEach(file -> files.put(Slashes.between(folder, file), file));
        }
    }

    /** A template may include others of the folder, or import what they have in common. */
    private static boolean isIncluded(String name, SortedMap<String, Path> files) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return files.entrySet().stream()
                .filter(file ->
                        file.getKey().endsWith(TEMPLATE) && !file.getKey().equals(name))
                .anyMatch(file -> textOf(file.getValue()).contains(last));
    }

    private static String textOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem stranger(String name) {
        Problem problem = Problem.declaration("PYF-074", "nothing comes of `%s` in `<templates>`".formatted(name));
        if (TEMPLATES.contains(name + TEMPLATE)) {
            return problem.why("without `.ftl` it is no template").remedy("name it `%s%s`".formatted(name, TEMPLATE));
        }
        if (OF_HADOOP.matcher(name).matches()) {
            return problem.why("it is a file of Hadoop's, and no template")
                    .remedy("its settings in `<flinkConfig>`, with `flink.hadoop.` before each key:"
                            + " `<flink.hadoop.fs.s3a.endpoint>...</flink.hadoop.fs.s3a.endpoint>`")
                    .remedy("or the file among `<job><sources>`, and"
                            + " `<environment><HADOOP_CONF_DIR>%s</HADOOP_CONF_DIR></environment>`"
                                    .formatted(ImagePaths.USRLIB));
        }
        if (OF_LOGGING.matcher(name).matches()) {
            return problem.why("containers log by `%s`, their clients by `%s`"
                            .formatted(ImagePaths.LOG4J_CONSOLE.name(), ImagePaths.LOG4J_CLI.name()))
                    .remedy("name it after the one that it is to replace");
        }
        if (OF_OTHER_LOGGING.matcher(name).matches()) {
            return problem.why("containers log by log4j 2 in the form of properties")
                    .remedy("translate it into `%s`".formatted(ImagePaths.LOG4J_CONSOLE.name()));
        }
        return problem.why("templates are `%s`".formatted(String.join("`, `", TEMPLATES)))
                .why("used as they are: `%s`".formatted(String.join("`, `", FILES)))
                .remedy("one of these names, or another place: files for the job belong into `<job><sources>`");
    }
}

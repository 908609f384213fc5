package org.pyflinkimage.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.ImagePaths;

/**
 * Reads the files that a spec names, as far as rules want them. What cannot be read is passed over: whoever needs the file says
 * that it is missing.
 */
public final class SubjectFiles {

    private static final List<String> CONFIGURATION = List.of(
            ConfigurationFormat.YAML.fileName(),
            ConfigurationFormat.FLAT.fileName(),
            ImagePaths.LOG4J_CONSOLE.name(),
            ImagePaths.LOG4J_CONSOLE.name() + ".ftl",
            ImagePaths.LOG4J_CLI.name(),
            ImagePaths.LOG4J_CLI.name() + ".ftl");

    private static final int MOST_FILES = 1000;
    private static final long MOST_BYTES = 1 << 20;

    private SubjectFiles() {}

    /**
     * The specs of a declaration, each with the texts of its job's Python sources; what several of them name is read once.
     *
     * @param templates the folder whose files come before the plugin's own
     */
    public static List<Subject> readAll(List<ImageSpec> specs, Optional<Path> templates) {
        Map<String, String> configuration =
                templates.map(SubjectFiles::configuration).orElse(Map.of());
        Map<Optional<JobSpec>, Subject.Texts> known = new HashMap<>();
        return specs.stream()
                .map(spec -> Subject.of(spec)
                        .withTexts(known.computeIfAbsent(
                                spec.job(),
                                job -> new Subject.Texts(
                                        configuration,
                                        job.map(SubjectFiles::sources).orElse(Map.of())))))
                .toList();
    }

    private static Map<String, String> configuration(Path templates) {
        return texts(CONFIGURATION.stream().map(templates::resolve).toList());
    }

    private static Map<String, String> sources(JobSpec job) {
        try (Stream<Path> files = Files.walk(job.sources())) {
            return texts(files.filter(file -> file.toString().endsWith(".py"))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            return Map.of();
        }
    }

    private static Map<String, String> texts(List<Path> files) {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files) {
            text(file).ifPresent(text -> texts.put(String.valueOf(file.getFileName()), text));
        }
        return texts;
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

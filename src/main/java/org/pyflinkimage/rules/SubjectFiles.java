package org.pyflinkimage.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.job.ChosenFile;
import org.pyflinkimage.job.ChosenFiles;
import org.pyflinkimage.job.ExtraFile;
import org.pyflinkimage.job.ExtraFiles;
import org.pyflinkimage.job.SecretKind;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.PyFlinkException;

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
            ImagePaths.LOG4J_CLI.name() + ".ftl",
            ContainerRules.OWN_ENTRYPOINT);

    private static final long MOST_BYTES = 1 << 20;

    private SubjectFiles() {}

    /**
     * The specs of a declaration, each with the texts of its job's sources; what several of them name is read once.
     *
     * @param templates the folder whose files come before the plugin's own
     */
    public static List<Subject> readAll(List<ImageSpec> specs, Optional<Path> templates) {
        Map<String, String> configuration =
                templates.map(SubjectFiles::configuration).orElse(Map.of());
        Map<OwnFolders, Subject.Texts> known = new HashMap<>();
        return specs.stream()
                .map(spec -> Subject.of(spec)
                        .withTexts(known.computeIfAbsent(
                                new OwnFolders(spec.job(), spec.extraDirectories()),
                                own -> texts(
                                        configuration,
                                        own.job().map(SubjectFiles::chosen).orElse(List.of()),
                                        extra(own.extra())))))
                .toList();
    }

    /** What is read of a disk for an image. */
    private record OwnFolders(Optional<JobSpec> job, List<ExtraDirectory> extra) {}

    private static Map<String, String> configuration(Path templates) {
        Map<String, String> texts = new TreeMap<>();
        CONFIGURATION.forEach(name -> text(templates.resolve(name)).ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    private static Subject.Texts texts(Map<String, String> configuration, List<ChosenFile> job, List<ExtraFile> extra) {
        Set<String> paths = job.stream().map(ChosenFile::path).collect(Collectors.toSet());
        return new Subject.Texts(
                configuration, sources(job), paths, SecretKind.ofFiles(job), SecretKind.ofExtraFiles(extra));
    }

    private static Map<String, String> sources(List<ChosenFile> job) {
        Map<String, String> texts = new TreeMap<>();
        for (ChosenFile file : job) {
            if (file instanceof ChosenFile.Regular regular
                    && (file.path().endsWith(".py") || file.path().endsWith(".sql"))) {
                text(regular.file()).ifPresent(text -> texts.put(file.path(), text));
            }
        }
        return texts;
    }

    private static List<ChosenFile> chosen(JobSpec job) {
        try {
            return ChosenFiles.of(job).files();
        } catch (PyFlinkException e) {
            return List.of();
        }
    }

    private static List<ExtraFile> extra(List<ExtraDirectory> directories) {
        try {
            return ExtraFiles.of(directories).files();
        } catch (PyFlinkException e) {
            return List.of();
        }
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

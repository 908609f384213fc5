package org.pyflinkimage.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pyflinkimage.spec.FilePattern;

/** What nobody misses in an image: lists of patterns, each under the words that say why. */
final class UsualExcludes {

    private static final UsualExcludes OF_JOBS = new UsualExcludes("left-out.txt");
    private static final UsualExcludes OF_PROJECTS = new UsualExcludes("left-out-of-projects.txt");

    private final Map<FilePattern, String> reasons = new LinkedHashMap<>();

    private UsualExcludes(String resource) {
        String reason = "";
        for (String line : read(resource).lines().toList()) {
            if (line.startsWith("# ")) {
                reason = line.substring(2);
            } else {
                reasons.put(FilePattern.of(line), reason);
            }
        }
    }

    /** Those of any job. */
    static UsualExcludes ofJobs() {
        return OF_JOBS;
    }

    /** Those of a folder that a project is built in, from that folder on. */
    static UsualExcludes ofProjects() {
        return OF_PROJECTS;
    }

    /** Why a file or folder is left out; empty where it is not. */
    Optional<String> reason(String path, boolean folder) {
        return reasons.entrySet().stream()
                .filter(entry -> entry.getKey().matches(path, folder))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What a folder is by what lies in it; empty for a common one. */
    static Optional<String> reasonInside(Path folder) {
        if (Files.isRegularFile(folder.resolve("pyvenv.cfg"))) {
            return Optional.of("a virtual environment, it has a pyvenv.cfg");
        }
        return Files.isRegularFile(folder.resolve("conda-meta/history"))
                ? Optional.of("a conda environment, it has a conda-meta/history")
                : Optional.empty();
    }

    private static String read(String resource) {
        try (InputStream stream = Objects.requireNonNull(UsualExcludes.class.getResourceAsStream(resource))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

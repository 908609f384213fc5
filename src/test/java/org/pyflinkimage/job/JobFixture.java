package org.pyflinkimage.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;

/** A job in a folder of its own, and what is taken of it. */
abstract class JobFixture {

    @TempDir
    Path above;

    Path folder() {
        return above.resolve("job");
    }

    void files(String... paths) throws IOException {
        for (String path : paths) {
            file(path, "x");
        }
    }

    void file(String path, String text) throws IOException {
        Path file = folder().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void zip(String path, String... entries) throws IOException {
        file(path, "");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder().resolve(path)))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }
    }

    void link(String path, String target) throws IOException {
        Path link = folder().resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    ChosenFiles chosen() {
        return chosen(JobChoice.usual());
    }

    ChosenFiles chosen(JobChoice choice) {
        return ChosenFiles.of(new JobSpec(folder(), "job.py", choice));
    }

    static JobChoice including(String... patterns) {
        return new JobChoice(patterns(patterns), List.of(), Set.of(), Optional.empty());
    }

    static JobChoice excluding(String... patterns) {
        return new JobChoice(List.of(), patterns(patterns), Set.of(), Optional.empty());
    }

    static JobChoice ofProject(Path project) {
        return new JobChoice(List.of(), List.of(), Set.of(), Optional.of(project));
    }

    static List<FilePattern> patterns(String... texts) {
        return Stream.of(texts).map(FilePattern::of).toList();
    }

    static List<String> paths(ChosenFiles chosen) {
        return chosen.files().stream().map(ChosenFile::path).toList();
    }

    JobSpec severalSources(String... names) {
        return new JobSpec(
                Stream.of(names).map(folder()::resolve).toList(),
                new JobEntry.Script("job.py"),
                List.of(),
                JobAttachments.none(),
                JobChoice.usual());
    }
}

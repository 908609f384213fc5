package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ExtraDirectoryText;

class JobListingTest {

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();

    @BeforeEach
    void job() throws IOException {
        write("job/main.py", 10);
    }

    @Test
    void filesAndWhatIsLeftOutAreListed() throws IOException {
        write("job/lib/a.csv", 1234);
        write("job/.env", 5);
        write("job/env/pyvenv.cfg", 5);
        Files.createSymbolicLink(folder.resolve("job/lib/up"), Path.of("../main.py"));

        tell();

        assertThat(folder.resolve("results/job-files.txt")).hasContent("""
                        # in /opt/flink/usrlib, with their bytes
                                1234  lib/a.csv
                                      lib/up -> ../main.py
                                  10  main.py
                        # left out; <includes> of the <job> takes such files
                        .env: places where programs keep secrets
                        env/: a virtual environment, it has a pyvenv.cfg
                        """);
        assertThat(log.lines).containsExactly("note Job: 3 files, 1244 bytes; left out: .env, env/ (job-files.txt)");
    }

    @Test
    void patternThatNamesNothingIsWarnedOf() {
        JobListing.tell(
                request(new Declaration(folder)
                        .with(Element.JOB, List.of("job"))
                        .with(Element.ENTRY, List.of("main.py"))
                        .with(Element.EXCLUDES, List.of("/mian.py"))),
                log);

        assertThat(log.lines).anyMatch(line -> line.startsWith("warn") && line.contains("PYF-277"));
    }

    @Test
    void namesCannotWriteLinesOrMoveACursor() throws IOException {
        write("job/a\nb.txt", 1);
        write("job/\u001b[2J.pyc", 1);

        tell();

        assertThat(folder.resolve("results/job-files.txt"))
                .content()
                .contains("           1  a\\u{a}b.txt\n", "\n\\u{1b}[2J.pyc: ");
        assertThat(log.lines).containsExactly("note Job: 2 files, 11 bytes; left out: \\u{1b}[2J.pyc (job-files.txt)");
    }

    @Test
    void lineNamesTheFirstFew() throws IOException {
        for (String name : List.of("a.pyc", "b.pyc", "c.pyc", "d.pyc", "e.pyc", "f.pyc")) {
            write("job/" + name, 1);
        }

        tell();

        assertThat(log.lines)
                .containsExactly(
                        "note Job: 1 file, 10 bytes; left out: a.pyc, b.pyc, c.pyc, d.pyc and 2 more (job-files.txt)");
    }

    @Test
    void whereAllAreNamedThereAreNoMore() throws IOException {
        for (String name : List.of("a.pyc", "b.pyc", "c.pyc", "d.pyc")) {
            write("job/" + name, 1);
        }

        tell();

        assertThat(log.lines)
                .containsExactly("note Job: 1 file, 10 bytes; left out: a.pyc, b.pyc, c.pyc, d.pyc (job-files.txt)");
    }

    @ParameterizedTest
    @CsvSource({"1, 1 byte", "9999, 9999 bytes", "10000, 10.0 kB", "999940, 999.9 kB", "1000000, 1.0 MB"})
    void sizesAreShort(int size, String text) throws IOException {
        write("job/main.py", size);

        tell();

        assertThat(log.lines).containsExactly("note Job: 1 file, %s (job-files.txt)".formatted(text));
    }

    @Test
    void extraDirectoryWithoutAFileIsWarnedOf() throws IOException {
        Files.createDirectories(folder.resolve("extra"));

        JobListing.tell(
                request(new Declaration(folder)
                        .withExtraDirectories(List.of(new ExtraDirectoryText(
                                "extra", "/opt/extra", List.of(), List.of(), List.of(), Optional.empty())))),
                log);

        assertThat(log.lines).anyMatch(line -> line.startsWith("warn") && line.contains("PYF-277"));
    }

    @Test
    void withoutAJobThereIsNothingToTell() {
        JobListing.tell(request(new Declaration(folder)), log);

        assertThat(log.lines).isEmpty();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    private void tell() {
        JobListing.tell(
                request(new Declaration(folder)
                        .with(Element.JOB, List.of("job"))
                        .with(Element.ENTRY, List.of("main.py"))),
                log);
    }

    private Request request(Declaration declaration) {
        return new Request(
                List.of(TinyImage.spec(declaration.with(Element.FLINK, List.of("2.2.1")))),
                folder.resolve("pyflink.lock"),
                false,
                folder.resolve("results"),
                Optional.empty(),
                AcceptedSources.ANY,
                Optional.empty(),
                Severities.unchanged());
    }

    private void write(String path, int size) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[size]);
    }
}

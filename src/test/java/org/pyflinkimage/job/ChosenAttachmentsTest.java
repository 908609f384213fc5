package org.pyflinkimage.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobAttachments.Archive;
import org.pyflinkimage.value.Problem;

/** Files of a job that are more than files, among those that are taken. */
class ChosenAttachmentsTest extends JobFixture {

    @Test
    void attachmentsAreAmongTheFiles() throws IOException {
        files("src/job.py", "src/own/b.py");
        zip("src/libs/a.zip", "a.py");
        zip("conf/m.zip", "m");
        zip("conf/libs/u.jar", "org/example/U.class");
        JobAttachments attachments = new JobAttachments(
                List.of("libs/a.zip", "own"), List.of(new Archive("m.zip", Optional.of("m"))), List.of("libs/u.jar"));

        assertThat(ChosenFiles.of(severalSources("src", "conf").with(attachments))
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "libs/a.zip, '`libs/a.zip`, which `<archives>` (-Dpyflink.archives) names, is no file of the job'",
        "a.zip, -Dpyflink.archives=libs/deep/a.zip",
        "libs/deep/b.zip, -Dpyflink.archives=libs/deep/a.zip",
        "libs/deep, is no file of the job",
        "entirely/different.tar, a file below one of the `<sources>`",
        "env/m.zip, '`env/` is left out: '",
        "env/m.zip, -Dpyflink.includes=env/m.zip"
    })
    void otherAttachmentIsToldWithTheNearestOrTheReason(String path, String told) throws IOException {
        files("src/job.py", "src/env/pyvenv.cfg");
        zip("src/libs/deep/a.zip", "a");
        zip("src/env/m.zip", "m");
        JobAttachments attachments =
                new JobAttachments(List.of(), List.of(new Archive(path, Optional.empty())), List.of());

        assertThat(ChosenFiles.of(severalSources("src").with(attachments)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText()).contains("PYF-265", told));
    }

    /** As PyFlink has them: {@code -pyfs} for what Python imports from, {@code -pyarch} for what Flink can unpack. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            FILES    | a.zip    | zip a.py               | none
            FILES    | a.whl    | zip own/__init__.py    | none
            FILES    | a.egg    | zip own/a.pyc          | none
            FILES    | a.py     | text                   | none
            FILES    | a.zip    | text                   | it is no zip
            FILES    | a.tar.gz | gzip                   | it is no zip
            FILES    | a.tar.gz | gzip                   | a zip of the same modules: `<job><files><file>a.zip</file></files></job>`
            FILES    | a.zip    | zip rates.csv          | it has no module in it
            FILES    | a.whl    | zip a.dist-info/x.py   | it has no module in it
            FILES    | a.csv    | text                   | -Dpyflink.archives=a.csv
            ARCHIVES | a.zip    | zip rates.csv          | none
            ARCHIVES | a.jar    | zip rates.csv          | none
            ARCHIVES | a.ZIP    | zip rates.csv          | none
            ARCHIVES | a.whl    | zip rates.csv          | none
            ARCHIVES | a.tar.gz | gzip                   | none
            ARCHIVES | a.tgz    | gzip                   | none
            ARCHIVES | a.tar    | tar                    | none
            ARCHIVES | a.tar.gz | tar                    | by its name it is a gzip file
            ARCHIVES | a.tar.gz | zip rates.csv          | by its name it is a gzip file
            ARCHIVES | a.tar    | gzip                   | by its name it is a tar archive
            ARCHIVES | a.tar    | text                   | by its name it is a tar archive
            ARCHIVES | a.7z     | text                   | takes all else for a zip, which this is not
            ARCHIVES | a.tar.xz | text                   | -Dpyflink.archives=a.zip
            JARS     | a.jar    | zip org/example/A.class | none
            JARS     | a.jar    | zip META-INF/services/org.apache.flink.X | none
            JARS     | a.jar    | zip app.properties     | none
            JARS     | a.jar    | text                   | it is no zip, which a jar is
            JARS     | a.jar    | zip META-INF/MANIFEST.MF | it has no class in it
            JARS     | a.jar    | zip org/example/A.java | it has no class in it
            JARS     | a.zip    | zip org/example/A.class | -Dpyflink.jars=a.jar
            """)
    void whatWouldDoNothingIsTold(Element element, String path, String made, @Nullable String told) throws IOException {
        files("src/job.py");
        make("src/" + path, made);

        List<Problem> problems = ChosenFiles.of(severalSources("src").with(attached(element, path)))
                .problems();

        if (told == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toText())
                            .contains("PYF-275", "`%s` in `<job>%s`".formatted(path, element.partTag()), told));
        }
    }

    private static JobAttachments attached(Element element, String path) {
        List<String> one = List.of(path);
        return new JobAttachments(
                element == Element.FILES ? one : List.of(),
                element == Element.ARCHIVES ? List.of(new Archive(path, Optional.empty())) : List.of(),
                element == Element.JARS ? one : List.of());
    }

    private void make(String path, String made) throws IOException {
        switch (made.split(" ", -1)[0]) {
            case "zip" -> zip(path, made.substring(4));
            case "gzip" -> {
                file(path, "");
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder().resolve(path)))) {
                    out.write(0);
                }
            }
            case "tar" -> {
                file(path, "");
                try (TarArchiveOutputStream out =
                        new TarArchiveOutputStream(Files.newOutputStream(folder().resolve(path)))) {
                    out.putArchiveEntry(new TarArchiveEntry("rates.csv"));
                    out.closeArchiveEntry();
                }
            }
            default -> file(path, made);
        }
    }
}

package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

class ValidationReportTest {

    private final RecordingLog log = new RecordingLog();

    private BaseLook look = BaseLook.NONE;

    @TempDir
    private Path folder;

    @Test
    void everyCellIsToldAndWritten() {
        write("2.3.99");

        assertThat(log.lines)
                .contains("note example.com/image:2.3.99: Flink 2.3.99, Java 17, Python 3.11, linux/amd64")
                .contains("note reports: out/{validation-junit.xml,validation.json,validation.md,validation.sarif}")
                .anyMatch(line -> line.matches("note +2\\.3\\.99 .*untested.*"));
        assertThat(folder.resolve("out/validation.sarif")).content().contains("pom.xml", "0.9");
    }

    @Test
    void refusedCellEndsTheWorkAfterAllIsTold() {
        assertThatThrownBy(() -> write("1.16.1", "2.3.99")).hasMessageContaining("PYF-1");

        assertThat(log.lines)
                .contains("note example.com/image:2.3.99: Flink 2.3.99, Java 17, Python 3.11, linux/amd64")
                .noneMatch(line -> line.startsWith("note example.com/image:1.16.1"));
        assertThat(folder.resolve("out/validation.json")).content().contains("1.16.1");
    }

    @Test
    void whatNoArchiveWithinReachBringsIsNoted() {
        write("2.3.99");

        // Debian has Python 3.11 with Java 17: this machine's sources are what they are.
        assertThat(log.lines)
                .filteredOn(line -> line.startsWith("warn PYF-314"))
                .hasSizeLessThan(2);
    }

    /** In the same verdict and the same files as all else. */
    @Test
    void whatIsSeenInABaseIsToldAndWrittenWithAllElse() throws IOException {
        Problem seen = Problem.declaration("PYF-913", "the base has no `bash`").remedy("another base");
        look = specs ->
                specs.stream().collect(Collectors.toMap(spec -> spec, spec -> new BaseLook.Seen(true, List.of(seen))));

        assertThatThrownBy(() -> write("2.3.99"))
                .hasMessageContaining("[PYF-913] the base has no `bash`")
                .hasMessageContaining("another base");

        assertThat(log.lines).anyMatch(line -> line.matches("note +2\\.3\\.99 .*refused +PYF-913.*"));
        for (String name : List.of("validation.json", "validation.md", "validation-junit.xml", "validation.sarif")) {
            assertThat(folder.resolve("out").resolve(name)).content().contains("PYF-913");
        }
    }

    private void write(String... flinks) {
        Declaration declaration = new Declaration(folder)
                .with(Element.FLINK, List.of(flinks))
                .with(Element.IMAGE, List.of("example.com/image"))
                .with(Element.TAGS, List.of("@{flink}"));
        new ValidationReport(Places.withoutProject(folder), look, log)
                .write(DeclaredImages.read(declaration, Map.of(), Optional.empty()), folder.resolve("out"), "0.9");
    }
}

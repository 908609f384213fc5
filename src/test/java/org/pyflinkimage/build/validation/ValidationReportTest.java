package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;

class ValidationReportTest {

    private final RecordingLog log = new RecordingLog();

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

    private void write(String... flinks) {
        Declaration declaration = new Declaration(folder)
                .with(Element.FLINK, List.of(flinks))
                .with(Element.IMAGE, List.of("example.com/image"))
                .with(Element.TAGS, List.of("@{flink}"));
        new ValidationReport(Places.withoutProject(folder), log)
                .write(DeclaredImages.read(declaration, Map.of(), Optional.empty()), folder.resolve("out"), "0.9");
    }
}

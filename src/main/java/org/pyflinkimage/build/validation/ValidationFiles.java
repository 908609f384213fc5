package org.pyflinkimage.build.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pyflinkimage.report.JsonReport;
import org.pyflinkimage.report.JunitReport;
import org.pyflinkimage.report.MarkdownReport;
import org.pyflinkimage.report.SarifReport;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.MatrixVerdict;

/** Verdicts as files: for people, for programs, and for what continuous integration shows beside a change. */
public final class ValidationFiles {

    private final Path folder;

    /** @param folder that they go to; made where it is not there */
    public ValidationFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes {@code validation.json}, {@code validation.md}, {@code validation-junit.xml} and {@code validation.sarif}.
     *
     * @param declaration the file to annotate, relative to the repository's root: {@code pom.xml}
     * @param version this plugin's
     * @return their names
     */
    public List<String> write(MatrixVerdict verdict, String declaration, String version) {
        Map<String, String> texts = new TreeMap<>(Map.of(
                "validation.json", JsonReport.write(verdict),
                "validation.md", MarkdownReport.write(verdict),
                "validation-junit.xml", JunitReport.write(verdict),
                "validation.sarif", SarifReport.write(verdict, declaration, version)));
        texts.forEach((name, text) -> write(folder.resolve(name), text));
        return List.copyOf(texts.keySet());
    }

    /** Writes a report, with the folders above it. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Problem.environment("PYF-930", "`%s` cannot be written".formatted(file))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("another folder: `-Dpyflink.output`")
                    .toException(e);
        }
    }
}

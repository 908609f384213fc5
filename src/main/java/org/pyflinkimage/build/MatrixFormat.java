package org.pyflinkimage.build;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pyflinkimage.compat.MatrixVerdict;
import org.pyflinkimage.compat.report.Matrices;
import org.pyflinkimage.value.Problem;

/** The forms that a matrix is written in. */
public enum MatrixFormat {
    MARKDOWN("matrix.md"),
    JSON("matrix.json"),
    GITHUB("matrix.github.json"),
    GITLAB("matrix.gitlab.yml");

    private final String fileName;

    MatrixFormat(String fileName) {
        this.fileName = fileName;
    }

    /**
     * Reads the word used in {@code <format>} and {@code -Dpyflink.format}.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-932} for another word
     */
    public static MatrixFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> Problem.declaration("PYF-932", "`%s` in `<format>` is no form".formatted(text))
                        .remedy("one of %s in `<format>` (-Dpyflink.format)"
                                .formatted(Arrays.stream(values())
                                        .map(MatrixFormat::toString)
                                        .collect(Collectors.joining(", "))))
                        .toException());
    }

    /** The name of its file. */
    public String fileName() {
        return fileName;
    }

    /** The cells that are not refused. */
    public String write(MatrixVerdict verdict) {
        return switch (this) {
            case MARKDOWN -> Matrices.markdown(verdict);
            case JSON -> Matrices.json(verdict);
            case GITHUB -> Matrices.gitHub(verdict);
            case GITLAB -> Matrices.gitLab(verdict);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.pyflinkimage.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pyflinkimage.value.Problem;

/** The forms that a matrix is written in. */
public enum MatrixFormat {
    MARKDOWN("matrix.md", Integer.MAX_VALUE),
    JSON("matrix.json", Integer.MAX_VALUE),
    /** <a href="https://docs.github.com/en/actions/reference/limits">Limits of GitHub Actions</a>. */
    GITHUB("matrix.github.json", 256),
    /** <a href="https://docs.gitlab.com/ci/yaml/#parallelmatrix">GitLab CI's parallel:matrix</a>. */
    GITLAB("matrix.gitlab.yml", 200);

    /** Where none is declared. */
    public static final MatrixFormat USUAL = MARKDOWN;

    private final String fileName;
    private final int most;

    /** @param most how many jobs its reader makes of a matrix at most */
    MatrixFormat(String fileName, int most) {
        this.fileName = fileName;
        this.most = most;
    }

    /** Reads the word used in {@code <format>} and {@code -Dpyflink.format}; empty for another. */
    public static Optional<MatrixFormat> parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text.strip()))
                .findFirst();
    }

    /** What to say of a text that is none. */
    public static Problem noFormat(String text) {
        return Problem.declaration("PYF-932", "`%s` in `<format>` is no form".formatted(text))
                .remedy(Element.FORMAT.among(List.of(values())));
    }

    /** The name of its file. */
    public String fileName() {
        return fileName;
    }

    /** What to know before a matrix of so many cells is used: {@code PYF-933} where its reader takes fewer. */
    public Optional<Problem> warning(int cells) {
        return cells <= most
                ? Optional.empty()
                : Optional.of(Problem.declaration(
                                "PYF-933",
                                "%s takes %s combinations at most, these are %s".formatted(this, most, cells))
                        .remedy("a matrix of fewer: `<matrix>`, `-Dpyflink.flink=...`, or `-Dpyflink.onlyTested`")
                        .withSeverity(Problem.Severity.WARNING));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

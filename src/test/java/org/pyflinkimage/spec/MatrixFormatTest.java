package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatrixFormatTest {

    @Test
    void formsHaveNames() {
        assertThat(MatrixFormat.parse("github").orElseThrow().fileName()).isEqualTo("matrix.github.json");
        assertThat(MatrixFormat.parse(" markdown ")).contains(MatrixFormat.MARKDOWN);
        assertThat(MatrixFormat.parse("jenkins")).isEmpty();
        assertThat(MatrixFormat.noFormat("jenkins").toText())
                .startsWith("[PYF-932] `jenkins` in `<format>` is no form")
                .contains("one of markdown, json, github, gitlab in `<format>` (-Dpyflink.format)");
    }

    @Test
    void matrixThatItsReaderWouldCutIsWarnedOf() {
        assertThat(MatrixFormat.GITHUB.warning(256)).isEmpty();
        assertThat(MatrixFormat.GITHUB.warning(257).orElseThrow().toText())
                .startsWith("[PYF-933] github takes 256 combinations at most, these are 257");
        assertThat(MatrixFormat.GITLAB.warning(200)).isEmpty();
        assertThat(MatrixFormat.GITLAB.warning(201)).isPresent();
        assertThat(MatrixFormat.JSON.warning(100_000)).isEmpty();
    }
}

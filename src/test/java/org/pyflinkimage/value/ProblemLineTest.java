package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Problem.Severity;

class ProblemLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "two\nlines", "a\ttab", "C:\\temp\\new", "\\", "\\\n", "ü…", "\u001b[31m"})
    void whatIsWrittenIsRead(String text) throws IOException {
        Problem problem = Problem.environment("PYF-897", text)
                .withSeverity(Severity.WARNING)
                .why(text)
                .why("more")
                .remedy(text)
                .source(text);

        String line = ProblemLine.write(problem);

        assertThat(line.lines()).hasSize(1);
        assertThat(ProblemLine.parse(line)).isEqualTo(problem);
    }

    @Test
    void textThatWasCutIsNotCutAgain() throws IOException {
        Problem problem = Problem.declaration("PYF-897", "x".repeat(100_000));

        assertThat(ProblemLine.parse(ProblemLine.write(problem))).isEqualTo(problem);
    }
}

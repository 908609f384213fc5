package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "Zürich → 東京",
                "\ud83d\ude00",
                "a\u0300",
                "\u061b\u061d\u200d\u2010\u2027\u202f\u2065\u206a"
            })
    void whatIsOnlyShownIsLeftAsItIs(String text) {
        assertThat(Visible.of(text)).isSameAs(text);
        assertThat(Visible.inLine(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0000', 0",
        "'\u001b', 1b",
        "'\u0007', 7",
        "'\r', d",
        "'\u007f', 7f",
        "'\u0085', 85",
        "'\u061c', 61c",
        "'\u200e', 200e",
        "'\u200f', 200f",
        "'\u2028', 2028",
        "'\u2029', 2029",
        "'\u202a', 202a",
        "'\u202e', 202e",
        "'\u2066', 2066",
        "'\u2069', 2069"
    })
    void whatIsObeyedIsWrittenOut(String character, String code) {
        assertThat(Visible.of("a" + character + "b")).isEqualTo("a\\u{" + code + "}b");
        assertThat(Visible.inLine("ä" + character)).isEqualTo("ä\\u{" + code + "}");
    }

    @Test
    void linesStayLinesWhereThereMayBeSome() {
        assertThat(Visible.of("a\n\tb")).isEqualTo("a\n\tb");
        assertThat(Visible.inLine("a\n\tb")).isEqualTo("a\\u{a}\\u{9}b");
    }

    @Test
    void noReasonOfAProblemIsWithoutEnd() {
        Problem problem = Problem.declaration("PYF-999", "x".repeat(5000)).why("y".repeat(5001));

        assertThat(problem.what()).hasSize(5000);
        assertThat(problem.why().get(0)).hasSize(5001).endsWith("y…");
    }

    @Test
    void noTextOfAProblemIsObeyed() {
        Problem problem = new Problem(
                "PYF-999",
                Problem.Severity.ERROR,
                Problem.Blame.DECLARATION,
                "`\u001b[2J`",
                List.of("\u0007"),
                List.of("\u202e"),
                List.of("\u0000"));

        assertThat(problem.toText().chars()).noneMatch(character -> character != '\n' && character < ' ');
        assertThat(problem.withWhat("\r").what()).isEqualTo("\\u{d}");
        assertThat(problem.remedies()).containsExactly("\\u{202e}");
    }
}

package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;

/** Every value comes back from its language's own reader, or is refused. */
class QuotingTest {

    private static final List<String> TEXTS = HostileTexts.all(2000);

    @Test
    void yamlReadsEveryTextAgain() {
        for (String text : TEXTS) {
            quoted(Quoting::yaml, text).ifPresent(written -> {
                assertThat(Judges.yaml("key: " + written + "\n")).as(written).containsExactly(Map.of("key", text));
                assertThat(Judges.yaml("[x, " + written + "]\n")).as(written).containsExactly(List.of("x", text));
                assertThat(Judges.yaml(written + ": 1\n")).as(written).containsExactly(Map.of(text, 1));
            });
        }
    }

    @Test
    void jsonReadsEveryTextAgain() {
        for (String text : TEXTS) {
            quoted(Quoting::json, text)
                    .ifPresent(written ->
                            assertThat(Judges.yaml(written)).as(written).containsExactly(text));
        }
        assertThat(TEXTS.stream().filter(text -> quoted(Quoting::json, text).isEmpty()))
                .as("what is no text")
                .allMatch(text -> text.contains("\u0000") || text.contains("\ud800"));
    }

    @Test
    void propertiesReadEveryTextAgain() {
        for (String text : TEXTS) {
            quoted(Quoting::properties, text)
                    .ifPresent(written -> assertThat(Judges.properties("key = " + written + "\n"))
                            .as(written)
                            .containsExactly(Map.entry("key", text)));
        }
    }

    @Test
    void dockerReadsEveryTextAgain() {
        for (String text : TEXTS) {
            quoted(Quoting::docker, text)
                    .ifPresent(written -> assertThat(
                                    Judges.dockerfile("FROM x\nENV NAME=" + written + "\nLABEL a=" + written + "\n"))
                            .as(written)
                            .extracting(Judges.Instruction::words)
                            .containsExactly(List.of("x"), List.of("NAME", text), List.of("a", text)));
        }
    }

    @Test
    void shellReadsEveryTextAgain(@TempDir Path folder) {
        assumeTrue(Judges.hasBash());
        List<String> texts = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        for (String text : TEXTS) {
            for (UnaryOperator<String> quoting :
                    List.<UnaryOperator<String>>of(Quoting::sh, Quoting::shQuoted, Quoting::bash)) {
                quoted(quoting, text).ifPresent(written -> {
                    texts.add("word");
                    texts.add(text);
                    script.append("word ").append(written).append('\n');
                });
            }
        }

        assertThat(Judges.bash(script.toString(), folder)).isEqualTo(texts);
    }

    @Test
    void bashHasAWordInOneLineForAllThatIsText() {
        for (String text : TEXTS) {
            boolean none = text.contains("\u0000") || text.contains("\ud800");
            assertThat(quoted(Quoting::bash, text).isEmpty()).as(text).isEqualTo(none);
            quoted(Quoting::bash, text)
                    .ifPresent(written -> assertThat(written.codePoints())
                            .as(written)
                            .noneMatch(each -> each < ' ' || each == 0x2028));
        }
        assertThat(Quoting.bash("it's\n\u2028")).isEqualTo("$'it\\'s\\012\\342\\200\\250'");
    }

    @Test
    void composeReadsEveryTextAgain() {
        for (String text : TEXTS) {
            quoted(Quoting::compose, text)
                    .ifPresent(written -> assertThat(Judges.compose("[x, " + written + "]\n"))
                            .as(written)
                            .isEqualTo(List.of(List.of("x", text))));
        }
    }

    @Test
    void blocksOfYamlReadEveryTextAgain() {
        for (String text : TEXTS) {
            String lines = text + "\n  second\n\nthird";
            Optional<String> written = quoted(value -> Quoting.yamlBlock(value, 4), lines);
            String expected = String.join(
                            "\n", lines.lines().filter(line -> !line.isEmpty()).toList()) + "\n";
            written.ifPresent(block -> assertThat(Judges.yaml("a:\n  b: " + block + "\nc: 1\n"))
                    .as(block)
                    .containsExactly(Map.of("a", Map.of("b", expected), "c", 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.3.0", "/opt/flink", "debian:bookworm-slim@sha256:00", "a_b+c", "1.0+cpu"})
    void whatMeansItselfEverywhereStaysAsItIs(String text) {
        assertThat(Quoting.bare(text)).isEqualTo(text);
        assertThat(Quoting.line(text)).isEqualTo(text);
        assertThat(quoted(Quoting::sh, text)).hasValue(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            libstdc++6=12.2.0-14+deb12u1 | libstdc++6=12.2.0-14+deb12u1
            x=1:2.0~rc1-1~deb12u2        | x=1:2.0~rc1-1~deb12u2
            x=~root                      | 'x=~root'
            x=1:~root                    | 'x=1:~root'
            ~root                        | '~root'
            it's                         | 'it'\\''s'
            """)
    void wordsOfShellsHaveQuotesWhereTheyNeedThem(String text, String written) {
        assertThat(Quoting.sh(text)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            1728m                        | 1728m
            4 gb                         | 4 gb
            jobmanager                   | jobmanager
            registry.example.com/x:1.0   | registry.example.com/x:1.0
            127.0.0.1:5000/x:1           | 127.0.0.1:5000/x:1
            /opt/flink/usrlib/job.py     | /opt/flink/usrlib/job.py
            yes                          | "yes"
            Null                         | "Null"
            8081                         | "8081"
            1e3                          | "1e3"
            0x1f                         | "0x1f"
            12:30                        | "12:30"
            a:                           | "a:"
            """)
    void scalarsOfYamlHaveQuotesWhereTheyNeedThem(String text, String written) {
        assertThat(Quoting.yaml(text)).isEqualTo(written);
    }

    @Test
    void refusalShowsTheValueHarmlessly() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Quoting.bare("\u001b[31m`" + "x".repeat(500)))
                .withMessageContainingAll("[PYF-724]", "`\\u{1b}[31m\\u{60}xxx", "pyflink.lock")
                .withMessageNotContaining("x".repeat(100));
        assertThat(quoted(Quoting::properties, "${sys:x}")).isEmpty();
        assertThat(quoted(Quoting::bare, "")).isEmpty();
    }

    /** Names of images begin with a registry, and what differs stands at their end. */
    @Test
    void refusalOfALongValueShowsItsEnd() {
        String most = "`" + "x".repeat(79);
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Quoting.bare(most))
                .withMessageContaining("cannot hold `\\u{60}" + "x".repeat(79) + "`")
                .withMessageNotContaining("…");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Quoting.requirement("1 " + "x".repeat(77) + "23"))
                .withMessageContainingAll(
                        "cannot hold `1 " + "x".repeat(38) + "…" + "x".repeat(38) + "23`", "it has 81 characters");
    }

    /** What is not a name of something that everybody may know. */
    @Test
    void refusalDoesNotShowWhatMayBeSecret() {
        List<UnaryOperator<String>> free = List.of(
                Quoting::line,
                Quoting::docker,
                Quoting::shQuoted,
                Quoting::bash,
                Quoting::json,
                Quoting::yaml,
                Quoting::properties,
                text -> Quoting.yamlBlock(text, 2));

        for (UnaryOperator<String> quoting : free) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> quoting.apply("\ud83d\ude00hunter2\0"))
                    .withMessageContainingAll("[PYF-724]", "may be secret", "character 9 of it is U+0000")
                    .withMessageNotContaining("hunter2");
        }
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Quoting.properties("hunter2${x}"))
                .withMessageContaining("character 8 of it is U+0024")
                .withMessageNotContaining("hunter2");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Quoting.of("DB_PASSWORD", "hunter2\ufeff", Quoting::docker))
                .withMessageContainingAll(
                        "[PYF-724] a rendered file cannot hold the value of `DB_PASSWORD`",
                        "character 8 of it is U+FEFF")
                .withMessageNotContaining("hunter2");
    }

    private static Optional<String> quoted(UnaryOperator<String> quoting, String text) {
        try {
            return Optional.of(quoting.apply(text));
        } catch (PyFlinkException e) {
            assertThat(e.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo("PYF-724"));
            return Optional.empty();
        }
    }
}

package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.ShellWords;

class ShellWordsTest {

    static Stream<JsonNode> recorded() {
        return StreamSupport.stream(
                RequirementsReaderTest.recorded().path("words").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void areThoseOfShlex(JsonNode recorded) {
        List<String> words = new ArrayList<>();
        recorded.path("words").forEach(word -> words.add(word.asText()));

        assertThat(ShellWords.split(recorded.path("text").asText())).isEqualTo(words);
    }

    @Test
    void whatDoesNotEndGoesOnToTheEnd() {
        assertThat(ShellWords.split("a 'b c")).containsExactly("a", "b c");
        assertThat(ShellWords.split("a \"b \\\"c")).containsExactly("a", "b \"c");
        assertThat(ShellWords.split("a\\")).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            "\\$HOME \\` \\" \\\\ \\n"   | $HOME ` " \\ \\n
            '\\$HOME \\`'             | \\$HOME \\`
            \\$HOME\\ \\`             | $HOME `
            a'b'"c"                   | abc
            "#x;*&"                   | #x;*&
            ''                        | %%
            a\\                       | a\\
            """)
    void shellsEscapeMoreBetweenDoubleQuotes(String text, String word) {
        assertThat(ShellWords.ofShell(text)).contains(List.of(word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "\"", "a 'b c", "a \"b \\\"c", "\"\\", "'a' \"", "\"a'", "'a\""})
    void quoteThatDoesNotEndIsNoWord(String text) {
        assertThat(ShellWords.ofShell(text)).isEmpty();
    }

    @Test
    void wordsAreThoseOfBash() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is not installed");
        List<String> pieces = List.of("a", "bc", "'", "\"", "\\", " ", "  ", "\t", "\\$", "\\`", "\\\n", "''", "\\\"");
        Random random = new Random(Long.getLong("samples.seed", 7));
        List<String> texts = random.ints(400, 1, 9)
                .mapToObj(length -> random.ints(length, 0, pieces.size())
                        .mapToObj(pieces::get)
                        .collect(Collectors.joining()))
                // What follows a pair of backslashes is not escaped: a shell would fill it in, or end its command.
                .filter(text -> !text.matches("(?s).*\\\\\\\\[$`\n].*"))
                .toList();
        for (String text : texts) {
            assertThat(ShellWords.ofShell(text)).as(text).isEqualTo(byBash(text));
        }
    }

    private static Optional<List<String>> byBash(String text) throws Exception {
        Process process = new ProcessBuilder(
                        "/bin/bash", "-c", "eval \"set -- $1\" && printf '%s\\0' \"$#\" \"$@\"", "x", text)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> words = List.of(output.split("\0", -1));
        return process.waitFor() == 0 ? Optional.of(words.subList(1, words.size() - 1)) : Optional.empty();
    }

    @Test
    void longTextsAreNoBurden() {
        String text = "x\\\"".repeat(100_000);

        assertThat(ShellWords.split('"' + text + '"'))
                .singleElement()
                .asString()
                .hasSize(200_000);
    }
}

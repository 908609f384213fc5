package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    @Test
    void longTextsAreNoBurden() {
        String text = "x\\\"".repeat(100_000);

        assertThat(ShellWords.split('"' + text + '"'))
                .singleElement()
                .asString()
                .hasSize(200_000);
    }
}

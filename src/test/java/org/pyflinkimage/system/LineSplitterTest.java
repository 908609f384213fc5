package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineSplitterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(lines::add);

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("a", List.of("a")),
                Arguments.of("a\n", List.of("a")),
                Arguments.of("a\nb", List.of("a", "b")),
                Arguments.of("\n\na\n\n", List.of("", "", "a", "")),
                Arguments.of("a\r\nb\r\n", List.of("a", "b")),
                Arguments.of("10%\r20%\r\r30%\n", List.of("10%", "20%", "", "30%")),
                Arguments.of("a\r\n\nb", List.of("a", "", "b")),
                Arguments.of("a\rb\nc", List.of("a", "b", "c")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void linesAreTold(String text, List<String> expected) {
        add(text);
        end();

        assertThat(lines).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void linesAreToldHoweverTheyCome(String text, List<String> expected) {
        text.chars().forEach(character -> add(Character.toString(character)));
        end();

        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void lineIsToldAsSoonAsItEnds() {
        add("a\nb");

        assertThat(lines).containsExactly("a");
    }

    @Test
    void lineWithoutEndIsToldInPieces() {
        String piece = "x".repeat(LineSplitter.LONGEST_LINE);

        add(piece);
        assertThat(lines).containsExactly(piece);
        add("y\n");
        assertThat(lines).containsExactly(piece, "y");
    }

    private void add(String text) {
        splitter.add((text + "behind").toCharArray(), text.length());
    }

    private void end() {
        splitter.add("behind".toCharArray(), -1);
    }
}

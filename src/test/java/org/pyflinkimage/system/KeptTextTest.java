package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTextTest {

    private static final int HALF = KeptText.HALF;

    private final KeptText kept = new KeptText();

    @Test
    void shortTextIsKeptAsItIs() {
        add("a", "", "b\nc");

        assertThat(kept.text()).isEqualTo("ab\nc");
    }

    @Test
    void linesEndAsTheyDoHere() {
        add("a\r", "\nb\rc");

        assertThat(kept.text()).isEqualTo("a\nb\rc");
    }

    @Test
    void textOfTheGreatestLengthIsKeptWhole() {
        String text = "a".repeat(HALF) + "b".repeat(HALF);

        add(text);

        assertThat(kept.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, HALF, 3 * HALF})
    void ofALongerOneBeginningAndEndAreKept(int middle) {
        add("a".repeat(HALF), "-".repeat(middle), "b".repeat(HALF));

        assertThat(kept.text()).isEqualTo("a".repeat(HALF) + "\n...\n" + "b".repeat(HALF));
        assertThat(kept.text()).hasSize(2 * HALF + 5);
    }

    @Test
    void endIsKeptHoweverSmallThePieces() {
        add("a".repeat(HALF));
        for (int i = 0; i < 3 * HALF / 1000 + 1; i++) {
            add("-".repeat(1000));
        }
        add("b".repeat(HALF - 1), "c");

        assertThat(kept.text()).isEqualTo("a".repeat(HALF) + "\n...\n" + "b".repeat(HALF - 1) + "c");
    }

    private void add(String... pieces) {
        for (String piece : pieces) {
            kept.add((piece + "behind").toCharArray(), piece.length());
        }
    }
}

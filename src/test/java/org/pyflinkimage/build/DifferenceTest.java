package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final String LINES = lines(1, 20);

    @Test
    void equalTextsDoNotDiffer() {
        assertThat(Difference.of("x", LINES, LINES)).isEmpty();
    }

    @Test
    void lineEndingsOfACheckoutAreNoDifference() {
        assertThat(Difference.of("x", "a\r\nb\r\n", "a\nb\n")).isEmpty();
    }

    /** As {@code diff -u} writes it. */
    @Test
    void changedLineHasThreeLinesAroundIt() {
        assertThat(Difference.of("x", LINES, LINES.replace("10\n", "ten\n")))
                .containsExactly(
                        "--- x",
                        "+++ x as rendered now",
                        "@@ -7,7 +7,7 @@",
                        " 7",
                        " 8",
                        " 9",
                        "-10",
                        "+ten",
                        " 11",
                        " 12",
                        " 13");
    }

    @Test
    void distantChangesAreHunksOfTheirOwn() {
        assertThat(Difference.of("x", LINES, "0\n" + LINES.replace("15\n", "")))
                .containsExactly(
                        "--- x",
                        "+++ x as rendered now",
                        "@@ -1,3 +1,4 @@",
                        "+0",
                        " 1",
                        " 2",
                        " 3",
                        "@@ -12,7 +13,6 @@",
                        " 12",
                        " 13",
                        " 14",
                        "-15",
                        " 16",
                        " 17",
                        " 18");
    }

    @Test
    void nearChangesShareAHunk() {
        assertThat(Difference.of("x", LINES, LINES.replace("5\n6", "five\n6").replace("10\n", "")))
                .filteredOn(line -> line.startsWith("@@"))
                .hasSizeLessThanOrEqualTo(2)
                .first()
                .isEqualTo("@@ -2,12 +2,11 @@");
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> number + "\n").collect(Collectors.joining());
    }
}

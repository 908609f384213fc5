package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Six equal lines between two changes belong to both, the seventh parts them. */
    @ParameterizedTest
    @CsvSource({"1, 1", "6, 1", "7, 2", "8, 2"})
    void changesSixLinesApartShareAHunk(int between, int hunks) {
        String before = "first\n" + lines(1, between) + "second\n" + lines(21, 30);
        String after = "1st\n" + lines(1, between) + "2nd\n" + lines(21, 30);

        assertThat(Difference.of("x", before, after))
                .filteredOn(line -> line.startsWith("@@"))
                .hasSize(hunks);
    }

    /** Compared line by line with each other, they would need two tables of gigabytes. */
    @Test
    void longTextsThatDifferInAPlaceAreComparedThere() {
        String before = lines(1, 100_000);

        assertThat(Difference.of("x", before, before.replace("\n50000\n", "\n")))
                .containsExactly(
                        "--- x",
                        "+++ x as rendered now",
                        "@@ -49997,7 +49997,6 @@",
                        " 49997",
                        " 49998",
                        " 49999",
                        "-50000",
                        " 50001",
                        " 50002",
                        " 50003");
        assertThat(Difference.of("x", before, before)).isEmpty();
        assertThat(Difference.of("x", before, "")).hasSize(100_003);
    }

    @Test
    void ofLongTextsThatDifferEverywhereThePlaceIsToldAlone() {
        assertThat(Difference.of(
                        "x",
                        "same\n" + lines(1, 50_000),
                        "same\n" + lines(2, 50_000).replace("\n", ".\n")))
                .containsExactly(
                        "--- x",
                        "+++ x as rendered now",
                        "line 2 is the first that differs, and too many do to show them");
    }

    @Test
    void emptyTextHasLinesOfTheOtherAlone() {
        assertThat(Difference.of("x", "", "a\nb\n")).endsWith("+a", "+b").hasSize(5);
        assertThat(Difference.of("x", "a\nb\n", "")).endsWith("-a", "-b").hasSize(5);
    }

    /** What is lost and what is new is told once, and nothing else. */
    @ParameterizedTest
    @MethodSource("seeds")
    void generatedDifferenceIsAsShortAsItCanBe(int seed) {
        Random random = new Random(seed);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        for (int line = 0; line < 60; line++) {
            int kind = random.nextInt(12);
            if (kind != 0) {
                before.add("line " + line);
            }
            if (kind != 1) {
                after.add("line " + line);
            }
            if (kind < 2) {
                changes.add((kind == 0 ? "+line " : "-line ") + line);
            }
        }

        List<String> difference = Difference.of("x", text(before), text(after));

        assertThat(difference)
                .filteredOn(line -> line.matches("[+-]line .*"))
                .containsExactlyInAnyOrderElementsOf(changes);
        assertThat(Patch.of(difference).applyTo(before)).isEqualTo(after);
    }

    /** Lines that repeat can be matched in many ways; each way has to lead to the other text. */
    @ParameterizedTest
    @MethodSource("seeds")
    void generatedDifferenceLeadsFromOneTextToTheOther(int seed) {
        Random random = new Random(seed);
        List<String> before = Stream.generate(() -> "" + random.nextInt(3))
                .limit(random.nextInt(30))
                .toList();
        List<String> after = Stream.generate(() -> "" + random.nextInt(3))
                .limit(random.nextInt(30))
                .toList();

        assertThat(Patch.of(Difference.of("x", text(before), text(after))).applyTo(before))
                .isEqualTo(after);
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    private static String text(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** A reader of unified differences, which believes nothing that it has not compared. */
    private record Patch(List<Hunk> hunks) {

        private static final Pattern HEAD = Pattern.compile("@@ -(\\d+),(\\d+) \\+(\\d+),(\\d+) @@");

        private record Hunk(int oldStart, int oldCount, int newStart, int newCount, List<String> lines) {

            List<String> without(char sign) {
                return lines.stream()
                        .filter(line -> line.charAt(0) != sign)
                        .map(line -> line.substring(1))
                        .toList();
            }
        }

        static Patch of(List<String> difference) {
            List<Hunk> hunks = new ArrayList<>();
            for (String line : difference.subList(Math.min(2, difference.size()), difference.size())) {
                Matcher head = HEAD.matcher(line);
                if (head.matches()) {
                    int[] numbers = IntStream.rangeClosed(1, 4)
                            .map(group -> Integer.parseInt(head.group(group)))
                            .toArray();
                    hunks.add(new Hunk(numbers[0], numbers[1], numbers[2], numbers[3], new ArrayList<>()));
                } else {
                    hunks.get(hunks.size() - 1).lines().add(line);
                }
            }
            return new Patch(hunks);
        }

        List<String> applyTo(List<String> before) {
            List<String> after = new ArrayList<>();
            int read = 0;
            for (Hunk hunk : hunks) {
                List<String> removed = hunk.without('+');
                List<String> added = hunk.without('-');
                assertThat(removed).hasSize(hunk.oldCount());
                assertThat(added).hasSize(hunk.newCount());
                after.addAll(before.subList(read, hunk.oldStart() - 1));
                read = hunk.oldStart() - 1 + hunk.oldCount();
                assertThat(before.subList(hunk.oldStart() - 1, read)).isEqualTo(removed);
                assertThat(after).hasSize(hunk.newStart() - 1);
                after.addAll(added);
                isFramed(hunk.lines(), hunk.oldStart() == 1, isLast(hunk));
            }
            after.addAll(before.subList(read, before.size()));
            return after;
        }

        private boolean isLast(Hunk hunk) {
            return hunk.equals(hunks.get(hunks.size() - 1));
        }

        /** Three lines around what changed: fewer only where the text begins or ends. */
        private static void isFramed(List<String> lines, boolean first, boolean last) {
            String signs = lines.stream().map(line -> line.substring(0, 1)).collect(Collectors.joining());
            assertThat(signs)
                    .matches((first ? " {0,3}" : " {3}") + "[+-].*")
                    .matches(".*[+-]" + (last ? " {0,3}" : " {3}"))
                    .doesNotContain(" ".repeat(7));
        }
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> number + "\n").collect(Collectors.joining());
    }
}

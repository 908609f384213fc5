package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.List;

/** The unified difference of two texts, as {@code diff -u} writes it. */
final class Difference {

    private static final int CONTEXT = 3;

    /** Of a table with a column for each line of one text, and a row for each of the other. */
    private static final long CELLS_AT_MOST = 4_000_000;

    /** A line of one text or of both. */
    private record Line(char sign, String text) {}

    private Difference() {}

    /** Two texts, and how many lines at their beginnings and ends are the same. */
    private record Pair(List<String> before, List<String> after, int head, int tail) {

        static Pair of(List<String> before, List<String> after) {
            int shorter = Math.min(before.size(), after.size());
            int head = 0;
            while (head < shorter && before.get(head).equals(after.get(head))) {
                head++;
            }
            int tail = 0;
            while (tail < shorter - head
                    && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
                tail++;
            }
            return new Pair(before, after, head, tail);
        }

        boolean areTooLong() {
            return (long) inner(before).size() * inner(after).size() > CELLS_AT_MOST;
        }

        private List<String> inner(List<String> text) {
            return text.subList(head, text.size() - tail);
        }

        List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            before.subList(0, head).forEach(line -> lines.add(new Line(' ', line)));
            lines.addAll(Difference.lines(inner(before), inner(after)));
            before.subList(before.size() - tail, before.size()).forEach(line -> lines.add(new Line(' ', line)));
            return lines;
        }
    }

    /**
     * The lines that lead from one text to another; none where they are equal. Where too many differ to be compared with each other, it
     * is said from which on.
     *
     * @param name of the file, for the head
     */
    static List<String> of(String name, String before, String after) {
        Pair pair = Pair.of(split(before), split(after));
        return pair.areTooLong()
                ? List.of(
                        "--- " + name,
                        "+++ " + name + " as rendered now",
                        "line %s is the first that differs, and too many do to show them".formatted(pair.head() + 1))
                : unified(name, pair.lines());
    }

    private static List<String> unified(String name, List<Line> lines) {
        List<String> difference = new ArrayList<>();
        int oldLine = 1;
        int newLine = 1;
        int i = 0;
        while (i < lines.size()) {
            int end = endOfHunk(lines, i);
            if (end > i) {
                addHunk(lines.subList(i, end), oldLine, newLine, difference);
            }
            int next = Math.max(end, i + 1);
            oldLine += count(lines.subList(i, next), '+');
            newLine += count(lines.subList(i, next), '-');
            i = next;
        }
        if (!difference.isEmpty()) {
            difference.add(0, "--- " + name);
            difference.add(1, "+++ " + name + " as rendered now");
        }
        return difference;
    }

    /** Where the hunk ends that begins here; here itself where none does. */
    private static int endOfHunk(List<Line> lines, int begin) {
        int end = begin;
        int last = Math.min(lines.size(), begin + CONTEXT + 1);
        for (int i = begin; i < last; i++) {
            if (lines.get(i).sign() != ' ') {
                end = Math.min(lines.size(), i + CONTEXT + 1);
                last = Math.min(lines.size(), i + 2 * CONTEXT + 2);
            }
        }
        return end;
    }

    private static void addHunk(List<Line> lines, int oldLine, int newLine, List<String> difference) {
        difference.add("@@ -%s,%s +%s,%s @@".formatted(oldLine, count(lines, '+'), newLine, count(lines, '-')));
        lines.forEach(line -> difference.add(line.sign() + line.text()));
    }

    /** How many lines do not have that sign. */
    private static int count(List<Line> lines, char sign) {
        return (int) lines.stream().filter(line -> line.sign() != sign).count();
    }

    private static List<String> split(String text) {
        return text.lines().toList();
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        int[][] common = commonLengths(before, after);
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i++)));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
        return lines;
    }

    private static int[][] commonLengths(List<String> before, List<String> after) {
        int[][] lengths = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                lengths[i][j] = before.get(i).equals(after.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }
}

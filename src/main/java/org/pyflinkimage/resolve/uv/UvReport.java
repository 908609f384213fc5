package org.pyflinkimage.resolve.uv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What uv prints where it fails: why, and what it knows beside that. Its lines may be wrapped, its marks are of several versions. */
record UvReport(String text) {

    private static final Pattern FRAME = Pattern.compile("^(error: |\\s+cause: | {9}|  [×├╰│─▶ ]+)");
    private static final Predicate<String> ADVICE =
            Pattern.compile("\\s*(hint|info|help):.*").asMatchPredicate();

    private static final Pattern OUTSIDE = Pattern.compile("warning:.*|For more information, .*");

    /** A derivation that is longer is shown from both ends: its last lines name what the user asks for. */
    private static final int LONGEST = 120;

    /** What stands before uv's advice, without its frame. */
    String derivation() {
        List<String> lines = text.lines()
                .takeWhile(ADVICE.negate())
                .filter(line -> !line.isBlank() && !OUTSIDE.matcher(line).matches())
                .map(line -> FRAME.matcher(line).replaceFirst(""))
                .filter(line -> !line.startsWith("No solution found"))
                .toList();
        if (lines.size() <= LONGEST) {
            return String.join("\n", lines);
        }
        int half = LONGEST / 2;
        Stream<String> ends = Stream.of(
                        lines.subList(0, half),
                        List.of("... (%s lines of uv's derivation)".formatted(lines.size() - 2 * half)),
                        lines.subList(lines.size() - half, lines.size()))
                .flatMap(List::stream);
        return ends.collect(Collectors.joining("\n"));
    }

    /** uv's advice, each piece in one line and without its mark. */
    List<String> advice() {
        List<String> pieces = new ArrayList<>();
        text.lines().dropWhile(ADVICE.negate()).forEach(line -> {
            if (ADVICE.test(line)) {
                pieces.add(line.replaceFirst("^\\s*\\w+:\\s*", ""));
            } else {
                pieces.add(pieces.remove(pieces.size() - 1) + " " + line);
            }
        });
        return pieces.stream()
                .map(piece -> piece.replaceAll("\\s+", " ").strip())
                .toList();
    }

    /** All of it in one line. */
    String flat() {
        return text.replaceAll("\\s+", " ");
    }

    /** Whether one of these words is in it. */
    boolean has(Pattern words) {
        return words.matcher(flat()).find();
    }
}

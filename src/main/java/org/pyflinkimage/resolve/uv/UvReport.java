package org.pyflinkimage.resolve.uv;

import java.util.ArrayList;
import java.util.Collections;
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

    /** A reason that is longer is cut by {@link org.pyflinkimage.value.Problem}, which knows nothing of its end. */
    private static final int LONGEST = 4800;

    /** What stands before uv's advice, without its frame; a long one from both ends: its last lines name what the user asks for. */
    String derivation() {
        List<String> lines = lines();
        if (String.join("\n", lines).length() <= LONGEST) {
            return String.join("\n", lines);
        }
        List<String> reversed = new ArrayList<>(lines);
        Collections.reverse(reversed);
        int head = fitting(lines);
        int tail = fitting(reversed);
        return Stream.of(
                        lines.subList(0, head),
                        List.of("... (%s lines of uv's derivation)".formatted(lines.size() - head - tail)),
                        lines.subList(lines.size() - tail, lines.size()))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
    }

    /** How many of the first lines fill half of the place. */
    private static int fitting(List<String> lines) {
        int length = 0;
        for (int i = 0; i < lines.size(); i++) {
            length += lines.get(i).length() + 1;
            if (length > LONGEST / 2 - 50) {
                return i;
            }
        }
        return lines.size();
    }

    /** All of the derivation in one line. */
    String flatDerivation() {
        return String.join(" ", lines()).replaceAll("\\s+", " ").strip();
    }

    private List<String> lines() {
        return text.lines()
                .takeWhile(ADVICE.negate())
                .filter(line -> !line.isBlank() && !OUTSIDE.matcher(line).matches())
                .map(line -> FRAME.matcher(line).replaceFirst(""))
                .filter(line -> !line.startsWith("No solution found"))
                .toList();
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

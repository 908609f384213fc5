package org.pyflinkimage;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Texts that were read by a person and are to stay as they are until a person accepts others. */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/org/pyflinkimage");
    private static final int CONTEXT = 2;

    private Golden() {}

    /**
     * Compares a text with the file at {@code src/test/resources/org/pyflinkimage/PATH}; with {@code -Dgolden.update=true} the
     * text becomes the file, and on a build server the test fails all the same.
     */
    public static void assertMatches(String path, String actual) {
        Path file = FOLDER.resolve(path);
        String expected = read(file);
        if (expected.equals(actual)) {
            return;
        }
        if (Boolean.getBoolean("golden.update")) {
            write(file, actual);
            if (System.getenv("CI") == null) {
                return;
            }
        }
        fail(
                "%s differs (- expected, + actual):%n%s%nmvn test -Dgolden.update=true accepts it; read it first",
                file, difference(expected.lines().toList(), actual.lines().toList()));
    }

    /** Compares what differs from a text that was reviewed elsewhere: of texts that are almost equal, one is read whole. */
    public static void assertDifferenceMatches(String path, String reviewed, String actual) {
        assertMatches(path, difference(reviewed.lines().toList(), actual.lines().toList()));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that were taken out or put in, each with the lines around it. */
    static String difference(List<String> expected, List<String> actual) {
        int[][] common = commonLengths(expected, actual);
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
                lines.add("  " + expected.get(i));
                i++;
                j++;
            } else if (j == actual.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + expected.get(i++));
            } else {
                lines.add("+ " + actual.get(j++));
            }
        }
        return withContext(lines);
    }

    private static int[][] commonLengths(List<String> expected, List<String> actual) {
        int[][] lengths = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                lengths[i][j] = expected.get(i).equals(actual.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private static String withContext(List<String> lines) {
        StringBuilder text = new StringBuilder();
        int printed = 0;
        for (int i = 0; i < lines.size(); i++) {
            int from = Math.max(0, i - CONTEXT);
            int to = Math.min(lines.size(), i + CONTEXT + 1);
            if (lines.subList(from, to).stream().anyMatch(line -> !line.startsWith("  "))) {
                if (printed != i) {
                    text.append("@@ line ").append(i + 1).append("\n");
                }
                text.append(lines.get(i)).append("\n");
                printed = i + 1;
            }
        }
        return text.toString();
    }
}

package org.pyflinkimage.value;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.pyflinkimage.value.Problem.Blame;
import org.pyflinkimage.value.Problem.Severity;

/** A problem as one line, to be kept: its parts between tabs, each list behind its length. */
public final class ProblemLine {

    private static final String SEPARATOR = "\t";

    private ProblemLine() {}

    /** Without an end of line. */
    public static String write(Problem problem) {
        List<String> parts = new ArrayList<>(List.of(
                problem.code(), problem.severity().name(), problem.blame().name(), problem.what()));
        for (List<String> list : List.of(problem.why(), problem.remedies(), problem.sources())) {
            parts.add(Integer.toString(list.size()));
            parts.addAll(list);
        }
        return String.join(SEPARATOR, parts.stream().map(ProblemLine::escaped).toList());
    }

    /**
     * The problem that was written.
     *
     * @throws IOException where the line is none of a problem, or has more
     */
    public static Problem parse(String line) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String part : line.split(SEPARATOR, -1)) {
            parts.add(unescaped(part));
        }
        Iterator<String> left = parts.iterator();
        try {
            Problem problem = new Problem(
                    left.next(),
                    Severity.valueOf(left.next()),
                    Blame.valueOf(left.next()),
                    left.next(),
                    list(left),
                    list(left),
                    list(left));
            if (left.hasNext()) {
                throw new IOException("more than a problem: " + line);
            }
            return problem;
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new IOException("no problem: " + line, e);
        }
    }

    private static List<String> list(Iterator<String> parts) {
        List<String> list = new ArrayList<>();
        for (int count = Integer.parseInt(parts.next()); count > 0; count--) {
            list.add(parts.next());
        }
        return list;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\' && i + 1 < text.length()) {
                i++;
                whole.append(
                        switch (text.charAt(i)) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            default -> text.charAt(i);
                        });
            } else {
                whole.append(next);
            }
        }
        return whole.toString();
    }
}

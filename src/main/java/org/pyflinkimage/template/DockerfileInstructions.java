package org.pyflinkimage.template;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile, each in one line: with what it continues with, without comments, and without the texts of heredocs,
 * which may look like instructions.
 */
final class DockerfileInstructions {

    private static final Pattern COMMENT_OR_EMPTY = Pattern.compile("\\s*(?:#|\\z)");

    private static final Pattern CONTINUED = Pattern.compile("(?<!\\\\)\\\\[ \\t]*\\z");

    private static final Pattern WITH_HEREDOCS = Pattern.compile("(?i)\\s*(?:ONBUILD\\s+)?(?:RUN|COPY|ADD)\\s");

    /** A word of its own that begins a heredoc; or what is quoted, where none begins. */
    private static final Pattern HEREDOC =
            Pattern.compile("(?<!\\S)\\d*<<(?<tabs>-?)(?<quote>[\"']?)(?<end>[^\\s<\"']+)\\k<quote>(?!\\S)"
                    + "|\"(?:[^\"\\\\]++|\\\\.)*+\"|'[^']*+'|\\\\.");

    private DockerfileInstructions() {}

    static List<String> of(String dockerfile) {
        List<String> instructions = new ArrayList<>();
        for (Iterator<String> lines = dockerfile.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            if (says(line)) {
                String instruction = joined(line, lines);
                skipHeredocs(instruction, lines);
                instructions.add(instruction);
            }
        }
        return instructions;
    }

    private static boolean says(String line) {
        return !COMMENT_OR_EMPTY.matcher(line).lookingAt();
    }

    private static String joined(String first, Iterator<String> lines) {
        StringBuilder all = new StringBuilder();
        String line = first;
        Matcher end = CONTINUED.matcher(line);
        while (end.find()) {
            all.append(line, 0, end.start());
            line = next(lines);
            end.reset(line);
        }
        return all.append(line).toString();
    }

    /** What an instruction continues with: comments and empty lines between do not end it. */
    private static String next(Iterator<String> lines) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (says(line)) {
                return line;
            }
        }
        return "";
    }

    private static void skipHeredocs(String instruction, Iterator<String> lines) {
        if (WITH_HEREDOCS.matcher(instruction).lookingAt()) {
            for (Matcher next = HEREDOC.matcher(instruction); next.find(); ) {
                if (next.group("end") != null) {
                    skip(next.group("end"), next.group("tabs").isEmpty(), lines);
                }
            }
        }
    }

    private static void skip(String end, boolean isWithTabs, Iterator<String> lines) {
        boolean isOver = false;
        while (!isOver && lines.hasNext()) {
            String line = lines.next();
            isOver = end.equals(isWithTabs ? line : line.replaceFirst("^\t+", ""));
        }
    }
}

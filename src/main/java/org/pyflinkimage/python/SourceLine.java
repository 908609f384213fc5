package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A logical line of Python source: as many lines of text as brackets and strings make of it.
 *
 * @param indent columns before it
 * @param number of its first line of text, from 1
 * @param words names and numbers as they are, each other character of code alone, and for a string {@link #STRING}, with its text behind
 *     where that is known
 */
record SourceLine(int indent, int number, List<String> words) {

    static final String STRING = "\"";

    private static final Set<String> COMPOUND = Set.of(
            "if", "elif", "else", "try", "except", "finally", "for", "while", "with", "def", "class", "async", "match",
            "case");

    SourceLine {
        words = List.copyOf(words);
    }

    String first() {
        return words.get(0);
    }

    /** Its second word, and an empty text where there is none. */
    String second() {
        return words.size() > 1 ? words.get(1) : "";
    }

    /** One more for a bracket that opens, one less for one that closes. */
    static int opening(String word) {
        return switch (word) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }

    /** Whether a pair of round brackets holds all of these words. */
    static boolean isBracketed(List<String> words) {
        return words.size() > 1 && words.get(0).equals("(") && closing(words, 0) == words.size() - 1;
    }

    /** Where the bracket is closed that is opened at a place; the words' number where it is not. */
    static int closing(List<String> words, int from) {
        int open = 0;
        for (int i = from; i < words.size(); i++) {
            open += opening(words.get(i));
            if (open == 0) {
                return i;
            }
        }
        return words.size();
    }

    /** The parts between a word that stands in no brackets. */
    static List<List<String>> split(List<String> words, String by) {
        List<List<String>> parts = new ArrayList<>();
        int begin = 0;
        int open = 0;
        for (int i = 0; i < words.size(); i++) {
            open += SourceLine.opening(words.get(i));
            if (open == 0 && words.get(i).equals(by)) {
                parts.add(words.subList(begin, i));
                begin = i + 1;
            }
        }
        parts.add(words.subList(begin, words.size()));
        return parts;
    }

    /** Where the colon stands that ends the head of a compound statement; the line's length where there is none. */
    int colon() {
        int depth = 0;
        int lambdas = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            depth += opening(word);
            if (depth == 0 && word.equals("lambda")) {
                lambdas++;
            } else if (depth == 0 && word.equals(":") && lambdas-- == 0) {
                return i;
            }
        }
        return words.size();
    }

    /** Whether it is the head of a statement that has a block. */
    boolean isCompound() {
        boolean soft = first().equals("match") || first().equals("case");
        return COMPOUND.contains(first())
                && colon() < words.size()
                && !(soft && Set.of(":", "=", ".", ",").contains(second()));
    }

    /** A compound statement's head, and the statements of the line. */
    List<List<String>> pieces() {
        if (!isCompound()) {
            return statements(0);
        }
        List<List<String>> pieces = new ArrayList<>(List.of(words.subList(0, colon())));
        pieces.addAll(statements(colon() + 1));
        return pieces;
    }

    /** The statements from a word on, which semicolons part. */
    List<List<String>> statements(int from) {
        List<List<String>> statements = new ArrayList<>();
        int begin = from;
        for (int i = from; i <= words.size(); i++) {
            if (i == words.size() || words.get(i).equals(";")) {
                if (i > begin) {
                    statements.add(words.subList(begin, i));
                }
                begin = i + 1;
            }
        }
        return statements;
    }
}

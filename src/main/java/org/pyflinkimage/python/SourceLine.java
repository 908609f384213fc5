package org.pyflinkimage.python;

import java.util.List;

/**
 * A logical line of Python source: as many lines of text as brackets and strings make of it.
 *
 * @param indent columns before it
 * @param number of its first line of text, from 1
 * @param words names and numbers as they are, each other character of code alone, and {@link #STRING} for a string
 */
record SourceLine(int indent, int number, List<String> words) {

    static final String STRING = "\"";

    SourceLine {
        words = List.copyOf(words);
    }

    String first() {
        return words.get(0);
    }

    /** Where the colon stands that ends the head of a compound statement; the line's length where there is none. */
    int colon() {
        int depth = 0;
        int lambdas = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if ("([{".contains(word)) {
                depth++;
            } else if (")]}".contains(word)) {
                depth--;
            } else if (depth == 0 && word.equals("lambda")) {
                lambdas++;
            } else if (depth == 0 && word.equals(":") && lambdas-- == 0) {
                return i;
            }
        }
        return words.size();
    }
}

package org.pyflinkimage.python;

import java.util.List;
import java.util.Set;

/** What is known of a condition before a program runs. */
enum Truth {
    YES,
    NO,
    UNKNOWN;

    /** Of brackets in brackets: more than anybody writes. */
    private static final int DEEPEST = 50;

    private static final Set<String> TRUE = Set.of("True", "1", "__debug__");
    private static final Set<String> FALSE = Set.of("False", "0", "None");
    private static final String NAME = "__name__";
    private static final String MAIN = SourceLine.STRING + "__main__";

    /**
     * Of a condition's words.
     *
     * @param main whether {@code __name__} is {@code "__main__"}
     */
    static Truth of(List<String> words, boolean main) {
        boolean plain = !words.contains("if") && !words.contains("lambda");
        return plain ? of(words, main, 0) : UNKNOWN;
    }

    private static Truth of(List<String> words, boolean main, int depth) {
        if (words.isEmpty() || depth > DEEPEST) {
            return UNKNOWN;
        }
        List<List<String>> choices = SourceLine.split(words, "or");
        if (choices.size() > 1) {
            return choices.stream().map(part -> of(part, main, depth + 1)).reduce(NO, Truth::or);
        }
        List<List<String>> parts = SourceLine.split(words, "and");
        if (parts.size() > 1) {
            return parts.stream()
                    .map(part -> of(part, main, depth + 1).negated())
                    .reduce(NO, Truth::or)
                    .negated();
        }
        if (words.get(0).equals("not")) {
            return of(words.subList(1, words.size()), main, depth + 1).negated();
        }
        return SourceLine.isBracketed(words)
                ? of(words.subList(1, words.size() - 1), main, depth + 1)
                : ofTerm(words, main);
    }

    private static Truth ofTerm(List<String> words, boolean main) {
        String last = words.get(words.size() - 1);
        if (words.size() == 1 && TRUE.contains(last)) {
            return YES;
        }
        if (words.size() == 1 && FALSE.contains(last)) {
            return NO;
        }
        if (last.equals("TYPE_CHECKING") && words.size() % 2 == 1 && words.size() <= 3) {
            return NO;
        }
        if (words.equals(List.of(NAME, "=", "=", MAIN)) || words.equals(List.of(MAIN, "=", "=", NAME))) {
            return main ? YES : NO;
        }
        if (words.equals(List.of(NAME, "!", "=", MAIN)) || words.equals(List.of(MAIN, "!", "=", NAME))) {
            return main ? NO : YES;
        }
        return UNKNOWN;
    }

    Truth or(Truth other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO && other == NO ? NO : UNKNOWN;
    }

    Truth negated() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}

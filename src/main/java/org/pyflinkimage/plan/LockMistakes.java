package org.pyflinkimage.plan;

import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Collects what is wrong with one lock file, each mistake with its place. */
final class LockMistakes {

    /** More would hide the first ones. */
    private static final int SHOWN = 20;

    private static final int LONGEST_SHOWN = 80;

    private final String whereFrom;
    private final List<Problem> problems = new ArrayList<>();
    private int count;

    /** @param whereFrom the file's name */
    LockMistakes(String whereFrom) {
        this.whereFrom = whereFrom;
    }

    /** A value is none of its kind. */
    void value(JsonPlace place, String field, String value, String expected) {
        add("PYF-710", place, "`%s` cannot be %s".formatted(shown(field), value), "expected is %s".formatted(expected));
    }

    /** A field is missing, or there and unknown. */
    void field(JsonPlace place, String what, String why) {
        add("PYF-711", place, what, why);
    }

    /** Two entries contradict each other, or one is missing that the others need. */
    void disagreement(JsonPlace place, String what, String why) {
        add("PYF-712", place, what, why);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Ends the reading where there was a mistake. */
    void throwIfAny() {
        if (count > SHOWN) {
            Problem last = problems.get(SHOWN - 1);
            problems.set(SHOWN - 1, last.why("%s more mistakes are not listed".formatted(count - SHOWN)));
        }
        PyFlinkException.throwIfAny(problems);
    }

    private void add(String code, JsonPlace place, String what, String why) {
        count++;
        if (count <= SHOWN) {
            problems.add(restorable(Problem.declaration(code, "`%s`, %s: %s".formatted(whereFrom, place, what))
                    .why(why)));
        }
    }

    static Problem restorable(Problem problem) {
        return problem.remedy("restore the file from version control, or delete it to resolve anew");
    }

    /** A text for a message: a short one of characters that a terminal only shows. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST_SHOWN).forEach(character -> {
            if (character >= ' ' && character < 0x7f && character != '`') {
                shown.appendCodePoint(character);
            } else {
                shown.append("\\u{%x}".formatted(character));
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST_SHOWN ? shown + "..." : shown.toString();
    }
}

package org.pyflinkimage.python;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a wheel does not fit an interpreter.
 *
 * @param found what the wheel has: {@code cp312}, {@code win_amd64}; nothing where its name tells nothing
 * @param wanted what it would have to have: {@code cp311}, {@code linux/amd64}
 */
public record WheelMisfit(Reason reason, List<String> found, String wanted) {

    /** What of a wheel does not fit; the later, the closer the wheel came. */
    public enum Reason {
        /** It is no wheel, by its name. */
        NAME("it has no name of a wheel"),
        /** It is for other interpreters. */
        PYTHON("it is built for Python %s, not `%s`"),
        /** It is for the interpreter, but not for its binary interface. */
        ABI("it is built for the ABI %s, not `%s`"),
        /** It is for another system or machine. */
        PLATFORM("it is built for the platform %s, not `%s`"),
        /** All fits but the C library, which is too old for it. */
        GLIBC("it needs glibc %s, which is newer than `%s`");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }
    }

    public WheelMisfit {
        found = List.copyOf(found);
    }

    /** A sentence about the wheel: {@code it is built for Python `cp312`, not `cp311`}. */
    public String toSentence() {
        String has = found.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
        return reason.sentence.formatted(has, wanted);
    }
}

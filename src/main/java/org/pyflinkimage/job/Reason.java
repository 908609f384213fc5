package org.pyflinkimage.job;

/** Why a file or folder of a job is left out, which decides about how to get it in. */
record Reason(Cause cause, String text) {

    /** Whose decision that is. */
    enum Cause {
        /** It is what {@code <excludes>} names; this wins over {@code <includes>}. */
        DECLARED,
        /** It is what nobody misses; {@code <includes>} wins over this. */
        USUAL,
        /** The build writes it. */
        OWN,
        /** It is nothing that an image can have. */
        NO_FILE
    }
}

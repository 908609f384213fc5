package org.pyflinkimage.resolve.python;

import java.util.function.UnaryOperator;

/** What led to a failure, for {@code mvn -X}: its kinds, its places and its words, without what must not be told. */
final class MaskedCause extends Exception {

    private static final long serialVersionUID = 1L;

    /** No chain of causes is longer, but one that leads back to itself. */
    private static final int DEEPEST = 20;

    MaskedCause(Throwable original, UnaryOperator<String> masking) {
        this(original, masking, 0);
    }

    private MaskedCause(Throwable original, UnaryOperator<String> masking, int depth) {
        super(masking.apply(original.toString()));
        setStackTrace(original.getStackTrace());
        Throwable deeper = original.getCause();
        if (deeper != null && depth < DEEPEST) {
            initCause(new MaskedCause(deeper, masking, depth + 1));
        }
    }
}

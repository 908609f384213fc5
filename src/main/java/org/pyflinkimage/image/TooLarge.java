package org.pyflinkimage.image;

import java.io.UncheckedIOException;

/** What a registry answers has no end in sight: unchecked, as Jib's client prints, or tries again after, what is not. */
final class TooLarge extends UncheckedIOException {

    private static final long serialVersionUID = 1;

    TooLarge(String what) {
        super(new OtherThanAsked(what));
    }
}

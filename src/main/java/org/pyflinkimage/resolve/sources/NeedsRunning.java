package org.pyflinkimage.resolve.sources;

/** Why no wheel can be made of a folder without running something of it, or at all; a sentence without its end. */
final class NeedsRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NeedsRunning(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}

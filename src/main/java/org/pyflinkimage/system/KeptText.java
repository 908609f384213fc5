package org.pyflinkimage.system;

/** The beginning and the end of a text that may have any length. */
final class KeptText {

    /** How many characters are kept of either. */
    static final int HALF = 1 << 19;

    private final StringBuilder beginning = new StringBuilder();
    private final StringBuilder end = new StringBuilder();
    private boolean isCut;

    synchronized void add(char[] buffer, int count) {
        int first = Math.min(count, HALF - beginning.length());
        beginning.append(buffer, 0, first);
        end.append(buffer, first, count - first);
        if (end.length() > 2 * HALF) {
            cut();
        }
    }

    /** All of it, or its beginning and its end with a line of dots between; lines end as they do here. */
    synchronized String text() {
        if (end.length() > HALF) {
            cut();
        }
        String between = isCut ? "\n...\n" : "";
        return (beginning + between + end).replace("\r\n", "\n");
    }

    private void cut() {
        end.delete(0, end.length() - HALF);
        isCut = true;
    }
}

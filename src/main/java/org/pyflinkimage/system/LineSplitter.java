package org.pyflinkimage.system;

import java.util.function.Consumer;

/** Tells the lines of a text that comes in pieces; a carriage return ends a line too, as progress bars use it. */
final class LineSplitter {

    /** What has no end of line for so long is told in pieces. */
    static final int LONGEST_LINE = 1 << 16;

    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder();
    private boolean afterReturn;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    /** @param count how many characters come; negative at the end of the text */
    void add(char[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            add(buffer[i]);
        }
        if (count < 0 && line.length() > 0) {
            tell();
        }
    }

    private void add(char character) {
        boolean secondOfTwo = afterReturn && character == '\n';
        afterReturn = character == '\r';
        if (secondOfTwo) {
            return;
        }
        if (character == '\n' || character == '\r') {
            tell();
            return;
        }
        line.append(character);
        if (line.length() == LONGEST_LINE) {
            tell();
        }
    }

    private void tell() {
        String told = line.toString();
        line.setLength(0);
        lines.accept(told);
    }
}

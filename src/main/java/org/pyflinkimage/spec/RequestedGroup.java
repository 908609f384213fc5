package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A dependency group that is asked for, as pip's {@code --group [FILE:]NAME} has it.
 *
 * @param text as it is declared
 * @param file of the project that it is of, one of those of {@code <requirements>}; where there is none, of each that has it
 * @param name the last part of the text
 */
public record RequestedGroup(String text, Optional<Path> file, String name) {

    /** The text that asks for another group in the same place. */
    public String textOf(String other) {
        return text.substring(0, text.length() - name.length()) + other;
    }
}

package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * What is spent to find the members of workspaces: for all that one resolution asks for, however often it asks, some seconds at most.
 * Whatever goes beyond it is {@code PYF-488}.
 */
final class WorkspaceEffort {

    /** Folders that are looked at; no known workspace comes near. */
    private static final int FOLDERS_AT_MOST = 200_000;

    /** Files are passed over. A folder is looked at, and in it. */
    private static final int FILES_OF_A_FOLDER = 50;

    private static final int BYTES_OF_A_FOLDER = 1024;

    /** Of comparisons of characters, which are quicker. */
    private static final long STEPS_AT_MOST = 1_000_000_000L;

    /** What a comparison costs before its first character. */
    private static final int EACH = 128;

    /** Parts of a pattern; a folder's path has some ten. */
    private static final int PARTS_AT_MOST = 256;

    private long looks;
    private long steps;

    /** Counts the parts of one pattern. */
    void parts(int number, Path workspace) {
        if (number > PARTS_AT_MOST) {
            throw tooMuch(workspace);
        }
    }

    /** Counts a folder. */
    void folder(Path workspace) {
        look(FILES_OF_A_FOLDER, workspace);
    }

    /** Counts a file that is passed over. */
    void file(Path workspace) {
        look(1, workspace);
    }

    /** Counts a file that is read. */
    void read(long bytes, Path workspace) {
        look((1 + bytes / BYTES_OF_A_FOLDER) * FILES_OF_A_FOLDER, workspace);
    }

    /** Counts a name that is compared. */
    void compare(long characters, Path workspace) {
        steps += EACH + characters;
        if (steps > STEPS_AT_MOST) {
            throw tooMuch(workspace);
        }
    }

    private void look(long more, Path workspace) {
        looks += more;
        if (looks > (long) FOLDERS_AT_MOST * FILES_OF_A_FOLDER) {
            throw tooMuch(workspace);
        }
    }

    /** What is said of patterns that name more than anybody looks for. */
    static PyFlinkException tooMuch(Path workspace) {
        return Problem.declaration(
                        "PYF-488",
                        "The members of the workspace `%s` are not looked for any longer".formatted(workspace))
                .why("to find what the patterns of its `[tool.uv.workspace]` name takes more than %s looks at folders"
                        .formatted(FOLDERS_AT_MOST))
                .remedy("name its members without `**`, and with fewer stars")
                .toException();
    }
}

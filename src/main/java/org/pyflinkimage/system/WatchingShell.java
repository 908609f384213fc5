package org.pyflinkimage.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shell around a program, which ends the program when its own input ends, and otherwise as the program does. */
final class WatchingShell {

    /**
     * Its input is a pipe from this process, which ends with this process, even with one that is killed and can do nothing any
     * more. One shell waits for the program, one for the end of that pipe.
     */
    private static final String SCRIPT = """
            exec 3<&0
            "$@" 3<&- </dev/null &
            work=$!
            { read -r end; kill "$work"; sleep 5; kill -9 "$work"; } <&3 >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            wait "$work"
            status=$?
            exec 2>/dev/null
            kill "$watch"
            exit "$status"
            """;

    /** Where every machine has it but Windows. */
    static final Path USUAL = Path.of("/bin/sh");

    private WatchingShell() {}

    static List<String> around(List<String> words, Path shell) {
        List<String> all = new ArrayList<>(List.of(shell.toString(), "-c", SCRIPT, "sh"));
        all.addAll(words);
        return all;
    }
}

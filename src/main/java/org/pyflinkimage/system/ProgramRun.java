package org.pyflinkimage.system;

import java.util.List;

/**
 * What came of a program.
 *
 * @param end how it ended
 * @param status its exit status; -1 where it has none
 * @param output what it wrote to its output, or, where it has no exit status, why
 * @param errors what it wrote to its error output
 */
public record ProgramRun(End end, int status, String output, String errors) {

    private static final int LAST_LINES = 5;

    /** How a program ends. */
    public enum End {
        /** By itself. */
        EXITED,
        /** By itself, without having read all that it was given: it has not done its work, whatever it says. */
        LEFT_INPUT,
        /** It took too long, and was ended. */
        OUT_OF_TIME,
        /** It could not be started. */
        NOT_STARTED
    }

    /** A program without an exit status. */
    static ProgramRun without(End end, String reason) {
        return new ProgramRun(end, -1, reason, "");
    }

    /** Whether it has done its work. */
    public boolean succeeded() {
        return end == End.EXITED && status == 0;
    }

    /** What it said last, for people who look for the cause. */
    public String lastLines() {
        List<String> lines =
                (output + "\n" + errors).lines().filter(line -> !line.isBlank()).toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return last.isEmpty() ? "it said nothing, and its exit status was " + status : String.join("\n", last);
    }
}

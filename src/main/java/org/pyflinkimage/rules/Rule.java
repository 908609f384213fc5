package org.pyflinkimage.rules;

import java.util.List;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/**
 * One thing that is looked at, under one code.
 *
 * @param code of every problem it finds
 * @param severity of its problems, unless a finding is milder than usual
 * @param title what it demands, as a sentence
 * @param check looks at a candidate
 */
public record Rule(String code, Severity severity, String title, Check check) {

    /** Finds what is wrong with a candidate; never fails. */
    @FunctionalInterface
    public interface Check {
        List<Problem> judge(Candidate candidate);
    }

    public static Problem warning(String code, String what) {
        return Problem.declaration(code, what).withSeverity(Severity.WARNING);
    }

    public static Problem note(String code, String what) {
        return Problem.declaration(code, what).withSeverity(Severity.NOTE);
    }
}

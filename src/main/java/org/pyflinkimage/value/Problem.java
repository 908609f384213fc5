package org.pyflinkimage.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something that keeps an image from being built, or that its user should know, with the way out. It goes to logs and reports, so
 * its texts are {@linkplain Masking masked} and {@linkplain Visible visible}, wherever they come from.
 *
 * @param code stable, {@code PYF-nnn}
 * @param severity how grave it is
 * @param blame who can mend it
 * @param what one sentence, without a final full stop where it ends in a value
 * @param why the reasons, one sentence each
 * @param remedies what to try, naming the XML element and the {@code -D} property
 * @param sources what the statement rests on
 */
public record Problem(
        String code,
        Severity severity,
        Blame blame,
        String what,
        List<String> why,
        List<String> remedies,
        List<String> sources) {

    /** What is told where somebody ended the work. */
    private static final String INTERRUPTION = "PYF-521";

    /** How grave a problem is. */
    public enum Severity {
        /** The build stops. */
        ERROR,
        /** The build goes on; a job may fail. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    /** Who can mend a problem. */
    public enum Blame {
        /** The declaration is wrong: its author can mend it. */
        DECLARATION,
        /** The surroundings failed: network, disk, registry, daemon. */
        ENVIRONMENT
    }

    /** In characters, of one reason. What uv says of a resolution that failed has two thousand at most. */
    private static final int LONGEST = 5000;

    public Problem {
        if (!code.matches("PYF-[0-9]{3}")) {
            throw new IllegalArgumentException("not a problem code: " + code);
        }
        what = toldShortly(what);
        why = why.stream().map(Problem::toldShortly).toList();
        remedies = remedies.stream().map(Problem::told).toList();
        sources = sources.stream().map(Problem::told).toList();
    }

    /** Names and values of others may be of any length. */
    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Masked first, or half of a login would stay; what is written out is longer than it was. */
    private static String toldShortly(String text) {
        return shortened(Visible.of(shortened(Masking.of(text))));
    }

    private static String told(String text) {
        return Visible.of(Masking.of(text));
    }

    /** An error of the declaration. */
    public static Problem declaration(String code, String what) {
        return new Problem(code, Severity.ERROR, Blame.DECLARATION, what, List.of(), List.of(), List.of());
    }

    /** An error of the surroundings. */
    public static Problem environment(String code, String what) {
        return new Problem(code, Severity.ERROR, Blame.ENVIRONMENT, what, List.of(), List.of(), List.of());
    }

    /** Whether somebody ended the work: there is no other way to go on with it. */
    public boolean isInterruption() {
        return code.equals(INTERRUPTION);
    }

    public Problem withWhat(String other) {
        return new Problem(code, severity, blame, other, why, remedies, sources);
    }

    public Problem why(String reason) {
        return new Problem(code, severity, blame, what, plus(why, reason), remedies, sources);
    }

    /** Adds reasons. */
    public Problem why(Collection<String> reasons) {
        return new Problem(code, severity, blame, what, plus(why, reasons), remedies, sources);
    }

    /** Adds what to try. */
    public Problem remedy(String remedy) {
        return new Problem(code, severity, blame, what, why, plus(remedies, remedy), sources);
    }

    /** Adds several ways out. */
    public Problem remedy(Collection<String> more) {
        return new Problem(code, severity, blame, what, why, plus(remedies, more), sources);
    }

    public Problem withRemedies(List<String> others) {
        return new Problem(code, severity, blame, what, why, others, sources);
    }

    public Problem source(String source) {
        return new Problem(code, severity, blame, what, why, remedies, plus(sources, source));
    }

    /** The same with each of its texts changed. */
    public Problem withTexts(UnaryOperator<String> change) {
        return new Problem(
                code,
                severity,
                blame,
                change.apply(what),
                why.stream().map(change).toList(),
                remedies.stream().map(change).toList(),
                sources);
    }

    public Problem withSeverity(Severity other) {
        return new Problem(code, other, blame, what, why, remedies, sources);
    }

    /** Ends the work with this problem alone. */
    public PyFlinkException toException() {
        return new PyFlinkException(List.of(this));
    }

    /** Ends the work with this problem alone, keeping what led to it for {@code mvn -X}. */
    public PyFlinkException toException(Throwable cause) {
        PyFlinkException exception = toException();
        exception.initCause(cause);
        return exception;
    }

    /** The lines that a user reads: {@code [code] what}, then {@code why:}, {@code try:} and {@code source:}. */
    public String toText() {
        StringBuilder text = new StringBuilder("[" + code + "] " + indent(what));
        why.forEach(line -> text.append("\n  why:    ").append(indent(line)));
        remedies.forEach(line -> text.append("\n  try:    ").append(indent(line)));
        sources.forEach(line -> text.append("\n  source: ").append(indent(line)));
        return text.toString();
    }

    private static String indent(String text) {
        return text.strip().replace("\n", "\n          ");
    }

    private static List<String> plus(List<String> list, String element) {
        return plus(list, List.of(element));
    }

    private static List<String> plus(List<String> list, Collection<String> more) {
        List<String> longer = new ArrayList<>(list);
        longer.addAll(more);
        return longer;
    }
}

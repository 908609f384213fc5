package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.value.Problem.Severity;

/**
 * What a check found; its rule says under which code and how grave it is.
 *
 * @param what one sentence, without a final full stop where it ends in a value
 * @param why the reasons, one sentence each
 * @param remedies what to try
 * @param sources what the statement rests on
 * @param milder its severity, where this one is less grave than what the rule finds otherwise
 */
record Finding(String what, List<String> why, List<String> remedies, List<String> sources, Optional<Severity> milder) {

    Finding {
        why = List.copyOf(why);
        remedies = List.copyOf(remedies);
        sources = List.copyOf(sources);
    }

    static Finding of(String what) {
        return new Finding(what, List.of(), List.of(), List.of(), Optional.empty());
    }

    Finding why(String reason) {
        return new Finding(what, plus(why, reason), remedies, sources, milder);
    }

    /** Adds what to try. */
    Finding remedy(String remedy) {
        return new Finding(what, why, plus(remedies, remedy), sources, milder);
    }

    Finding source(String source) {
        return new Finding(what, why, remedies, plus(sources, source), milder);
    }

    /** The same, as grave as said here. */
    Finding milder(Severity severity) {
        return new Finding(what, why, remedies, sources, Optional.of(severity));
    }

    private static List<String> plus(List<String> list, String element) {
        return Stream.concat(list.stream(), Stream.of(element)).toList();
    }
}

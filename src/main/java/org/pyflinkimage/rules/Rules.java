package org.pyflinkimage.rules;

import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.value.Problem.Severity;

/** Every rule, by code. */
public final class Rules {

    /** Rules about versions alone: what a bare combination can be judged by. */
    public static final List<Rule> OF_VERSIONS = Stream.of(ReleaseRules.rules(), WheelRules.rules())
            .flatMap(List::stream)
            .toList();

    /** Rules about what else an image is declared to be. */
    public static final List<Rule> OF_CONTENTS = Stream.of(
                    RequirementRules.rules(),
                    ConfigurationFileRules.rules(),
                    ConfigurationKeyRules.rules(),
                    PathRules.rules(),
                    MemoryRules.rules(),
                    PortRules.rules(),
                    LoggingRules.rules(),
                    ContainerRules.rules(),
                    EnvironmentRules.rules(),
                    ConnectorVersionRules.rules(),
                    ConnectorRules.rules())
            .flatMap(List::stream)
            .toList();

    private static final List<Rule> OUTSIDE = List.of(
            new Rule("PYF-100", Severity.NOTE, "somebody has run the combination", candidate -> List.of()),
            new Rule("PYF-101", Severity.ERROR, "the Flink release exists", candidate -> List.of()));

    private Rules() {}

    /** All, in the order of their codes. */
    public static List<Rule> all() {
        return Stream.of(OUTSIDE, OF_VERSIONS, OF_CONTENTS, MatrixRules.rules())
                .flatMap(List::stream)
                .sorted((left, right) -> left.code().compareTo(right.code()))
                .toList();
    }

    public static boolean isKnown(String code) {
        return all().stream().anyMatch(rule -> rule.code().equals(code));
    }
}

package org.pyflinkimage.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Every rule, and the findings that come of something else than a single candidate. */
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
                    OptionKeyRules.rules(),
                    OptionValueRules.rules(),
                    JarSettingRules.rules(),
                    ReporterRules.rules(),
                    PathRules.rules(),
                    MemoryRules.rules(),
                    PortRules.rules(),
                    LoggingRules.rules(),
                    ContainerRules.rules(),
                    EnvironmentRules.rules(),
                    SecretRules.rules(),
                    JobRules.rules(),
                    ConnectorVersionRules.rules(),
                    ConnectorRules.rules(),
                    PartRules.rules(),
                    FileSystemRules.rules())
            .flatMap(List::stream)
            .toList();

    /** What a note says of every combination that nobody has run, unless the declaration makes more of it. */
    public static final Rule TESTED =
            Rule.beyondCandidates("PYF-100", Severity.NOTE, "somebody has run the combination");

    /**
     * Codes of what is found in the files of an image that is laid out. No rules, as nothing is laid out where images are judged; but a
     * declaration changes their severities in the same way.
     */
    public static final Set<String> OF_FILES = Stream.of(
                    List.of("PYF-079", "PYF-266", "PYF-267", "PYF-471", "PYF-472", "PYF-473", "PYF-894"),
                    List.of("PYF-896", "PYF-897", "PYF-898", "PYF-899", "PYF-900", "PYF-960", "PYF-961"),
                    List.of("PYF-962"),
                    // Of a base image.
                    List.of("PYF-246"),
                    List.of("PYF-910", "PYF-911", "PYF-912", "PYF-913", "PYF-914", "PYF-915", "PYF-916"),
                    List.of("PYF-917", "PYF-918", "PYF-919", "PYF-920", "PYF-921", "PYF-922", "PYF-923"),
                    List.of("PYF-936", "PYF-937", "PYF-939", "PYF-942", "PYF-954", "PYF-955", "PYF-956", "PYF-963"),
                    List.of("PYF-958", "PYF-959", "PYF-970"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** Codes of what is guessed of a base from its name alone. */
    public static final Set<String> OF_NAMES_OF_BASES = Set.of("PYF-240", "PYF-241", "PYF-242", "PYF-243", "PYF-244");

    private Rules() {}

    /** All, in the order of their codes. */
    public static List<Rule> all() {
        return Stream.of(List.of(TESTED, ReleaseRules.EXISTS), OF_VERSIONS, OF_CONTENTS, MatrixRules.rules())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Rule::code))
                .toList();
    }

    /** Whether a declaration may change the severity of a code. */
    public static boolean isKnown(String code) {
        return OF_FILES.contains(code)
                || all().stream().anyMatch(rule -> rule.code().equals(code));
    }

    /** The problem with a combination that nobody has run. */
    public static Problem untested(Combination combination) {
        return TESTED.problem(Finding.of("nobody has recorded a run of " + combination)
                .why("nothing known speaks against it; it was judged by the packages' metadata alone"));
    }

    /** The problem with a release that is neither known nor new. */
    public static Problem unknownRelease(FlinkVersion flink, Facts facts) {
        return ReleaseRules.EXISTS.problem(ReleaseRules.unknown(flink, facts));
    }

    /** The problems with images that would take each other's name. */
    public static List<Problem> collisions(List<ImageSpec> specs) {
        return MatrixRules.collisions(specs);
    }
}

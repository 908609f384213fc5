package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.rules.Subject;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Whatever versions are proposed are declared, and judged again: no remedy leads to another refusal. */
class VersionRemediesTest {

    private static final Pattern VERSION = Pattern.compile("-Dpyflink\\.(flink|java|python)=([0-9.]+)");
    private static final Facts FACTS = Facts.shipped();

    private static final Compatibility COMPATIBILITY = new Compatibility(FACTS, Overrides.parse(Map.of()));
    private static final Map<Combination, List<Problem>> JUDGED = new HashMap<>();

    static List<FlinkVersion> releases() {
        return List.copyOf(FACTS.releases().keySet());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void versionsThatAreProposedFit(FlinkVersion flink) {
        List<String> failures = new ArrayList<>();
        for (JavaVersion java : FACTS.javas()) {
            for (PythonMinor python : FACTS.buildablePythons()) {
                Combination cell = new Combination(flink, java, python, Platform.LINUX_AMD64);
                for (Problem problem : problems(cell)) {
                    for (String remedy : problem.remedies()) {
                        proposed(cell, remedy)
                                .filter(other -> !errors(cell).containsAll(errors(other)) || isTold(problem, other))
                                .ifPresent(other -> failures.add("%s: %s: %s".formatted(cell, problem.code(), remedy)));
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    /** What is declared where a remedy is followed; empty where it names no version. */
    private static Optional<Combination> proposed(Combination cell, String remedy) {
        List<MatchResult> versions = VERSION.matcher(remedy).results().toList();
        Combination changed = cell;
        for (MatchResult version : versions) {
            changed = changed(changed, version.group(1), version.group(2));
        }
        return versions.isEmpty() ? Optional.empty() : Optional.of(changed);
    }

    private static Combination changed(Combination cell, String axis, String value) {
        return switch (axis) {
            case "flink" ->
                new Combination(FlinkVersion.parse(value).orElseThrow(), cell.java(), cell.python(), cell.platform());
            case "java" ->
                new Combination(cell.flink(), JavaVersion.parse(value).orElseThrow(), cell.python(), cell.platform());
            default -> cell.with(PythonMinor.parse(value).orElseThrow());
        };
    }

    private static List<Problem> problems(Combination cell) {
        return JUDGED.computeIfAbsent(
                cell, other -> COMPATIBILITY.check(subject(other)).problems());
    }

    private static Set<String> errors(Combination cell) {
        return problems(cell).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(Problem::code)
                .collect(Collectors.toSet());
    }

    private static boolean isTold(Problem problem, Combination cell) {
        return problems(cell).stream().anyMatch(found -> found.what().equals(problem.what()));
    }

    private static Subject subject(Combination cell) {
        return Subject.of(ImageSpec.plain(cell, ImageReference.of("image:tag")));
    }
}

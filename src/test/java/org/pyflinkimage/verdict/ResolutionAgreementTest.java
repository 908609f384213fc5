package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.subject;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Platform;

/** Verdicts against what a real resolver found. */
class ResolutionAgreementTest {

    /** Where we differ, and why we mean it. */
    private static final Map<String, Difference> DIFFERENCES = Map.of(
            "2.0.2 linux/arm64 3.12",
            new Difference(
                    true,
                    "it resolves because arm64 takes the source distribution, which names no Python; Flink 2.0 is built and"
                            + " tested for no Python 3.12 on any platform"),
            "1.15.4 linux/amd64 3.7",
            new Difference(true, "it resolves, and nobody has a Python 3.7 that an image could have"));

    private final Compatibility compatibility = new Compatibility(Facts.shipped(), Overrides.parse(Map.of()));

    private record Difference(boolean refusedByUs, String reason) {}

    @ParameterizedTest(name = "{0} {1} Python {2}")
    @CsvFileSource(resources = "resolution.csv", numLinesToSkip = 0)
    void verdictAgreesWithTheResolver(String flink, String platform, String python, String resolves, String reason) {
        Combination combination = cell(
                flink,
                flink.startsWith("2.") ? 17 : 11,
                python,
                Platform.parse(platform).orElseThrow());
        Difference difference = DIFFERENCES.get(flink + " " + platform + " " + python);

        boolean refused = compatibility.check(subject(combination)) instanceof Verdict.Refused;

        assertThat(refused)
                .as("the resolver says %s (%s)", resolves, reason)
                .isEqualTo(difference == null ? resolves.equals("no") : difference.refusedByUs());
        if (difference != null) {
            assertThat(refused).as("a difference: %s", difference.reason()).isNotEqualTo(resolves.equals("no"));
        }
    }
}

package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class ConsistencyTest {

    private static final MarkerEnvironment PYTHON_3_11 =
            MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_AMD64);

    @Test
    void whatFitsIsNoProblem() {
        assertThat(check(
                        "Name: a\nVersion: 1\nRequires-Python: >=3.8\nRequires-Dist: B-b (>=1,<2)\n",
                        "Name: b_b\nVersion: 1.5rc1\n"))
                .isEmpty();
    }

    @Test
    void missingAndWrongVersionsAreNamedWithBothSides() {
        List<Problem> problems = check(
                "Name: a\nVersion: 1\nRequires-Dist: b<2\nRequires-Dist: c>=1\nRequires-Python: <3.11\n",
                "Name: b\nVersion: 2.0\n");

        assertThat(problems).extracting(Problem::code).containsExactly("PYF-472", "PYF-471", "PYF-470");
        assertThat(problems)
                .extracting(Problem::what)
                .containsExactly(
                        "`a 1` requires Python `<3.11`, but it is `3.11.2`",
                        "`a 1` requires `b<2`, but `b 2.0` is installed",
                        "`a 1` requires `c>=1`, which is not installed");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.toText()).contains("-Dpyflink.requirements"));
    }

    @Test
    void requirementsOfExtrasAndOtherPlatformsDoNotCount() {
        assertThat(
                        check(
                                "Name: a\nVersion: 1\nRequires-Dist: b; extra == 'test'\nRequires-Dist: c; sys_platform == 'win32'\n"))
                .isEmpty();
    }

    @Test
    void unreadableRequirementIsOnlyAWarning() {
        assertThat(check("Name: a\nVersion: 1\nRequires-Dist: pytz (>dev)\n"))
                .extracting(Problem::code, Problem::severity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PYF-473", Problem.Severity.WARNING));
    }

    private static List<Problem> check(String... metadata) {
        List<InstalledDistribution> distributions = List.of(metadata).stream()
                .map(text -> new InstalledDistribution(Metadata.parse(text).orElseThrow(), List.of()))
                .toList();
        return Consistency.check(distributions, PYTHON_3_11, name -> false);
    }
}

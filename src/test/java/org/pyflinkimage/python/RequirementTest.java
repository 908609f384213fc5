package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.value.Platform;

class RequirementTest {

    static List<List<String>> requirements() {
        return Recorded.rows("requirements.tsv");
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void isReadAsByPackaging(List<String> row) {
        var parsed = Requirement.parse(row.get(0));

        if (row.get(1).equals("-")) {
            assertThat(parsed).isEmpty();
            assertThat(Requirement.mistakeIn(row.get(0))).isPresent();
            return;
        }
        Requirement requirement = parsed.orElseThrow();
        assertThat(requirement.writtenName()).isEqualTo(row.get(1));
        assertThat(String.join(",", requirement.extras())).isEqualTo(row.get(2));
        assertThat(requirement.specifiers()).hasToString(row.get(3));
        assertThat(requirement.address().orElse("")).isEqualTo(row.get(4));
        assertThat(requirement.marker().isPresent()).isEqualTo(row.get(5).equals("marker"));
    }

    @Test
    void mistakeSaysWhatWasExpected() {
        assertThat(Requirement.mistakeIn("numpy=1.0")).contains("the end expected, not `=1.0`");
        assertThat(Requirement.mistakeIn("numpy>=1.0")).isEmpty();
    }

    @Test
    void holdsWhereItsMarkerDoes() {
        Requirement requirement =
                Requirement.parse("tomli; python_version < \"3.11\"").orElseThrow();

        assertThat(requirement.holdsIn(
                        MarkerEnvironment.of(new PythonVersion(new PythonMinor(9), 2), Platform.LINUX_AMD64)))
                .isTrue();
        assertThat(requirement.holdsIn(
                        MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_AMD64)))
                .isFalse();
    }
}

package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.requirements;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.Overrides;

class DeclaredRequirementTest {

    @Test
    void thoseBehindFilesAreSeenWithTheirPlaces() {
        Subject subject = requirements(
                cell("2.3.0", 17, "3.11"),
                Map.of(
                        "requirements.txt", "-r sub/more.txt\n-c limits.txt\n--pre\nsix # ours\n",
                        "sub/more.txt", "pandas[excel]>=2 ; python_version > '3' \\\n  --hash=sha256:00\n-e ./own\n",
                        "limits.txt", "numpy<2\ncolorama ; sys_platform == 'win32'\n./a-1-py3-none-any.whl\n"));

        List<DeclaredRequirement> declared = DeclaredRequirement.of(subject);

        assertThat(declared)
                .extracting(DeclaredRequirement::toText)
                .containsExactly(
                        "`pandas[excel]>=2` of `more.txt`", "`numpy<2` of `limits.txt`", "`six` of `requirements.txt`");
        assertThat(declared).extracting(DeclaredRequirement::constraint).containsExactly(false, true, false);
    }

    @Test
    void constraintThatLeavesPyFlinkNothingIsAClash() {
        assertThat(codes("-c limits.txt", "protobuf==6.30.0")).contains("PYF-131");
    }

    /** What only limits versions installs nothing. */
    @Test
    void constraintAsksForNothing() {
        Subject constrained = requirements(
                cell("1.19.0", 11, "3.11"), Map.of("requirements.txt", "-c limits.txt", "limits.txt", "setuptools<80"));

        assertThat(codes(constrained)).contains("PYF-118");
    }

    @Test
    void otherFlinkBehindAFileIsFound() {
        assertThat(codes("-r limits.txt", "apache-flink==2.2.1")).contains("PYF-130");
    }

    private static List<String> codes(String root, String behind) {
        return codes(requirements(cell("2.3.0", 17, "3.11"), Map.of("requirements.txt", root, "limits.txt", behind)));
    }

    private static List<String> codes(Subject subject) {
        return new Compatibility(Facts.shipped(), Overrides.parse(Map.of()))
                .check(subject).problems().stream().map(Problem::code).toList();
    }
}

package org.pyflinkimage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.subject;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.FactFiles;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.Overrides;
import org.pyflinkimage.verdict.Suggestion;
import org.pyflinkimage.verdict.Verdict;

class NewReleaseTest {

    @Test
    void newReleaseIsDataAlone() {
        Facts newer = FactFiles.withFlink24();
        Compatibility compatibility = new Compatibility(newer, Overrides.parse(Map.of()));

        assertThat(compatibility.check(subject(cell("2.4.0", 25, "3.13")))).isInstanceOf(Verdict.Untested.class);
        assertThat(compatibility.check(subject(cell("2.4.0", 11, "3.13"))))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.suggestions())
                                .first()
                                .extracting(Suggestion::combination)
                                .isEqualTo(cell("2.4.0", 17, "3.13")));
        assertThat(newer.requirementsToAdd(new FlinkVersion(2, 4, 0), true))
                .extracting(known -> known.requirement().toLine())
                .containsExactly("setuptools<83");
        assertThat(CompatibilityPage.write(newer)).contains("| 2.4.0 | <3,>=2.69.0 | ==0.9.0 |");
    }
}

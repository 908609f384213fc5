package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.FlinkVersion;

class KnownRequirementTest {

    @ParameterizedTest
    @CsvSource({
        "1.14.6, false",
        "1.16.3, true",
        "1.17.1, true",
        "1.20.3, true",
        "1.20.4, false",
        "1.20.5, false",
        "1.20.9, false",
        "2.0.0, false",
        "2.3.0, false",
        "2.9.0, false"
    })
    void setuptoolsIsAddedWhereBeamNeedsItAndNothingDeclaresIt(String flink, boolean added) {
        assertThat(Facts.shipped().requirementsToAdd(FlinkVersion.parse(flink).orElseThrow(), false))
                .extracting(known -> known.requirement().toLine())
                .isEqualTo(added ? List.of("setuptools<82") : List.of());
    }

    @ParameterizedTest
    @CsvSource({"1.13.6, true", "1.14.6, true", "1.15.4, true", "1.17.1, true", "1.20.5, false", "2.3.0, false"})
    void setuptoolsIsAddedWhereFlinkAsksForPipByIt(String flink, boolean added) {
        assertThat(Facts.shipped().requirementsToAdd(FlinkVersion.parse(flink).orElseThrow(), true))
                .extracting(known -> known.requirement().toLine())
                .isEqualTo(added ? List.of("setuptools<82") : List.of());
    }
}

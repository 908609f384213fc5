package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.FlinkVersion;

class DistributionPartTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "1.14.6, none",
                "1.15.4, none",
                "1.16.0, flink-sql-gateway-1.16.0.jar",
                "1.17.1, flink-sql-gateway-1.17.1.jar",
                "1.20.5, flink-sql-gateway-1.20.5.jar",
                "2.3.0,  flink-sql-gateway-2.3.0.jar",
                "2.10.0, flink-sql-gateway-2.10.0.jar"
            })
    void usualOnesOfARelease(String flink, String file) {
        FlinkVersion version = FlinkVersion.parse(flink).orElseThrow();

        assertThat(DistributionPart.of(version, Optional.empty()))
                .extracting(part -> part.fileName(version))
                .isEqualTo(file == null ? List.of() : List.of(file));
    }

    @ParameterizedTest
    @CsvSource({
        "1.13.6, cep-scala,           true",
        "1.20.5, cep-scala,           true",
        "2.0.0,  cep-scala,           false",
        "1.14.6, gs-fs-hadoop,        false",
        "1.15.0, gs-fs-hadoop,        true",
        "2.3.0,  state-processor-api, true",
        "2.3.0,  nothing,             false"
    })
    void declaredOnesAreThoseThatTheReleaseHas(String flink, String name, boolean there) {
        assertThat(DistributionPart.of(FlinkVersion.parse(flink).orElseThrow(), Optional.of(List.of(name))))
                .hasSize(there ? 1 : 0);
    }

    @Test
    void declaringNoneLeavesTheUsualOnesOut() {
        assertThat(DistributionPart.of(new FlinkVersion(2, 3, 0), Optional.of(List.of())))
                .isEmpty();
    }

    @Test
    void eachHasItsOwnNameAndArtifact() {
        assertThat(DistributionPart.shipped())
                .extracting(DistributionPart::name)
                .doesNotHaveDuplicates();
        assertThat(DistributionPart.shipped())
                .allSatisfy(part -> assertThat(part.artifact()).contains("flink-" + part.name()));
    }

    @ParameterizedTest
    @CsvSource({
        "1.13.6, flink-python_2.12-1.13.6.jar",
        "1.14.2, flink-python_2.12-1.14.2.jar",
        "1.14.4, flink-python_2.11-1.14.4.jar",
        "1.15.4, flink-python_2.12-1.15.4.jar",
        "1.16.3, flink-python-1.16.3.jar",
        "2.3.0, flink-python-2.3.0.jar",
    })
    void jarThatRunsPythonHasTheNameOfItsRelease(String flink, String file) {
        assertThat(FlinkDistribution.shipped()
                        .pythonJar(FlinkVersion.parse(flink).orElseThrow()))
                .isEqualTo(file);
    }
}

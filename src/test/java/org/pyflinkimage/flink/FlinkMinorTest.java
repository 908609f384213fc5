package org.pyflinkimage.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkMinorTest {

    @Test
    void linesAreOrderedByTheirNumbers() {
        assertThat(Stream.of("2.0", "1.9", "2.10", "1.20", "2.3")
                        .map(FlinkMinor::parse)
                        .flatMap(Optional::stream)
                        .sorted())
                .extracting(FlinkMinor::toString)
                .containsExactly("1.9", "1.20", "2.0", "2.3", "2.10");
    }

    @Test
    void releasesAreOfTheirLine() {
        FlinkMinor line = new FlinkVersion(1, 20, 5).line();

        assertThat(line).isEqualTo(new FlinkMinor(1, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2.", "2.3.0", "2.x", "-1.2", " 2.3", "2.1000", "٢.3"})
    void everythingElseIsNone(String text) {
        assertThat(FlinkMinor.parse(text)).isEmpty();
    }
}

package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MavenCoordinatesTest {

    @ParameterizedTest
    @CsvSource({
        "org.example:job:1.0, job-1.0.jar, org/example/job/1.0/job-1.0.jar",
        "org.example:job:1.0:shaded, job-1.0-shaded.jar, org/example/job/1.0/job-1.0-shaded.jar"
    })
    void leadToAFile(String text, String fileName, String path) {
        MavenCoordinates coordinates = MavenCoordinates.parse(text).orElseThrow();

        assertThat(coordinates.fileName()).isEqualTo(fileName);
        assertThat(coordinates.path()).isEqualTo(path);
        assertThat(coordinates).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a:b:c:d:e", "a::c", "a:b:", "a b:c:1", "a:b:1/2"})
    void otherTextsAreNone(String text) {
        assertThat(MavenCoordinates.parse(text)).isEmpty();
    }

    @Test
    void orderAsTheyAreWritten() {
        assertThat(Stream.of("b:b:1", "a:c:1", "a:b:2", "a:b:1")
                        .map(text -> MavenCoordinates.parse(text).orElseThrow())
                        .sorted()
                        .map(MavenCoordinates::toString))
                .containsExactly("a:b:1", "a:b:2", "a:c:1", "b:b:1");
    }
}

package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MavenCoordinatesTest {

    /** The first column is what Maven's own artifacts print, or the same without the kind of file. */
    @ParameterizedTest
    @CsvSource({
        "org.example:job:1.0, org.example:job:1.0, job-1.0.jar, org/example/job/1.0/job-1.0.jar",
        "org.example:job:jar:1.0, org.example:job:1.0, job-1.0.jar, org/example/job/1.0/job-1.0.jar",
        "org.example:job:jar:shaded:1.0, org.example:job:jar:shaded:1.0, job-1.0-shaded.jar,"
                + " org/example/job/1.0/job-1.0-shaded.jar",
        "a:b_2.12:1+2-3, a:b_2.12:1+2-3, b_2.12-1+2-3.jar, a/b_2.12/1+2-3/b_2.12-1+2-3.jar"
    })
    void leadToAFile(String text, String shortest, String fileName, String path) {
        MavenCoordinates coordinates = MavenCoordinates.parse(text).orElseThrow();

        assertThat(coordinates.fileName()).isEqualTo(fileName);
        assertThat(coordinates.path()).isEqualTo(path);
        assertThat(coordinates).hasToString(shortest);
        assertThat(MavenCoordinates.parse(shortest)).contains(coordinates);
    }

    @Test
    void partsAreWhereMavenHasThem() {
        assertThat(MavenCoordinates.parse(" g:a:jar:c:v "))
                .contains(new MavenCoordinates("g", "a", "v", Optional.of("c")));
        assertThat(MavenCoordinates.parse("g:a:v")).contains(new MavenCoordinates("g", "a", "v", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a:b",
                "a:b:1:d",
                "a:b:pom:1",
                "a:b:pom:c:1",
                "a:b:jar",
                "a:b:jar:jar",
                "a:b:jar:c:1:d",
                "a::c",
                "a:b:",
                "a b:c:1",
                "a:b:1/2",
                "a:b:..",
                "..:b:1",
                "a..b:c:1",
                ".a:b:1",
                "a:b.:1",
                "a:b:jar:..:1",
                "a:b+c:1",
                "a:b:[1,2)"
            })
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

    @ParameterizedTest
    @CsvSource({"1.0-SNAPSHOT, true", "1.0, false", "1.0-snapshot, false", "1.0-SNAPSHOT-1, false"})
    void versionUnderWorkSaysSo(String version, boolean snapshot) {
        assertThat(new MavenCoordinates("g", "a", version, Optional.empty()).isSnapshot())
                .isEqualTo(snapshot);
    }

    @Test
    void anotherVersionHasTheSameClassifier() {
        assertThat(MavenCoordinates.parse("a:b:jar:c:1").orElseThrow().withVersion("2"))
                .hasToString("a:b:jar:c:2");
    }
}

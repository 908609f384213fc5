package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;

class AcceptedSourcesTest {

    @Test
    void anyIsWhatNobodySays() {
        assertThat(AcceptedSources.parse(List.of())).isEqualTo(AcceptedSources.ANY);
        assertThat(AcceptedSources.parse(List.of("any"))).isEqualTo(AcceptedSources.ANY);
    }

    @Test
    void configuredOnesMayHaveOthersBesideThem() {
        assertThat(AcceptedSources.parse(List.of("configured"))).isEqualTo(new AcceptedSources(false, List.of()));
        assertThat(AcceptedSources.parse(List.of("https://example.com/a", "file:///srv/")))
                .isEqualTo(new AcceptedSources(
                        false, List.of(URI.create("https://example.com/a/"), URI.create("file:///srv/"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "example.com", "ftp://example.com/", "https:", "https:///x", "mailto:x", "a b"})
    void otherWordsAreRefused(String word) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> AcceptedSources.parse(List.of("configured", word, "none")))
                .withMessageContainingAll(
                        "[PYF-723] `" + word + "` in `<sources>` (-Dpyflink.sources)", "[PYF-723] `none`");
    }

    /** There is a {@code <sources>} in {@code <job>} too. */
    @ParameterizedTest
    @CsvSource({
        "src/main/python, true",
        "job.py, true",
        "C:\\jobs, true",
        "/srv/jobs, true",
        "ftp://example.com/, false",
        "mailto:x, false",
        "https:, false"
    })
    void pathIsToldWhereFilesOfTheJobAreNamed(String word, boolean path) {
        String remedy = "the job's files: `<job><sources>%1$s</sources></job>` (-Dpyflink.job=%1$s)".formatted(word);

        List<String> remedies = catchThrowableOfType(PyFlinkException.class, () -> AcceptedSources.parse(List.of(word)))
                .problems()
                .get(0)
                .remedies();

        assertThat(remedies.contains(remedy)).isEqualTo(path);
        assertThat(remedies).hasSize(path ? 3 : 2);
    }
}

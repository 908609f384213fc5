package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.PyFlinkException;

class OutputTimestampTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z", "1767225600"})
    void allFormsOfMavenAreRead(String text) {
        assertThat(OutputTimestamp.parse(text)).contains(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void oneLetterSwitchesItOff() {
        assertThat(OutputTimestamp.parse("x")).isEmpty();
        assertThat(OutputTimestamp.parse(null)).isEmpty();
        assertThat(OutputTimestamp.parse(" ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-01-01", "99999999999999999999"})
    void otherTextIsAProblem(String text) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> OutputTimestamp.parse(text))
                .withMessageContainingAll("PYF-050", "`" + text + "`");
    }
}

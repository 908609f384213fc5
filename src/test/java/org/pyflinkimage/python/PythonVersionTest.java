package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonVersionTest {

    @Test
    void hasALineAndAPatchNumber() {
        assertThat(PythonVersion.parse("3.11.2")).contains(new PythonVersion(new PythonMinor(11), 2));
        assertThat(new PythonVersion(new PythonMinor(9), 20)).hasToString("3.9.20");
    }

    @Test
    void linesAreOrderedByTheirNumbers() {
        assertThat(new PythonMinor(9)).isLessThan(new PythonMinor(10)).isEqualByComparingTo(new PythonMinor(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3.11", "2.7.18", "3.11.2.1", "3.13.0rc1", "3.111.2", "v3.11.2"})
    void otherTextsAreNone(String text) {
        assertThat(PythonVersion.parse(text)).isEmpty();
    }
}

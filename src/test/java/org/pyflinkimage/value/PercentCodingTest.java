package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentCodingTest {

    @ParameterizedTest
    @CsvSource({"a b, a%20b", "a+b, a%2Bb", "p@ss/w:ord, p%40ss%2Fw%3Aord", "é, %C3%A9", "a-b_c.d, a-b_c.d"})
    void textComesBack(String text, String escaped) {
        assertThat(PercentCoding.encode(text)).isEqualTo(escaped);
        assertThat(PercentCoding.decode(escaped)).isEqualTo(text);
    }

    @Test
    void plusIsItselfAndABrokenEscapeIsNone() {
        assertThat(PercentCoding.decode("1.0+cpu")).isEqualTo("1.0+cpu");
        assertThatIllegalArgumentException().isThrownBy(() -> PercentCoding.decode("%zz"));
    }
}

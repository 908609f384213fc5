package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryFactsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0.4, 0.4", ".4, 0.4", "4e-1, 0.4", "1., 1", "0.40f, 0.4", "1.5, 1.5"})
    void fractionIsReadAsFlinkReadsIt(String text, double fraction) {
        assertThat(MemoryFacts.fraction(text)).contains(fraction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "half", "40%", "-0.1", "NaN", "Infinity", "1e999"})
    void whatIsNoPartOfAWholeIsNone(String text) {
        assertThat(MemoryFacts.fraction(text)).isEmpty();
    }
}

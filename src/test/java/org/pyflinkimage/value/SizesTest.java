package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({"0, 0.0 MB", "12345678, 12.3 MB", "999999999, 1000.0 MB", "1234567890, 1.2 GB", "12345678901, 12.3 GB"})
    void sizesAreInMegabytesOrGigabytes(long bytes, String text) {
        assertThat(Sizes.text(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0 MB", "1234567890, 1234.6 MB"})
    void sizesBelowEachOtherAreInMegabytes(long bytes, String text) {
        assertThat(Sizes.megabytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, +0.0 MB", "1500000, +1.5 MB", "-1500000, -1.5 MB"})
    void changesHaveASign(long bytes, String text) {
        assertThat(Sizes.change(bytes)).isEqualTo(text);
    }
}

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
    @CsvSource({"0, 0.0 of 45.6 MB", "12345678, 12.3 of 45.6 MB"})
    void partsHaveTheUnitOnce(long done, String text) {
        assertThat(Sizes.part(done, 45_600_000)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"4100000, 1000000000, 4.1 MB/s", "1000000, 500000000, 2.0 MB/s"})
    void ratesAreOfOneSecond(long bytes, long nanoseconds, String text) {
        assertThat(Sizes.rate(bytes, nanoseconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1, 1 byte", "9999, 9999 bytes", "10000, 10.0 kB", "999999, 1000.0 kB", "1000000, 1.0 MB"
    })
    void smallFilesAreToldInBytes(long bytes, String text) {
        assertThat(Sizes.exactly(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, +0.0 MB", "1500000, +1.5 MB", "-1500000, -1.5 MB"})
    void changesHaveASign(long bytes, String text) {
        assertThat(Sizes.change(bytes)).isEqualTo(text);
    }
}

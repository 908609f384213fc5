package org.pyflinkimage.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1024, 1024",
        "7 b, 7",
        "7bytes, 7",
        "2k, 2048",
        "2 KB, 2048",
        "2kibibytes, 2048",
        "1600m, 1677721600",
        "1mb, 1048576",
        "1 mebibytes, 1048576",
        "2 gb, 2147483648",
        "1g, 1073741824",
        "1gibibytes, 1073741824",
        "1t, 1099511627776",
        "1TB, 1099511627776",
        "1tebibytes, 1099511627776",
        "9223372036854775807b, 9223372036854775807",
        "8388607t, 9223370937343148032",
        "' 1 m ', 1048576"
    })
    void amountIsReadAsFlinkReadsIt(String text, long bytes) {
        assertThat(MemorySize.parse(text)).contains(new MemorySize(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m",
                "much",
                "-1m",
                "1.5g",
                "1 x",
                "1m 2k",
                "9223372036854775808",
                "9999999999999999999",
                "8388608t"
            })
    void whatFlinkWouldRefuseIsNoAmount(String text) {
        assertThat(MemorySize.parse(text)).isEmpty();
    }

    @Test
    void amountIsWrittenInMebibytesWhereTheyAreWhole() {
        assertThat(new MemorySize(1600L << 20)).hasToString("1600m");
        assertThat(new MemorySize(1025)).hasToString("1025b");
        assertThat(new MemorySize(1L << 20).plus(new MemorySize(1))).hasToString("1048577b");
    }

    @Test
    void sumsEndAtTheLargestAmount() {
        MemorySize large = MemorySize.parse("4194303t").orElseThrow();

        assertThat(large.plus(large)).isLessThan(new MemorySize(Long.MAX_VALUE));
        assertThat(large.plus(large).plus(large)).isEqualTo(new MemorySize(Long.MAX_VALUE));
        assertThat(new MemorySize(Long.MAX_VALUE).plus(new MemorySize(0))).isEqualTo(new MemorySize(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1000, 1000",
        "2048 kb, 2Mi",
        "3000kibibytes, 3000Ki",
        "1600m, 1600Mi",
        "4096 mebibytes, 4Gi",
        "4g, 4Gi",
        "5 tb, 5Ti",
        "2048t, 2048Ti"
    })
    void kubernetesGetsTheLargestUnitThatIsWhole(String text, String written) {
        assertThat(MemorySize.parse(text).orElseThrow().inKubernetes()).isEqualTo(written);
    }

    @Test
    void amountsAreComparedByTheirBytes() {
        assertThat(new MemorySize(1L << 20))
                .isEqualByComparingTo(new MemorySize(1 << 20))
                .isGreaterThan(new MemorySize((1 << 20) - 1));
    }
}

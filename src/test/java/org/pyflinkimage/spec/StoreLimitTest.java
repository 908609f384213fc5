package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLimitTest {

    @ParameterizedTest
    @CsvSource({
        "10 GB, 10000000000",
        "10GB, 10000000000",
        "' 10 gb ', 10000000000",
        "500 MB, 500000000",
        "1 KB, 1000",
        "2TB, 2000000000000",
        "10GiB, 10737418240",
        "1 KiB, 1024",
        "1.5 MiB, 1572864",
        "0.001 KB, 1",
        "0 GB, 0",
        "999999 TiB, 1099510528264372224",
        "none, 9223372036854775807",
        "NONE, 9223372036854775807",
    })
    void numberAndUnitAreALimit(String text, long bytes) {
        assertThat(StoreLimit.parse(text).orElseThrow().bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "GB",
                "10 G",
                "10 Gb/s",
                "-1 GB",
                "+1 GB",
                "1e3 MB",
                "1,5 GB",
                "1. GB",
                ".5 GB",
                "10  GB",
                "1.2345 GB",
                "1000000 GB",
                "10 PB",
                "10 iB",
                "10 bytes",
                "unlimited",
                "10 GB 5 MB",
                "١٠ GB",
                "10\nGB"
            })
    void allElseIsAProblem(String text) {
        assertThat(StoreLimit.parse(text)).isEmpty();
        assertThat(StoreLimit.noLimit(text).toText())
                .contains("[PYF-544]", "`<storeLimit>` (-Dpyflink.storeLimit)", "-Dpyflink.storeLimit=10GB");
    }

    @Test
    void usualLimitIsWhatItSays() {
        assertThat(StoreLimit.parse(StoreLimit.USUAL.text())).contains(StoreLimit.USUAL);
        assertThat(StoreLimit.parse(StoreLimit.NONE.text())).contains(StoreLimit.NONE);
    }

    @Test
    void limitItselfMayBeReached() {
        StoreLimit limit = StoreLimit.parse("1 KB").orElseThrow();

        assertThat(limit.isBelow(1000)).isFalse();
        assertThat(limit.isBelow(1001)).isTrue();
    }
}

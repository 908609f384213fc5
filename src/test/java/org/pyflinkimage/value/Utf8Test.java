package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "61, a",
        "c3a9, \u00e9",
        "f09f9880, \ud83d\ude00",
        "efbfbd, \ufffd",
    })
    void textIsShownAsItIs(String bytes, String text) {
        assertThat(Utf8.read(HexFormat.of().parseHex(bytes))).contains(text);
        assertThat(Utf8.shown(HexFormat.of().parseHex(bytes))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "e9, \\xe9",
        "61e962, a\\xe9b",
        "c3, \\xc3",
        "c3a9e9c3a9, \u00e9\\xe9\u00e9",
        "ff3f, \\xff?",
        "80, \\x80",
        "eda080, \\xed\\xa0\\x80",
        "f09f98, \\xf0\\x9f\\x98",
        "c080, \\xc0\\x80",
    })
    void otherBytesAreWrittenOut(String bytes, String shown) {
        assertThat(Utf8.read(HexFormat.of().parseHex(bytes))).isEmpty();
        assertThat(Utf8.shown(HexFormat.of().parseHex(bytes))).isEqualTo(shown);
    }

    @Test
    void manyAreShownInOneGo() {
        byte[] bytes = new byte[1 << 20];
        java.util.Arrays.fill(bytes, (byte) 0xe9);

        assertThat(Utf8.shown(bytes)).hasSize(4 << 20).startsWith("\\xe9\\xe9");
    }
}

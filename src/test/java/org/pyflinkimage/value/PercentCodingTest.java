package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
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

    /** What uv follows of an index's links, as it writes them down. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "https://h/f/[a]/x.whl, https://h/f/%5Ba%5D/x.whl",
                "https://h/a|b^c`{d}, https://h/a%7Cb%5Ec%60%7Bd%7D",
                "https://h/100%/x, https://h/100%25/x",
                "https://h/%2/%zz/%41, https://h/%252/%25zz/%41",
                "https://h/x?a=[b]|c, https://h/x?a=%5Bb%5D%7Cc",
                "https://h?a=[b], https://h?a=%5Bb%5D",
                "https://[::1]:8/a, https://[::1]:8/a",
                "https://h/é/😀, https://h/%C3%A9/%F0%9F%98%80",
                "file:///srv/a b/[x], file:///srv/a%20b/%5Bx%5D",
                "https://h/a%2Bb/c+d~e?f=g&h#i, https://h/a%2Bb/c+d~e?f=g&h#i",
                "https://h, https://h",
                "a/[b], a/[b]"
            })
    void addressIsOneForJava(String text, String wellFormed) {
        assertThat(PercentCoding.wellFormed(text)).isEqualTo(wellFormed);
        if (text.contains("://")) {
            assertThat(URI.create(wellFormed).getRawPath()).isNotNull();
        }
    }
}

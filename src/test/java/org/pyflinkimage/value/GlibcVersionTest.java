package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlibcVersionTest {

    @Test
    void isReadAndWritten() {
        assertThat(GlibcVersion.parse("2.36")).contains(new GlibcVersion(36));
        assertThat(new GlibcVersion(17)).hasToString("2.17");
    }

    @Test
    void ordersByNumber() {
        assertThat(new GlibcVersion(5)).isLessThan(new GlibcVersion(17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "1.36", "2.36.1", "2.x", "22.36", "2.36-9"})
    void otherTextsAreNone(String text) {
        assertThat(GlibcVersion.parse(text)).isEmpty();
    }
}

package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.GlibcVersion;

class LibcTest {

    @Test
    void isOneOfTwo() {
        assertThat(Libc.parse("glibc 2.12")).isEqualTo(new Libc.Glibc(new GlibcVersion(12)));
        assertThat(Libc.parse("musl 1.2")).isEqualTo(new Libc.Musl());
    }

    @ParameterizedTest
    @ValueSource(strings = {"glibc", "glibc 1.0", "muslin 1", "uclibc 1.0"})
    void otherTextIsAMistakeInTheFacts(String text) {
        assertThatThrownBy(() -> Libc.parse(text)).hasMessageContaining(text);
    }
}

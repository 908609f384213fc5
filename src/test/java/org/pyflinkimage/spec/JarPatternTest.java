package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarPatternTest {

    @ParameterizedTest
    @CsvSource({
        "g:a,     g,       a,      true",
        "g:a,     g,       ab,     false",
        "g:a,     gg,      a,      false",
        "g:*,     g,       any,    true",
        "*:a,     x.y,     a,      true",
        "*:*,     x.y,     any,    true",
        "g:a-*,   g,       a-b,    true",
        "g:a-*,   g,       a,      false",
        "g.*:a,   g.h,     a,      true",
        "g.h:a,   gxh,     a,      false",
        "g:*-a*,  g,       x-ab,   true",
        "' g:a ', g,       a,      true"
    })
    void starStandsForAnyCharacters(String pattern, String group, String artifact, boolean matches) {
        assertThat(JarPattern.parse(pattern).orElseThrow().matches(group, artifact))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"''", "a", "':'", "a:", ":a", "a:b:c", "a b:c", "a:${b}", "a:[b]", "a:b?"})
    void otherTextsAreNone(String text) {
        assertThat(JarPattern.parse(text)).isEmpty();
    }

    @Test
    void manyStarsTakeNoTime() {
        JarPattern pattern = JarPattern.parse("g:" + "*a".repeat(200) + "*b").orElseThrow();

        assertThat(pattern.matches("g", "a".repeat(5000))).isFalse();
    }
}

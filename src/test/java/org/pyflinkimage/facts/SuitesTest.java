package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

class SuitesTest {

    private final Suites suites = Facts.shipped().suites();

    @Test
    void suitesNameTheirSource() {
        assertThat(suites.source()).startsWith("facts/suites.json: ").contains("checked 20");
        assertThat(suites.all())
                .extracting(found -> found.name().toString())
                .containsExactly("bullseye", "bookworm", "trixie", "jammy", "noble");
    }

    @ParameterizedTest
    @CsvSource({"11, 3.9, bullseye", "17, 3.11, bookworm", "21, 3.13, trixie", "25, 3.13, trixie", "8, 3.12, noble"})
    void combinationIsServedByTheSuiteThatHasBoth(int java, String python, String suite) {
        assertThat(suites.having(
                        new JavaVersion(java), PythonMinor.parse(python).orElseThrow()))
                .extracting(found -> found.name().toString())
                .containsExactly(suite);
    }

    @Test
    void combinationThatNoSuiteHasIsServedByNone() {
        assertThat(suites.having(new JavaVersion(25), new PythonMinor(11))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bookworm, debian:bookworm-slim", "noble, ubuntu:noble"})
    void suiteHasABaseImage(String name, String image) {
        Suite suite = suites.find(name).orElseThrow();

        assertThat(suite.family().imageOf(suite.name())).isEqualTo(image);
    }

    @Test
    void suiteTellsPeopleWhatItHas() {
        assertThat(suites.find("trixie").orElseThrow()).hasToString("Debian trixie: Python 3.13 with Java 21, 25");
        assertThat(suites.find("warty")).isEmpty();
    }
}

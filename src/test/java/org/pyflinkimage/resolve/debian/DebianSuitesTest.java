package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

class DebianSuitesTest {

    @Test
    void suitesNameTheirSource() {
        DebianSuites suites = DebianSuites.read();

        assertThat(suites.source()).contains("suites.json").contains("checked 20");
        assertThat(suites.all())
                .extracting(DebianSuite::name)
                .containsExactly("bullseye", "bookworm", "trixie", "jammy", "noble");
        assertThat(suites.having(new JavaVersion(11), new PythonMinor(9)))
                .singleElement()
                .extracting(DebianSuite::name)
                .isEqualTo("bullseye");
    }
}

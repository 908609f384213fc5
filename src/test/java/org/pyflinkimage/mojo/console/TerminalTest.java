package org.pyflinkimage.mojo.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void isPlainInCiOnDumbTerminalsAndWithoutColor() {
        Properties colorless = new Properties();
        colorless.setProperty("style.color", "never");

        assertThat(Terminal.isColorful(new Properties(), Map.of("TERM", "xterm")))
                .isTrue();
        assertThat(Terminal.isColorful(new Properties(), Map.of("CI", "true"))).isFalse();
        assertThat(Terminal.isColorful(new Properties(), Map.of("TERM", "dumb")))
                .isFalse();
        assertThat(Terminal.isColorful(colorless, Map.of())).isFalse();
    }
}

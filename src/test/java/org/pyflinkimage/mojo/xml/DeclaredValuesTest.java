package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Element;

class DeclaredValuesTest {

    private final Properties commandLine = new Properties();
    private final Properties project = new Properties();
    private final DeclaredValues values = new DeclaredValues(commandLine, project);

    @Test
    void commandLineWinsThenConfigurationThenProperties() {
        assertThat(values.text("p", null)).isEmpty();
        project.setProperty("p", "project");
        assertThat(values.text("p", null)).contains("project");
        assertThat(values.text("p", "xml")).contains("xml");
        commandLine.setProperty("p", "command");
        assertThat(values.text("p", "xml")).contains("command");
    }

    @Test
    void listsOfPropertiesHaveCommas() {
        project.setProperty("p", "a, b");
        assertThat(values.list("p", null)).contains(List.of("a", "b"));
        assertThat(values.list("p", List.of("a,b"))).contains(List.of("a,b"));
        commandLine.setProperty("p", "");
        assertThat(values.list("p", List.of("xml"))).contains(List.of());
    }

    @Test
    void elementsThatMavenDroppedAreKept() {
        assertThat(values.list("p", Arrays.asList((String) null)).orElseThrow()).containsExactly((String) null);
    }

    @Test
    void switchIsTurnedOnByItsNameAlone() {
        assertThat(values.isOn(Element.LOCKED, "false")).isFalse();
        commandLine.setProperty("pyflink.locked", "");
        assertThat(values.isOn(Element.LOCKED, "false")).isTrue();
        commandLine.setProperty("pyflink.locked", "false");
        assertThat(values.isOn(Element.LOCKED, "true")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' true ', true", "false, false", "'', false", "yes, false", "1, false"})
    void switchIsOnWhereItSaysSo(String text, boolean on) {
        assertThat(values.isOn(Element.SKIP, text)).isEqualTo(on);
        project.setProperty("pyflink.skip", text);
        assertThat(values.isOn(Element.SKIP, null)).isEqualTo(on);
    }
}

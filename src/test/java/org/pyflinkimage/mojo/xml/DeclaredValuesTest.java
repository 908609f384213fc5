package org.pyflinkimage.mojo.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

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
        assertThat(values.isOn("p", false)).isFalse();
        commandLine.setProperty("p", "");
        assertThat(values.isOn("p", false)).isTrue();
        commandLine.setProperty("p", "false");
        assertThat(values.isOn("p", true)).isFalse();
    }
}

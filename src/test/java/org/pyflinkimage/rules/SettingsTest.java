package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.config;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.rules.Subject.Texts;

class SettingsTest {

    @Test
    void nestedKeysAreJoinedAsFlinkJoinsThem() {
        Settings settings = ofFile("config.yaml", """
                # ports
                rest:
                  port: 8082
                  bind-address: "0.0.0.0" # everywhere
                taskmanager:
                  memory:
                    process:
                      size: '2 gb'
                  numberOfTaskSlots: 4
                parallelism.default: 2
                empty:
                """);

        assertThat(settings.all())
                .extracting(setting -> setting.key() + "=" + setting.value())
                .containsExactly(
                        "rest.port=8082",
                        "rest.bind-address=0.0.0.0",
                        "taskmanager.memory.process.size=2 gb",
                        "taskmanager.numberOfTaskSlots=4",
                        "parallelism.default=2");
    }

    @Test
    void declaredValueIsPutOverTheFiles() {
        Subject subject = config("2.3.0", Map.of("rest.port", " 9000 "))
                .withTexts(new Texts(Map.of("config.yaml", "rest.port: 8082\n"), Map.of()));

        assertThat(Settings.of(subject, ConfigurationFormat.YAML).find("rest.port"))
                .contains(new Setting("rest.port", "9000", Settings.DECLARED));
    }

    @Test
    void emptyDeclaredValueTakesAKeyOutButOfTheJvmsOptions() {
        Subject subject = config("2.3.0", Map.of("rest.port", "", Settings.JVM_OPTIONS, ""))
                .withTexts(new Texts(Map.of("config.yaml", "rest.port: 8082\n"), Map.of()));

        assertThat(Settings.of(subject, ConfigurationFormat.YAML).all())
                .containsExactly(new Setting(Settings.JVM_OPTIONS, "", Settings.DECLARED));
    }

    @Test
    void linesOfTheEntrypointsVariableAreWrittenOverAllOthers() {
        Subject subject = config("2.3.0", Map.of("rest.port", "9000"))
                .withContainer(Containers.environment(Map.of("FLINK_PROPERTIES", "rest.port: 9001\nx: y")));

        assertThat(Settings.of(subject, ConfigurationFormat.YAML).all())
                .containsExactly(
                        new Setting("rest.port", "9001", "FLINK_PROPERTIES"),
                        new Setting("x", "y", "FLINK_PROPERTIES"));
    }

    @Test
    void repeatedKeyIsRememberedAndTheLaterLineWins() {
        Settings settings = ofFile("flink-conf.yaml", "a.b: 1\na.b: 2\n");

        assertThat(settings.find("a.b")).map(Setting::value).contains("2");
        assertThat(settings.repeated()).isEqualTo(List.of(new Setting("a.b", "2", "flink-conf.yaml")));
    }

    private static Settings ofFile(String file, String text) {
        return Settings.of(
                config("2.3.0", Map.of()).withTexts(new Texts(Map.of(file, text), Map.of())), ConfigurationFormat.YAML);
    }
}

package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.config;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.rules.Subject.Texts;

class FoundSettingsTest {

    @Test
    void nestedKeysAreJoinedAsFlinkJoinsThem() {
        FoundSettings settings = ofFile("config.yaml", """
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

    /** Whatever YAML allows, which Flink reads as this build does. */
    @Test
    void fileIsReadAsFlinkReadsIt() {
        FoundSettings settings = ofFile("config.yaml", """
                taskmanager.numberOfTaskSlots: &slots 4
                parallelism.default: *slots
                "rest.port": 8082
                execution.checkpointing: {interval: 10 s}
                pipeline.jars:
                  - file:///opt/flink/usrlib/a.jar
                env.java.opts.jobmanager: >-
                  -Da=b
                  -Dc=d
                kubernetes.jobmanager.tolerations:
                  - key: dedicated
                    value: flink
                """);

        assertThat(settings.find("taskmanager.numberOfTaskSlots"))
                .map(FoundSetting::value)
                .contains("4");
        assertThat(settings.find("parallelism.default"))
                .map(FoundSetting::value)
                .contains("4");
        assertThat(settings.find("rest.port")).map(FoundSetting::value).contains("8082");
        assertThat(settings.find("execution.checkpointing.interval"))
                .map(FoundSetting::value)
                .contains("10 s");
        assertThat(settings.find("pipeline.jars").orElseThrow().value()).contains("/opt/flink/usrlib/a.jar");
        assertThat(settings.find("env.java.opts.jobmanager"))
                .map(FoundSetting::value)
                .contains("-Da=b -Dc=d");
        assertThat(settings.find("kubernetes.jobmanager.tolerations.value")).isEmpty();
    }

    /** A rule tells that it is none; what its lines say is judged all the same. */
    @Test
    void whatIsNoFileIsReadLineByLine() {
        assertThat(ofFile("config.yaml", "rest.port: 8082\n\t- {\n").find("rest.port"))
                .map(FoundSetting::value)
                .contains("8082");
    }

    @Test
    void declaredValueIsPutOverTheFiles() {
        Subject subject = config("2.3.0", Map.of("rest.port", " 9000 "))
                .withTexts(new Texts(Map.of("config.yaml", "rest.port: 8082\n"), Map.of()));

        assertThat(FoundSettings.of(subject, ConfigurationFormat.YAML).find("rest.port"))
                .contains(new FoundSetting("rest.port", "9000", FoundSettings.DECLARED));
    }

    @Test
    void emptyDeclaredValueTakesAKeyOutButOfTheJvmsOptions() {
        Subject subject = config("2.3.0", Map.of("rest.port", "", FlinkConfiguration.JVM_OPTIONS, ""))
                .withTexts(new Texts(Map.of("config.yaml", "rest.port: 8082\n"), Map.of()));

        assertThat(FoundSettings.of(subject, ConfigurationFormat.YAML).all())
                .containsExactly(new FoundSetting(FlinkConfiguration.JVM_OPTIONS, "", FoundSettings.DECLARED));
    }

    @Test
    void linesOfTheEntrypointsVariableAreWrittenOverAllOthers() {
        Subject subject = config("2.3.0", Map.of("rest.port", "9000"))
                .withContainer(Containers.environment(Map.of("FLINK_PROPERTIES", "rest.port: 9001\nx: y")));

        assertThat(FoundSettings.of(subject, ConfigurationFormat.YAML).all())
                .containsExactly(
                        new FoundSetting("rest.port", "9001", "FLINK_PROPERTIES"),
                        new FoundSetting("x", "y", "FLINK_PROPERTIES"));
    }

    @Test
    void repeatedKeyIsRememberedAndTheLaterLineWins() {
        FoundSettings settings = ofFile("flink-conf.yaml", "a.b: 1\na.b: 2\n");

        assertThat(settings.find("a.b")).map(FoundSetting::value).contains("2");
        assertThat(settings.repeated()).isEqualTo(List.of(new FoundSetting("a.b", "2", "flink-conf.yaml")));
    }

    private static FoundSettings ofFile(String file, String text) {
        return FoundSettings.of(
                config("2.3.0", Map.of()).withTexts(new Texts(Map.of(file, text), Map.of())), ConfigurationFormat.YAML);
    }
}

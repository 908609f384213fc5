package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.Golden;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Logging;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.spec.Logging.Level;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class LoggingFilesTest {

    private static final UnixPath CONSOLE = UnixPath.of("/opt/flink/conf/log4j-console.properties");
    private static final UnixPath CLI = UnixPath.of("/opt/flink/conf/log4j-cli.properties");
    private static final UnixPath CONFIG = UnixPath.of("/opt/flink/conf/config.yaml");

    @TempDir
    private Path folder;

    @Test
    void levelsAreWrittenForClustersAndClients() throws IOException {
        ImageSpec spec = logging("2.3.0", Layout.TEXT, Map.of("root", Level.WARN, "org.apache.flink", Level.DEBUG));

        for (UnixPath file : new UnixPath[] {CONSOLE, CLI}) {
            assertThat(render(spec, file))
                    .contains("rootLogger.level = ${env:ROOT_LOG_LEVEL:-WARN}\n")
                    .contains("logger.declared1.name = org.apache.flink\nlogger.declared1.level = DEBUG\n");
        }
    }

    @Test
    void declaredLevelReplacesThatOfTheTemplate() throws IOException {
        ImageSpec spec = logging("2.3.0", Layout.TEXT, Map.of("org.apache.kafka", Level.TRACE));

        assertThat(render(spec, CONSOLE))
                .containsOnlyOnce("= org.apache.kafka\n")
                .contains("logger.declared1.name = org.apache.kafka\nlogger.declared1.level = TRACE\n")
                .doesNotContain("logger.kafka.");
    }

    @Test
    void jsonGoesToTheConsoleAndTextToTheFileOfTheWebInterface() throws IOException {
        String text = render(logging("2.3.0", Layout.JSON, Map.of()), CONSOLE);

        assertThat(text)
                .contains("appender.console.layout.type = JsonTemplateLayout\n")
                .contains("appender.rolling.layout.type = PatternLayout\n");
        // JsonLogIT starts a JobManager with it.
        Golden.assertMatches("template/log4j-console-json.properties", text);
    }

    @Test
    void ownFileIsUsedAsItIs() throws IOException {
        Files.writeString(folder.resolve("log4j-console.properties"), "rootLogger.level = [=x]\r\n");

        assertThat(render(Specs.spec("2.3.0"), CONSOLE)).isEqualTo("rootLogger.level = [=x]\n");
    }

    @Test
    void ownConfigurationIsABaseThatFlinkConfigIsPutOver() throws IOException {
        Files.writeString(
                folder.resolve("config.yaml"), "taskmanager:\n  numberOfTaskSlots: 7\nparallelism.default: 5\n");
        ImageSpec spec = Specs.spec("2.3.0", Map.of("parallelism.default", "9"), Optional.empty());

        assertThat(render(spec, CONFIG))
                .contains(
                        "\ntaskmanager.numberOfTaskSlots: 7\n",
                        "\nparallelism.default: 9\n",
                        "\nenv.java.opts.all: --add-");
    }

    @Test
    void ownConfigurationOfTheOlderFormServesANewerFlink() throws IOException {
        Files.writeString(folder.resolve("flink-conf.yaml"), "taskmanager.numberOfTaskSlots: 7 # seven\n");

        assertThat(render(Specs.spec("2.3.0"), CONFIG)).contains("\ntaskmanager.numberOfTaskSlots: 7\n");
    }

    @Test
    void ownConfigurationThatIsNoYamlIsAProblem() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "a: b: c\n");

        assertThatThrownBy(() -> render(Specs.spec("2.3.0"), CONFIG))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-701] `config.yaml` in `<templates>`");
    }

    private String render(ImageSpec spec, UnixPath file) throws IOException {
        String flink = spec.combination().flink().toString();
        return new ImageFiles(new Templates(Optional.of(folder)))
                .render(spec, Specs.shipped(flink))
                .get(file)
                .text();
    }

    private static ImageSpec logging(String flink, Layout layout, Map<String, Level> levels) {
        return Specs.spec(flink)
                .with(DeclaredSettings.standard().withLogging(new Logging(new TreeMap<>(levels), layout)));
    }
}

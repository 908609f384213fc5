package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;

/**
 * A mounted {@code config.yaml} that Flink has to flatten, with values of several lines. What Flink says of it is recorded by
 * {@code flink-reads-configuration.sh}.
 */
class EntrypointFlattenTest extends EntrypointFixture {

    private static final Path RECORDED = Path.of("src/test/resources/org/pyflinkimage/flink/flattened");

    private String mounted = "";

    @BeforeEach
    void java() throws IOException {
        baked = "env.java.opts.all: %s\n".formatted(OPENS);
        answer(Files.readString(RECORDED.resolve("answer.txt")));
        mounted = Files.readString(RECORDED.resolve("config.yaml"));
        configure(NEW, mounted);
        environment.put("PORT", "80");
    }

    private void answer(String text) throws IOException {
        Path java = folder.resolve("java/bin/java");
        write(folder.resolve("answer.txt"), text);
        program(java, "#!/bin/sh\ncat '%s'\n".formatted(folder.resolve("answer.txt")));
        environment.put("JAVA_HOME", java.getParent().getParent().toString());
    }

    @Test
    void everyValueStaysAsItIs() throws Exception {
        Map<String, String> expected = new TreeMap<>(
                FlinkConfiguration.read(NEW, ConfigurationFormat.YAML, mounted).values());
        expected.keySet().removeIf(key -> key.startsWith("env."));
        expected.replaceAll((key, value) -> value.replace("${PORT}", "80"));

        Run run = run(NEW, "", "taskmanager");

        assertThat(expected).hasSizeGreaterThan(18).containsEntry("pipeline.name", "my job 80\n");
        assertThat(settingsOf(run)).containsAllEntriesOf(expected);
        assertThat(run.errors()).contains("there is no variable MISSING, ${MISSING} stays as it is");
    }

    @Test
    void whatScriptsReadIsOneLine() throws Exception {
        assertThat(settingsOf(run(NEW, "", "taskmanager")))
                .containsEntry("env.java.opts.all", OPENS + " -Dx=1 -Dy=2")
                .containsEntry("env.java.opts.taskmanager", "-Da=80 -Db=2")
                .containsEntry("env.log.dir", "/logs");
    }

    @Test
    void furtherOptionsComeBehindThem() throws Exception {
        environment.put("FLINK_PROPERTIES", "env.java.opts.all: -Dz=3\npipeline.name: other");

        assertThat(settingsOf(run(NEW, "", "taskmanager")))
                .containsEntry("env.java.opts.all", OPENS + " -Dx=1 -Dy=2 -Dz=3")
                .containsEntry("pipeline.name", "other");
    }

    @Test
    void propertiesThatScriptsReadAreOneLineToo() throws Exception {
        environment.put("OPTIONS", "-Da=1\n-Db=2");
        environment.put("ALL", OPENS + "\n-Dx=1\n-Dy=2\n-Dz=3");
        environment.put("FLINK_PROPERTIES", """
                env.java.opts.taskmanager: ${OPTIONS}
                env.java.opts.jobmanager: "$OPTIONS"
                env.java.opts.client: '-Dc=1'
                env.log.dir: "/logs/of a\\n"
                env.java.opts.all: $ALL
                pipeline.name: $OPTIONS
                """);

        assertThat(settingsOf(run(NEW, "", "taskmanager")))
                .containsEntry("env.java.opts.taskmanager", "-Da=1 -Db=2")
                .containsEntry("env.java.opts.jobmanager", "-Da=1 -Db=2")
                .containsEntry("env.java.opts.client", "-Dc=1")
                .containsEntry("env.log.dir", "/logs/of a")
                .containsEntry("env.java.opts.all", OPENS + " -Dx=1 -Dy=2 -Dz=3")
                .containsEntry("pipeline.name", "-Da=1\n-Db=2");
    }

    @Test
    void furtherOptionsOfSeveralLinesComeBehindThem() throws Exception {
        environment.put("OPTIONS", "-Da=1\n-Db=2");
        environment.put("FLINK_PROPERTIES", "env.java.opts.all: $OPTIONS");

        assertThat(settingsOf(run(NEW, "", "taskmanager")))
                .containsEntry("env.java.opts.all", OPENS + " -Dx=1 -Dy=2 -Da=1 -Db=2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `k: |\\n  a\\n  b\\n`           | `a\\nb\\n`
            `k: |-\\n  a\\n  rest.port: 1`  | `a\\nrest.port: 1`
            `k: |2+\\n    a\\n\\n`          | `  a\\n\\n`
            `k: '|'`                        | `|`
            `k: 'a: |'`                     | `a: |`
            """)
    void blockIsOneValue(String answer, String expected) throws Exception {
        answer("INFO k: |\n  logged\nBASH_JAVA_UTILS_EXEC_RESULT:" + answer.replace("\\n", "\n")
                + "\nBASH_JAVA_UTILS_EXEC_RESULT:last: 1\n");

        assertThat(settingsOf(run(NEW, "", "taskmanager")))
                .containsEntry("last", "1")
                .doesNotContainKey("rest.port")
                .extractingByKey("k")
                .asString()
                .startsWith(expected.replace("\\n", "\n"));
    }

    /** The image's options are all there, so that nothing else would write them anew. */
    @ParameterizedTest
    @ValueSource(strings = {"|\n  M -Dx=1", "|-\n  -Dx=1\n  M", "\"M\\n-Dx=1\\t\\n\""})
    void optionsThatAreAllThereAreOneLineToo(String value) throws Exception {
        answer("BASH_JAVA_UTILS_EXEC_RESULT:env.java.opts.all: " + value.replace("M", OPENS) + "\n");

        assertThat(settingsOf(run(NEW, "", "taskmanager")).get("env.java.opts.all"))
                .contains(OPENS, "-Dx=1")
                .doesNotContain("\n", "|");
    }
}

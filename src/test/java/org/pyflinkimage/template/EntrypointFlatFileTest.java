package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;

/** A mounted {@code flink-conf.yaml}, whose lines are read here as Flink up to 1.18 reads them. */
class EntrypointFlatFileTest extends EntrypointFixture {

    private static SortedMap<String, String> read(List<String> lines) {
        return FlinkConfiguration.read(OLD, ConfigurationFormat.FLAT, String.join("\n", lines))
                .values();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `rest.port: 1\\n  indented: 2\\nz: 3`          | indented
            `rest.port: 1\\n- a: 2`                        | - a
            `rest.port : 1\\n\\tindented: 2`               | indented
            `  rest.port: 1\\n    indented: 2`             | indented
            """)
    void lineBehindAReplacedOneStays(String text, String key) throws Exception {
        configure(OLD, text.replace("\\n", "\n").replace("\\t", "\t") + "\n");
        environment.put("FLINK_PROPERTIES", "rest.port: 9");

        List<String> lines = linesOf(run(OLD, "", "taskmanager"));

        assertThat(read(lines)).containsEntry("rest.port", "9").containsEntry(key, "2");
        assertThat(lines.stream().filter(line -> line.contains("rest.port"))).hasSize(1);
    }

    @Test
    void indentedKeysAreConfigured() throws Exception {
        configure(OLD, "  blob.server.port: 7\n  env.java.opts: -Da=1\n  jobmanager.rpc.address: localhost\n");

        assertThat(read(linesOf(run(OLD, "", "jobmanager"))))
                .containsEntry("blob.server.port", "7")
                .containsEntry("jobmanager.rpc.address", "localhost");
    }

    /** What is set anew is set, and everything else is what Flink would have read. */
    @Test
    void replacingKeysChangesNoOther() throws Exception {
        Random random = new Random(Long.getLong("samples.seed", 7));
        List<String> pieces = List.of("a", "b", "c.d", ":", ": ", " ", "  ", "#", "-", "\t", "'", "\"", "x", "1");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            int length = random.nextInt(7);
            for (int j = 0; j < length; j++) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            text.append('\n');
        }
        configure(OLD, text.toString());
        environment.put("FLINK_PROPERTIES", "a: new\nc.d: new");

        SortedMap<String, String> expected =
                new TreeMap<>(read(text.toString().lines().toList()));
        expected.putAll(Map.of("a", "new", "c.d", "new"));

        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(read(linesOf(run(OLD, "", "taskmanager")))).containsAllEntriesOf(expected);
    }
}

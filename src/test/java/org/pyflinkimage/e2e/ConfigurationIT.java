package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.FlinkChange;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkVersion;

/** The reviewed configuration files, read by Flink itself: its GlobalConfiguration, in its JVM. */
@ExtendWith(LoadedImages.Resolver.class)
class ConfigurationIT {

    private static final Path GOLDEN = Path.of("src/test/resources/org/pyflinkimage/template");
    private static final Path SHIPPED = Path.of("src/test/resources/org/pyflinkimage/flink");
    private static final String OPTIONS = "env.java.opts.all";

    /** Each file by a Flink that reads its form: the real one where an image was built, else the nearest that was. */
    @ParameterizedTest
    @CsvSource({
        "1.16.3, FOUNDING",
        "1.17.1, FOUNDING",
        "1.18.1, FOUNDING",
        "1.19.3, NEWEST",
        "1.20.5, NEWEST",
        "2.0.1, NEWEST",
        "2.2.1, NEWEST",
        "2.3.0, NEWEST"
    })
    void flinkReadsWhatWasDeclared(String version, BuiltProject project, LoadedImages images) throws IOException {
        FlinkVersion flink = FlinkVersion.parse(version).orElseThrow();
        Path folder = GOLDEN.resolve(version).resolve("opt/flink/conf");

        Map<String, String> read = readByFlink(folder, project, images);

        assertThat(read).isEqualTo(expected(flink));
        assertThat(read).containsEntry("taskmanager.numberOfTaskSlots", "4");
        assertThat(read.get(options(flink))).endsWith("-Dfoo=1 -Dbar=2");
    }

    /** What ImageFilesTest rendered the file from: what this Flink ships, what a container needs, what is declared there. */
    private static Map<String, String> expected(FlinkVersion flink) throws IOException {
        FlinkConfiguration shipped = FlinkConfiguration.read(
                flink,
                Facts.shipped().changes().configurationFormat(flink),
                Files.readString(SHIPPED.resolve("shipped-" + flink + ".yaml")));
        Map<String, String> values = new TreeMap<>(shipped.values());
        values.putAll(Map.of(
                "jobmanager.rpc.address", "jobmanager",
                "jobmanager.bind-host", "0.0.0.0",
                "taskmanager.bind-host", "0.0.0.0",
                "rest.address", "0.0.0.0",
                "rest.bind-address", "0.0.0.0",
                "taskmanager.rpc.port", "6122",
                "blob.server.port", "6124",
                "query.server.port", "6125"));
        values.put("python.executable", "/opt/venv/bin/python");
        values.put("python.client.executable", "/opt/venv/bin/python");
        values.remove("taskmanager.host");
        values.put("taskmanager.numberOfTaskSlots", "4");
        String ownOptions = values.getOrDefault(options(flink), "");
        values.put(options(flink), (ownOptions + " -Dfoo=1 -Dbar=2").strip());
        return values;
    }

    /** The key that the release's own script reads. */
    private static String options(FlinkVersion flink) {
        return Facts.shipped().changes().has(flink, FlinkChange.OPTIONS_OF_ALL_JVMS) ? OPTIONS : "env.java.opts";
    }

    private static Map<String, String> readByFlink(Path folder, BuiltProject project, LoadedImages images)
            throws JsonProcessingException {
        try (Container container =
                images.of(project).container().mount(folder, "/rendered").start("sleep", "60")) {
            List<String> lines = container
                    .python("read_configuration.py", "/rendered")
                    .lines()
                    .toList();
            Map<String, String> values = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field :
                    new ObjectMapper().readTree(lines.get(lines.size() - 1)).properties()) {
                values.put(field.getKey(), field.getValue().asText());
            }
            return values;
        }
    }
}

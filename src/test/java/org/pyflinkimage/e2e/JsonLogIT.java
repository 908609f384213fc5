package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console of a JobManager whose log4j-console.properties was rendered with {@code <log4jLayout>json}. */
@ExtendWith(LoadedImages.Resolver.class)
class JsonLogIT {

    private static final Path RENDERED =
            Path.of("src/test/resources/org/pyflinkimage/template/log4j-console-json.properties");

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyLineOfTheConsoleIsAnObject(LoadedImages images) {
        ContainerRequest request =
                images.of(BuiltProject.NEWEST).container().mount(RENDERED, "/opt/flink/conf/log4j-console.properties");
        try (Container container = request.hostName("jobmanager").start("jobmanager")) {
            new WebInterface(container, 8081).await("/config");

            List<JsonNode> events = events(container.standardOutput());

            assertThat(events).hasSizeGreaterThan(20).allSatisfy(event -> {
                assertThat(event.required("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
                assertThat(event.required("log.level").asText()).isIn("INFO", "WARN");
                assertThat(event.required("message").isTextual()).isTrue();
            });
            assertThat(events.stream().map(event -> event.required("message").asText()))
                    .anyMatch(message -> message.contains("Starting StandaloneSessionClusterEntrypoint"))
                    .anyMatch(message -> message.startsWith("Rest endpoint listening at "));
            // The web interface shows the file, which is for people.
            assertThat(new WebInterface(container, 8081).text("/jobmanager/log"))
                    .containsPattern("(?m)^[0-9-]{10} [0-9:,]{12} INFO ");
        }
    }

    /** All lines but the one that Flink's script prints before it becomes the JobManager. */
    private static List<JsonNode> events(String output) {
        List<String> lines = output.lines().toList();
        assertThat(lines.get(0)).startsWith("Starting standalonesession as a console application");
        return lines.stream().skip(1).flatMap(JsonLogIT::event).toList();
    }

    private static Stream<JsonNode> event(String line) {
        try {
            return Stream.of(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}

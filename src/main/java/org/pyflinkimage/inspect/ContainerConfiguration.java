package org.pyflinkimage.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a container of an image runs where nobody says anything else.
 *
 * @param user name or number, with or without a group behind a colon; empty for root
 * @param environment its variables
 * @param ports as they are written: {@code 8081/tcp}
 * @param volumes folders that a container keeps apart, as they are written
 * @param workingDirectory as it is written; empty for the root
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image configuration</a>
 */
public record ContainerConfiguration(
        List<String> entrypoint,
        List<String> command,
        String user,
        SortedMap<String, String> environment,
        List<String> ports,
        List<String> volumes,
        SortedMap<String, String> labels,
        String workingDirectory) {

    public ContainerConfiguration {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Reads an image's configuration; what is not of the form that it should have is passed over. */
    static ContainerConfiguration of(JsonNode image) {
        JsonNode config = image.path("config");
        SortedMap<String, String> labels = new TreeMap<>();
        config.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ContainerConfiguration(
                words(config.path("Entrypoint")),
                words(config.path("Cmd")),
                config.path("User").asText(""),
                variables(texts(config.path("Env"))),
                keys(config.path("ExposedPorts")),
                keys(config.path("Volumes")),
                labels,
                config.path("WorkingDir").asText(""));
    }

    /** A variable; an empty one counts as none. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static SortedMap<String, String> variables(List<String> lines) {
        SortedMap<String, String> variables = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }

    /** A set, which stands there as an object of empty objects. */
    private static List<String> keys(JsonNode set) {
        List<String> keys = new ArrayList<>();
        set.fieldNames().forEachRemaining(keys::add);
        Collections.sort(keys);
        return keys;
    }

    /** Words of a command. Images of an old Docker have a text there, which Docker takes for the one word of a list. */
    private static List<String> words(JsonNode command) {
        return command.isTextual() && !command.asText().isEmpty() ? List.of(command.asText()) : texts(command);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(text -> texts.add(text.asText()));
        }
        return texts;
    }
}

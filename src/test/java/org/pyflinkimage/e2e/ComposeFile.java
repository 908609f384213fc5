package org.pyflinkimage.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A rendered compose.yaml, as far as these tests look into it. */
record ComposeFile(Path path, Map<?, ?> services) {

    static ComposeFile read(Path path) {
        try {
            Load yaml = new Load(LoadSettings.builder().build());
            Map<?, ?> document = (Map<?, ?>) yaml.loadFromString(Files.readString(path));
            return new ComposeFile(path, (Map<?, ?>) document.get("services"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String image(String service) {
        return (String) merged(service).get("image");
    }

    List<String> command(String service) {
        return strings(merged(service).get("command"));
    }

    /** The service's host name; its own name where the file says nothing. */
    String hostName(String service) {
        Object name = merged(service).get("hostname");
        return name == null ? service : name.toString();
    }

    List<String> volumes(String service) {
        return strings(merged(service).get("volumes"));
    }

    Map<?, ?> environment(String service) {
        return (Map<?, ?>) merged(service).get("environment");
    }

    /** The words of a health check of the form {@code [CMD, …]}. */
    List<String> healthCheck(String service) {
        List<String> words = strings(((Map<?, ?>) merged(service).get("healthcheck")).get("test"));
        if (!words.get(0).equals("CMD")) {
            throw new AssertionError("no command without a shell: " + words);
        }
        return words.subList(1, words.size());
    }

    /** A service with what it has from {@code <<}, which YAML 1.2 does not know any more and Compose does. */
    private Map<Object, Object> merged(String service) {
        Map<?, ?> own = (Map<?, ?>) services.get(service);
        Map<Object, Object> merged = new LinkedHashMap<>();
        if (own.get("<<") instanceof Map<?, ?> inherited) {
            merged.putAll(inherited);
        }
        merged.putAll(own);
        return merged;
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }
}

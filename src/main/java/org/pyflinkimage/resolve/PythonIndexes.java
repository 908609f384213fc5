package org.pyflinkimage.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.UserEnvironment;

/**
 * The package indexes that the user's uv or pip is set up for. Where uv is told of none, what pip is told holds for uv too.
 *
 * @param main the index asked for everything; empty where the clients' own default holds
 * @param extra further indexes
 * @param variables what uv has to be told by its environment, because only pip knows it
 */
public record PythonIndexes(Optional<URI> main, List<URI> extra, Map<String, String> variables) {

    public PythonIndexes {
        extra = List.copyOf(extra);
        variables = Map.copyOf(variables);
    }

    /** Reads the user's configuration. */
    public static PythonIndexes read(UserEnvironment environment) {
        return read(environment, Path.of("/etc"));
    }

    static PythonIndexes read(UserEnvironment environment, Path systemFolder) {
        PythonIndexes ofUv = ofUv(environment, systemFolder);
        PythonIndexes ofPip = ofPip(environment, systemFolder);
        boolean uvKnows = ofUv.main.isPresent() || !ofUv.extra.isEmpty();
        return uvKnows ? new PythonIndexes(ofUv.main, ofUv.extra, ofPip.certificates(environment)) : ofPip;
    }

    /** All addresses, with the logins that they carry. */
    public List<URI> addresses() {
        return Stream.concat(main.stream(), extra.stream()).toList();
    }

    private static PythonIndexes ofUv(UserEnvironment environment, Path systemFolder) {
        List<URI> mains = new ArrayList<>(addresses(environment.variable("UV_DEFAULT_INDEX", "UV_INDEX_URL").stream()));
        List<URI> extra = new ArrayList<>(addresses(Stream.of("UV_INDEX", "UV_EXTRA_INDEX_URL")
                .flatMap(name -> environment.variable(name).stream())
                .flatMap(text -> Stream.of(text.split("\\s+")))));
        for (Path file : uvFiles(environment, systemFolder)) {
            JsonNode document = Toml.readIfPresent(file);
            for (JsonNode index : document.path("index")) {
                (index.path("default").asBoolean() ? mains : extra)
                        .addAll(addresses(Stream.of(index.path("url").asText())));
            }
            mains.addAll(addresses(Stream.of(document.path("index-url").asText())));
            document.path("extra-index-url").forEach(text -> extra.addAll(addresses(Stream.of(text.asText()))));
        }
        return new PythonIndexes(mains.stream().findFirst(), extra, Map.of());
    }

    private static List<Path> uvFiles(UserEnvironment environment, Path systemFolder) {
        return environment
                .variable("UV_CONFIG_FILE")
                .map(file -> List.of(Path.of(file)))
                .orElseGet(() -> List.of(
                        environment.configurationFolder().resolve("uv/uv.toml"),
                        systemFolder.resolve("xdg/uv/uv.toml"),
                        systemFolder.resolve("uv/uv.toml")));
    }

    private static PythonIndexes ofPip(UserEnvironment environment, Path systemFolder) {
        PipConfiguration pip = PipConfiguration.read(environment, systemFolder);
        Map<String, String> variables = new TreeMap<>();
        pip.word("index-url").ifPresent(address -> variables.put("UV_DEFAULT_INDEX", address));
        putWords(variables, "UV_INDEX", pip.words("extra-index-url"));
        putWords(variables, "UV_INSECURE_HOST", pip.words("trusted-host"));
        pip.word("cert").ifPresent(file -> variables.put("SSL_CERT_FILE", file));
        environment.variables().keySet().forEach(variables::remove);
        return new PythonIndexes(
                addresses(pip.word("index-url").stream()).stream().findFirst(),
                addresses(pip.words("extra-index-url").stream()),
                variables);
    }

    private static void putWords(Map<String, String> variables, String name, List<String> words) {
        if (!words.isEmpty()) {
            variables.put(name, String.join(" ", words));
        }
    }

    private Map<String, String> certificates(UserEnvironment environment) {
        String name = "SSL_CERT_FILE";
        String file = variables.get(name);
        return file == null || environment.variables().containsKey(name) ? Map.of() : Map.of(name, file);
    }

    /** The web addresses among texts; {@code name=address} is uv's form of a named index. */
    private static List<URI> addresses(Stream<String> texts) {
        return texts.map(text -> text.replaceFirst("^[A-Za-z0-9_.-]+=(?=[a-z]+://)", ""))
                .filter(text -> text.matches("(https?|file)://\\S+"))
                .flatMap(text -> parse(text).stream())
                .toList();
    }

    private static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

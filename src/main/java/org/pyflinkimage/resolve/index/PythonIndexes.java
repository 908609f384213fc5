package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;

/**
 * The package indexes that the user's uv or pip is set up for. Where uv is told of none, what pip is told holds for uv too, also that it
 * is to ask none ({@code no-index}): then the places count where pip looks for files.
 *
 * @param main the index asked for everything; empty where the clients' own default holds
 * @param extra further indexes
 * @param variables what uv has to be told by its environment, because only pip knows it
 */
public record PythonIndexes(Optional<URI> main, List<URI> extra, Map<String, String> variables) {

    private static final List<String> OPTIONS = List.of("--index-url", "--extra-index-url");

    private static final Set<String> NO = Set.of("0", "false", "f", "no", "n", "off");

    public PythonIndexes {
        extra = List.copyOf(extra);
        variables = Map.copyOf(variables);
    }

    /** Reads the user's configuration. */
    public static PythonIndexes read(Environment environment) {
        return read(environment, Path.of("/etc"));
    }

    /** Reads it, with what holds for all users below {@code systemFolder}. */
    public static PythonIndexes read(Environment environment, Path systemFolder) {
        PythonIndexes ofUv = ofUv(environment, systemFolder);
        PythonIndexes ofPip = ofPip(environment, systemFolder);
        boolean uvKnows = ofUv.main.isPresent() || !ofUv.extra.isEmpty();
        return uvKnows ? new PythonIndexes(ofUv.main, ofUv.extra, ofPip.certificates(environment)) : ofPip;
    }

    /** The addresses of the indexes that are asked: none where pip asks none, also where the environment was told of declared ones. */
    public static List<URI> asked(Environment environment) {
        return environment.variable(IndexVariables.NO_INDEX).isPresent()
                ? List.of()
                : read(environment).addresses();
    }

    /** All addresses, with the logins that they carry. */
    public List<URI> addresses() {
        return Stream.concat(main.stream(), extra.stream()).toList();
    }

    /** These indexes, and those that a project names: in its files of requirements, and for uv beside them. */
    public PythonIndexes withProject(Environment environment, List<PythonRequirements> requirements) {
        IndexAddress reader = new IndexAddress(environment);
        List<URI> all = new ArrayList<>(extra);
        requirements.stream()
                .flatMap(declared -> declared.lines().stream())
                .flatMap(line -> line.options().stream())
                .filter(option -> OPTIONS.contains(option.name()))
                .forEach(option -> reader.parseWithVariables(option.value()).ifPresent(all::add));
        List<Path> files = requirements.stream()
                .flatMap(declared -> declared.files().stream())
                .distinct()
                .toList();
        for (JsonNode document : new ProjectSettings(files).documents()) {
            OfUv known = new OfUv(reader);
            known.read(document);
            all.addAll(known.mains);
            all.addAll(known.extra);
        }
        return new PythonIndexes(main, all, variables);
    }

    /** What uv is told, in the order in which it counts. */
    private record OfUv(IndexAddress reader, List<URI> mains, List<URI> extra) {

        OfUv(IndexAddress reader) {
            this(reader, new ArrayList<>(), new ArrayList<>());
        }

        void read(JsonNode document) {
            for (JsonNode index : document.path("index")) {
                reader.parse(index.path("name").asText(), index.path("url").asText())
                        .ifPresent((index.path("default").asBoolean() ? mains : extra)::add);
            }
            reader.parse(document.path("index-url").asText()).ifPresent(mains::add);
            document.path("extra-index-url")
                    .forEach(text -> reader.parse(text.asText()).ifPresent(extra::add));
        }
    }

    private static PythonIndexes ofUv(Environment environment, Path systemFolder) {
        OfUv known = new OfUv(new IndexAddress(environment));
        IndexVariables.main(environment).flatMap(known.reader::parse).ifPresent(known.mains::add);
        IndexVariables.extra(environment)
                .forEach(text -> known.reader.parse(text).ifPresent(known.extra::add));
        uvFiles(environment, systemFolder).forEach(file -> known.read(Toml.readIfPresent(file)));
        return new PythonIndexes(known.mains.stream().findFirst(), known.extra, Map.of());
    }

    /**
     * The files of settings for uv that hold for the user and for the machine, of which the first is read that is there. One that is named
     * holds in any case; the others do not where uv is told to read none.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-530} where the one that is named has no path on this machine, {@code
     *     PYF-488} where it cannot be read
     */
    static List<Path> uvFiles(Environment environment, Path systemFolder) {
        Optional<Path> named = environment.file("UV_CONFIG_FILE");
        if (named.isPresent()) {
            return List.of(readable(named.get()));
        }
        ConfigurationFolders folders = ConfigurationFolders.of(environment, systemFolder);
        Stream<Path> machine = folders.ofUv().stream().map(folder -> folder.resolve("uv/uv.toml"));
        return environment
                        .variable("UV_NO_CONFIG")
                        .filter(PythonIndexes::isTrue)
                        .isPresent()
                ? List.of()
                : Stream.of(
                                Stream.of(folders.ofUser().resolve("uv/uv.toml")),
                                ofWindows(environment, "APPDATA"),
                                machine.filter(Files::isRegularFile).limit(1),
                                ofWindows(environment, "PROGRAMDATA"))
                        .flatMap(files -> files)
                        .toList();
    }

    /** uv ends without it, too: other indexes would be asked than it names. */
    private static Path readable(Path named) {
        if (!Files.isReadable(named) || Files.isDirectory(named)) {
            throw Problem.declaration("PYF-488", "`%s` cannot be read as settings for uv".formatted(named))
                    .why("`UV_CONFIG_FILE` names it, and there is no such file, or none that may be read")
                    .remedy("the path of a file that is there in `UV_CONFIG_FILE`, or take the variable out")
                    .toException();
        }
        return named;
    }

    /** What uv and pip take for the value of a switch, and do not take for no. */
    private static boolean isTrue(String value) {
        return !NO.contains(value.toLowerCase(Locale.ROOT));
    }

    private static Stream<Path> ofWindows(Environment environment, String folder) {
        return environment.path(folder).map(path -> path.resolve("uv/uv.toml")).stream();
    }

    private static PythonIndexes ofPip(Environment environment, Path systemFolder) {
        IndexAddress reader = new IndexAddress(environment);
        PipConfiguration pip = PipConfiguration.read(environment, systemFolder);
        Map<String, String> variables = new TreeMap<>();
        boolean asksNone = pip.word("no-index").filter(PythonIndexes::isTrue).isPresent();
        List<String> main =
                asksNone ? List.of() : pip.words("index-url").stream().limit(1).toList();
        List<String> further = asksNone ? List.of() : pip.words("extra-index-url");
        if (asksNone) {
            variables.put(IndexVariables.NO_INDEX, "true");
            putWords(variables, PipLinks.VARIABLE, pip.words("find-links"));
        }
        putWords(variables, "UV_DEFAULT_INDEX", main);
        putWords(variables, "UV_INDEX", further);
        putWords(variables, "UV_INSECURE_HOST", pip.words("trusted-host"));
        pip.word("cert")
                .or(() -> environment.variable("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"))
                .ifPresent(file -> variables.put("SSL_CERT_FILE", file));
        environment.variables().keySet().forEach(variables::remove);
        return new PythonIndexes(
                main.stream().flatMap(text -> reader.parse(text).stream()).findFirst(),
                further.stream().flatMap(text -> reader.parse(text).stream()).toList(),
                variables);
    }

    private static void putWords(Map<String, String> variables, String name, List<String> words) {
        if (!words.isEmpty()) {
            variables.put(name, String.join(" ", words));
        }
    }

    private Map<String, String> certificates(Environment environment) {
        String name = "SSL_CERT_FILE";
        String file = variables.get(name);
        return file == null || environment.variables().containsKey(name) ? Map.of() : Map.of(name, file);
    }
}

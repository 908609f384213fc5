package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.python.RequirementOption;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.FolderAddress;

/**
 * Where uv looks for the packages of an image, for another program that is to look nowhere else.
 *
 * @param indexes the usual one first, where it is another than the clients' own
 * @param links folders and pages of files
 * @param usual whether the index is asked that clients know by themselves
 */
public record AskedPlaces(List<URI> indexes, List<URI> links, boolean usual) {

    private static final String PIP = "/pip/";

    public AskedPlaces {
        indexes = List.copyOf(indexes);
        links = List.copyOf(links);
    }

    /**
     * What this machine's user, the project and its files of requirements say, of which each comes before the next as in uv.
     *
     * @param locked further indexes, which lock files have in them
     */
    public static AskedPlaces of(Environment environment, PythonRequirements requirements, List<URI> locked) {
        IndexAddress reader = new IndexAddress(environment);
        ObjectNode settings = settings(environment, requirements);
        List<URI> links = Stream.concat(
                        ProjectSettings.findLinks(settings).stream().map(reader::parse),
                        values("--find-links", requirements).map(reader::parseWithVariables))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (isWithoutIndex(settings, requirements)) {
            return new AskedPlaces(List.of(), links, false);
        }
        Optional<String> known = usual(settings).findFirst();
        // Of several files of requirements the last one counts, as for pip.
        Optional<String> required = values("--index-url", requirements).reduce((one, later) -> later);
        Optional<URI> main =
                known.isPresent() ? known.flatMap(reader::parse) : required.flatMap(reader::parseWithVariables);
        Stream<URI> further = Stream.concat(
                        further(settings).map(reader::parse),
                        values("--extra-index-url", requirements).map(reader::parseWithVariables))
                .flatMap(Optional::stream);
        return new AskedPlaces(
                Stream.of(main.stream(), further, locked.stream())
                        .flatMap(indexes -> indexes)
                        .distinct()
                        .toList(),
                links,
                known.isEmpty() && required.isEmpty());
    }

    /** The same with further pages of files. */
    public AskedPlaces withLinks(List<URI> pages) {
        return new AskedPlaces(
                indexes,
                Stream.concat(links.stream(), pages.stream()).distinct().toList(),
                usual);
    }

    /** The folders on this machine's disk among the links, in their order, as far as they are there. */
    public static List<Path> folders(Environment environment, PythonRequirements requirements) {
        Path base = requirements.base();
        Function<String, Optional<String>> variables = DeclaredAccess.withoutLogins(environment)::variable;
        Stream<Optional<Path>> inSettings = ProjectSettings.findLinks(settings(environment, requirements)).stream()
                .map(word ->
                        folder(word, path -> base.resolve(path).toAbsolutePath().normalize()));
        // Whoever writes a file on a server does not choose among the folders of this machine.
        Stream<Optional<Path>> inLines = requirements.lines().stream()
                .filter(line -> line.place().served().isEmpty())
                .flatMap(line -> line.values("--find-links").stream()
                        .map(word -> folder(
                                RequirementsReader.expand(word, variables),
                                path -> LinePath.found(path, LinePath.beside(line.place(), base), base))));
        return Stream.concat(inSettings, inLines)
                .flatMap(Optional::stream)
                .filter(Files::isDirectory)
                .distinct()
                .toList();
    }

    /** @param placed finds the folder of a path */
    private static Optional<Path> folder(String word, Function<String, Path> placed) {
        if (PipLinks.isOfDisk(word)) {
            return PipLinks.onDisk(word);
        }
        try {
            return Optional.of(word)
                    .filter(text -> !text.isBlank() && !FolderAddress.isMeant(text))
                    .map(placed);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode settings(Environment environment, PythonRequirements requirements) {
        ProjectSettings project = new ProjectSettings(requirements.files());
        ObjectNode settings = project.ofUv(environment);
        new IndexVariables(environment, project.folderOr(requirements.base())).addTo(settings);
        return settings;
    }

    /**
     * Those that settings have beside the usual one. Of several usual ones the first is asked alone, as by uv, and one that is for single
     * packages would be asked for all.
     */
    private static Stream<String> further(ObjectNode settings) {
        Stream<JsonNode> alone = Stream.of(settings.at(PIP + "extra-index-url"), settings.path("extra-index-url"))
                .flatMap(JsonNode::valueStream);
        return written(
                settings,
                index -> !index.path("default").asBoolean()
                        && !index.path("explicit").asBoolean(),
                alone);
    }

    private static boolean isWithoutIndex(ObjectNode settings, PythonRequirements requirements) {
        JsonNode ofPip = settings.at(PIP + "no-index");
        return (ofPip.isMissingNode() ? settings.path("no-index") : ofPip).asBoolean()
                || options("--no-index", requirements).findAny().isPresent();
    }

    /** What settings call the usual index, in the order in which it counts. */
    private static Stream<String> usual(ObjectNode settings) {
        return written(
                settings,
                index -> index.path("default").asBoolean(),
                Stream.of(settings.at(PIP + "index-url"), settings.path("index-url")));
    }

    /** The addresses of some of the indexes that settings name, and then those that stand alone. */
    private static Stream<String> written(ObjectNode settings, Predicate<JsonNode> wanted, Stream<JsonNode> alone) {
        Stream<JsonNode> indexes =
                settings.path("index").valueStream().filter(wanted).map(index -> index.path("url"));
        return Stream.concat(indexes, alone).map(JsonNode::asText).filter(text -> !text.isBlank());
    }

    private static Stream<String> values(String name, PythonRequirements requirements) {
        return options(name, requirements).map(RequirementOption::value);
    }

    private static Stream<RequirementOption> options(String name, PythonRequirements requirements) {
        return requirements.lines().stream()
                .flatMap(line -> line.options().stream())
                .filter(option -> option.name().equals(name));
    }
}

package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.resolve.index.SimplePage;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;

/** The indexes that uv is told of because a lock file of another tool names them: no settings do. */
public final class LockedIndexes {

    private LockedIndexes() {}

    /**
     * Those that something comes from, with the logins that variables have for their names.
     *
     * @param cells that the lock files are asked for in
     * @param environment whose variables they may have in them
     */
    public static List<URI> of(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        return found(requirements, cells, environment, false);
    }

    /** Those of them that the lock files' own tools ask for what builds a package, too, whatever that is called. */
    public static List<URI> ofBuilds(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        return found(requirements, cells, environment, true);
    }

    /**
     * The pages of single packages that come from indexes which are asked for nothing else: uv is told so by the project or its lock
     * file, and pip can be told of a page.
     */
    public static List<URI> pages(
            PythonRequirements requirements, Collection<Combination> cells, Environment environment) {
        IndexVariables logins = new IndexVariables(environment, requirements.base());
        return RequiredPlaces.inForms(
                        requirements,
                        cells,
                        environment,
                        (file, markers) -> file
                                .indexSources(
                                        markers, text -> RequirementsReader.expand(text, environment::variable), logins)
                                .stream()
                                .flatMap(sources -> sources.asked()
                                        .filter(index -> isForSinglePackages(file, index))
                                        .flatMap(index -> pages(sources, index))))
                .distinct()
                .toList();
    }

    private static boolean isForSinglePackages(StructuredFile file, JsonNode index) {
        return file.namesIndexes()
                ? !file.hasWhatBuilds(index.path("name").asText())
                : index.path("explicit").asBoolean();
    }

    private static Stream<URI> pages(IndexSources sources, JsonNode index) {
        Optional<URI> address = address(index.path("url").asText());
        return index.path("format").asText().equals("flat")
                ? address.stream()
                : sources.packagesOf(index.path("name").asText())
                        .flatMap(name -> address.map(url -> SimplePage.addressIn(url, name.value())).stream());
    }

    private static List<URI> found(
            PythonRequirements requirements,
            Collection<Combination> cells,
            Environment environment,
            boolean forBuilds) {
        IndexVariables logins = new IndexVariables(environment, requirements.base());
        return RequiredPlaces.inForms(
                        requirements,
                        cells,
                        environment,
                        (file, markers) -> file.namesIndexes()
                                ? file
                                        .indexSources(
                                                markers,
                                                text -> RequirementsReader.expand(text, environment::variable),
                                                logins)
                                        .stream()
                                        .flatMap(IndexSources::asked)
                                        .filter(index -> !forBuilds
                                                || file.hasWhatBuilds(
                                                        index.path("name").asText()))
                                : Stream.<JsonNode>empty())
                .flatMap(index -> address(index.path("url").asText()).stream())
                .distinct()
                .toList();
    }

    /** Whoever resolves says what is wrong with one that is none. */
    private static Optional<URI> address(String text) {
        try {
            return text.contains("://") ? Optional.of(URI.create(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

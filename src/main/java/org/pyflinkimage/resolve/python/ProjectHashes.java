package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/**
 * What Poetry and pipenv know a project by: a sum over what they choose versions with. Releases of both tools differ in what they take, so a
 * project has several.
 *
 * @param all as lower hexadecimal digits; empty where they cannot be told
 */
record ProjectHashes(Set<String> all) {

    private static final List<String> STANDARD = List.of("requires-python", "dependencies", "optional-dependencies");

    /** Of these {@code null} counts for one that is not there, in a project that has no more than Poetry's own form. */
    private static final List<String> POETRYS_FIRST = List.of("dependencies", "source", "extras", "dev-dependencies");

    private static final String GROUPS = "dependency-groups";
    private static final Set<String> NO_PACKAGES = Set.of(
            "source", "packages", "dev-packages", "requires", "scripts", "pipfile", "pipenv", "default", "develop");

    ProjectHashes {
        all = Set.copyOf(all);
    }

    /** By the text of a {@code pyproject.toml}, as Poetry has done it since 1.0, and since 2.3 with groups of the standard. */
    static ProjectHashes ofPoetry(JsonNode project) {
        ObjectNode own = Toml.empty();
        own.putObject("tool").set("poetry", orEmpty(project.at("/tool/poetry")));
        return of(Stream.of(
                        poetry(project, project.path(GROUPS)),
                        poetry(project, Toml.empty()),
                        // Before 2.0 it read nothing else.
                        poetry(own, Toml.empty()))
                .map(PythonJson::spaced));
    }

    private static JsonNode poetry(JsonNode project, JsonNode groups) {
        ObjectNode standard = Toml.empty();
        STANDARD.forEach(key -> copy(project.path("project"), key, standard));
        JsonNode own = project.at("/tool/poetry");
        ObjectNode poetrys = Toml.empty();
        boolean mixed = !standard.isEmpty() || !groups.isEmpty();
        for (String key : POETRYS_FIRST) {
            if (!copy(own, key, poetrys) && !mixed) {
                poetrys.putNull(key);
            }
        }
        copy(own, "group", poetrys);
        if (!mixed) {
            return poetrys;
        }
        ObjectNode relevant = Toml.empty();
        if (!standard.isEmpty()) {
            relevant.set("project", standard);
        }
        if (!groups.isEmpty()) {
            relevant.set(GROUPS, groups);
        }
        relevant.putObject("tool").set("poetry", poetrys);
        return relevant;
    }

    /** By the text of a {@code Pipfile}; none where it names no source, for which each release of pipenv puts its own. */
    static ProjectHashes ofPipfile(JsonNode pipfile) {
        if (!pipfile.has("source")) {
            return new ProjectHashes(Set.of());
        }
        ObjectNode relevant = Toml.empty();
        ObjectNode meta = relevant.putObject("_meta");
        meta.set("sources", pipfile.path("source"));
        meta.set("requires", orEmpty(pipfile.path("requires")));
        relevant.set("default", orEmpty(pipfile.path("packages")));
        relevant.set("develop", orEmpty(pipfile.path("dev-packages")));
        ObjectNode withCategories = relevant.deepCopy();
        pipfile.properties().stream()
                .filter(entry -> !NO_PACKAGES.contains(entry.getKey()))
                .forEach(entry -> withCategories.set(entry.getKey(), entry.getValue()));
        return of(Stream.of(relevant, withCategories).map(PythonJson::compact));
    }

    private static ProjectHashes of(Stream<Optional<String>> texts) {
        return new ProjectHashes(texts.flatMap(Optional::stream)
                .map(text -> Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex())
                .collect(Collectors.toSet()));
    }

    private static boolean copy(JsonNode from, String key, ObjectNode to) {
        if (!from.has(key)) {
            return false;
        }
        to.set(key, from.path(key));
        return true;
    }

    private static JsonNode orEmpty(JsonNode node) {
        return node.isMissingNode() ? Toml.empty() : node;
    }

    /**
     * {@code PYF-476} where a lock file is of another project than this.
     *
     * @param locked the sum in the lock file; without one nothing can be said
     * @param project the name of the project's file
     * @param counts what the sum is over
     * @param anew the command that writes the lock file
     */
    Optional<Problem> problem(Path file, String locked, String project, String counts, String anew) {
        if (locked.isEmpty() || all.isEmpty() || all.contains(locked)) {
            return Optional.empty();
        }
        return Optional.of(earlier(file, project, anew)
                .why("the sum that it keeps of that file's %s is not the one of those there now".formatted(counts)));
    }

    /** {@code PYF-476}, without a reason. */
    static Problem earlier(Path file, String project, String anew) {
        return Problem.declaration(
                        "PYF-476", "`%s` is of an earlier `%s` than the one beside it".formatted(file, project))
                .remedy("lock it anew: `%s`".formatted(anew));
    }
}

package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.value.Problem;

/**
 * The project that a {@code uv.lock} is of, as its {@code pyproject.toml} is now: uv locks it anew where it has changed, and what it
 * locked before is then not what is declared.
 *
 * @param project the whole {@code pyproject.toml}
 */
record LockedProject(Path lock, JsonNode project) {

    /**
     * {@code PYF-476} where the project requires other packages than the lock file has of it.
     *
     * @param root the project's own entry
     * @param groups of it that count
     * @param chosen what the lock file chooses in that environment
     */
    Optional<Problem> problem(JsonNode root, Set<String> groups, List<JsonNode> chosen, MarkerEnvironment environment) {
        List<String> differences = new ArrayList<>();
        JsonNode own = project.path("project");
        if (own.has("name") && !texts(own.path("dynamic")).toList().contains("dependencies")) {
            compare(requirements(own.path("dependencies"), environment), root.path("dependencies"), differences);
            outdated(requirements(own.path("dependencies"), environment), chosen)
                    .forEach(differences::add);
        }
        for (String group : groups) {
            compare(
                    requirements(project.path("dependency-groups").path(group), environment),
                    root.path("dev-dependencies").path(group),
                    differences);
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(older(differences));
    }

    private Problem older(List<String> differences) {
        Problem problem = Problem.declaration(
                        "PYF-476", "`%s` is of an earlier `pyproject.toml` than the one beside it".formatted(lock))
                .remedy("lock it anew: `uv lock`");
        for (String difference : differences) {
            problem = problem.why(difference);
        }
        return problem;
    }

    /** What settings take out or replace is in neither; what holds nowhere that the project runs, uv does not lock. */
    private List<Requirement> requirements(JsonNode texts, MarkerEnvironment environment) {
        Set<String> replaced = new TreeSet<>();
        Stream.of("override-dependencies", "exclude-dependencies")
                .flatMap(key -> texts(project.at("/tool/uv").path(key)))
                .forEach(text -> replaced.add(nameOf(text)));
        project.at("/tool/uv/sources")
                .fieldNames()
                .forEachRemaining(name -> replaced.add(ProjectRequirements.normalized(name)));
        replaced.add(ProjectRequirements.normalized(project.at("/project/name").asText()));
        return texts(texts)
                .flatMap(text -> Requirement.parse(text).stream())
                .filter(requirement -> requirement.holdsIn(environment)
                        && !replaced.contains(requirement.name().value()))
                .toList();
    }

    private static void compare(List<Requirement> required, JsonNode locked, List<String> differences) {
        Set<String> names = new TreeSet<>();
        locked.forEach(entry -> names.add(entry.path("name").asText()));
        required.stream()
                .filter(requirement -> !names.contains(requirement.name().value()))
                .map("`%s` is required, and not locked"::formatted)
                .forEach(differences::add);
    }

    private static Stream<String> outdated(List<Requirement> required, List<JsonNode> chosen) {
        return required.stream()
                .flatMap(requirement -> chosen.stream()
                        .filter(entry -> entry.path("name")
                                .asText()
                                .equals(requirement.name().value()))
                        .filter(entry -> Pep440Version.parse(
                                        entry.path("version").asText())
                                .filter(version -> !requirement.specifiers().contains(version))
                                .isPresent())
                        .map(entry -> "`%s` is required, and %s is locked"
                                .formatted(requirement, entry.path("version").asText())));
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static String nameOf(String text) {
        return Requirement.parse(text).map(it -> it.name().value()).orElse(text);
    }
}

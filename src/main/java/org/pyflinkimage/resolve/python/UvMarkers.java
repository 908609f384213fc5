package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.Marker.All;
import org.pyflinkimage.python.Marker.Any;
import org.pyflinkimage.python.Marker.Comparison;
import org.pyflinkimage.python.MarkerEnvironment;

/**
 * Markers of a {@code uv.lock}. Where some of its extras and groups exclude each other, they ask which of them are taken, too, and call
 * each an extra of a name that no package has: {@code extra == 'extra-3-job-cpu'}.
 *
 * @param taken those names; more may come to be taken
 */
record UvMarkers(MarkerEnvironment environment, Set<String> taken) {

    private static final String VARIABLE = "extra";

    /** Whether a dependency is asked for, be it with the extras that it would take itself. */
    boolean admit(JsonNode dependency) {
        Optional<Marker> marker = Marker.parse(dependency.path("marker").asText());
        if (marker.isEmpty()) {
            return true;
        }
        UvMarkers itself = new UvMarkers(environment, new HashSet<>(taken));
        extrasOf(dependency)
                .forEach(extra -> itself.takeExtra(dependency.path("name").asText(), extra));
        return itself.holds(marker.get());
    }

    /** The extras that a dependency takes, as packages and as manifests write them. */
    static Stream<String> extrasOf(JsonNode dependency) {
        return Stream.of(VARIABLE, "extras")
                .flatMap(key -> dependency.path(key).valueStream())
                .map(JsonNode::asText);
    }

    /** Takes a project's own dependencies. */
    void takeProject(String project) {
        taken.add("project-" + withLength(project));
    }

    /** Takes an extra of a package. */
    void takeExtra(String name, String extra) {
        taken.add("extra-" + withLength(name) + "-" + extra);
    }

    /** Takes a group of a project. */
    void takeGroup(String project, String group) {
        taken.add("group-" + withLength(project) + "-" + group);
    }

    private static String withLength(String name) {
        return name.length() + "-" + name;
    }

    private boolean holds(Marker marker) {
        if (marker instanceof All all) {
            return all.parts().stream().allMatch(this::holds);
        }
        if (marker instanceof Any any) {
            return any.parts().stream().anyMatch(this::holds);
        }
        return (marker instanceof Comparison comparison && isOfExtra(comparison))
                ? isTaken(comparison)
                : marker.evaluate(environment);
    }

    private static boolean isOfExtra(Comparison comparison) {
        return comparison.left().variable() && comparison.left().text().equals(VARIABLE);
    }

    private boolean isTaken(Comparison comparison) {
        return taken.contains(comparison.right().text())
                == comparison.operator().equals("==");
    }
}

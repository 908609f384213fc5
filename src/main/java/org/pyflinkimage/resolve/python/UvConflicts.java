package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/**
 * Sets of extras and groups of which uv lets one at a time be asked for: {@code conflicts} of {@code [tool.uv]} and of a {@code uv.lock}. Other
 * tools do not know them; what is in such a set has no versions that go together.
 *
 * @param projects the normalized names of those that something is asked for of
 */
record UvConflicts(JsonNode sets, Set<String> projects) {

    /**
     * {@code PYF-092} where several of one set are asked for.
     *
     * @param file that the sets stand in
     * @param taken all that is asked for, with what that asks for itself
     */
    Optional<Problem> problem(Path file, AskedParts taken) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode set : sets) {
            List<String> asked = new ArrayList<>();
            for (JsonNode item : set) {
                if (isTaken(item, taken)) {
                    asked.add(shown(item));
                }
            }
            if (asked.size() > 1) {
                reasons.add("%s are in one set of `conflicts` in `%s`".formatted(String.join(" and ", asked), file));
            }
        }
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        Problem problem = Problem.declaration(
                "PYF-092", "extras and groups are asked for together that uv does not allow together");
        for (String reason : reasons) {
            problem = problem.why(reason);
        }
        return Optional.of(problem.remedy("leave all of them but one out of %s and %s"
                .formatted(Element.REQUIREMENTS.named(), Element.GROUPS.named())));
    }

    private boolean isTaken(JsonNode item, AskedParts taken) {
        boolean ofThese = !item.has("package")
                || projects.contains(
                        NormalizedName.normalized(item.path("package").asText()));
        return ofThese && taken.admits(item);
    }

    private static String shown(JsonNode item) {
        for (String kind : List.of(AskedParts.EXTRA, AskedParts.GROUP)) {
            if (item.has(kind)) {
                return "the %s `%s`".formatted(kind, item.path(kind).asText());
            }
        }
        return "the project itself";
    }
}

package org.pyflinkimage.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about all combinations of a declaration together. */
final class MatrixRules {

    private MatrixRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-250", Severity.ERROR, "every image has a reference of its own", candidate -> List.of()));
    }

    /** Images of several platforms may share a reference: they become one index. */
    static List<Problem> collisions(List<ImageSpec> specs) {
        Map<String, List<ImageSpec>> byReference = new TreeMap<>();
        for (ImageSpec spec : specs) {
            spec.tags().stream()
                    .distinct()
                    .forEach(tag -> byReference
                            .computeIfAbsent(spec.repository() + ":" + tag, reference -> new ArrayList<>())
                            .add(spec));
        }
        List<Problem> problems = new ArrayList<>();
        byReference.forEach((reference, images) -> {
            if (images.stream().map(MatrixRules::identity).distinct().count() > 1) {
                problems.add(collision(reference, images));
            }
        });
        return problems;
    }

    private static String identity(ImageSpec spec) {
        return "%s %s %s"
                .formatted(
                        spec.combination().flink(),
                        spec.combination().java(),
                        spec.combination().python());
    }

    private static Problem collision(String reference, List<ImageSpec> images) {
        Problem problem =
                Problem.declaration("PYF-250", "%d images would be called `%s`".formatted(images.size(), reference));
        for (ImageSpec image : images) {
            problem = problem.why(image.combination().toString());
        }
        return problem.remedy("a tag that tells them apart in `<tags>` (-Dpyflink.tags):"
                + " `${flink}-java${java}-python${python}`");
    }
}

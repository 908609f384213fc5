package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about all combinations of a declaration together. */
public final class MatrixRules {

    private MatrixRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-250", Severity.ERROR, "every image has a reference of its own", candidate -> List.of()));
    }

    /**
     * Finds images that would take each other's name. Those that differ in their platform alone may share one: in a registry it is the
     * name of their common index. A daemon keeps one image under a name, so there they may not.
     */
    public static List<Problem> collisions(List<ImageSpec> specs) {
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
            if (images.stream().map(MatrixRules::versions).distinct().count() > 1) {
                problems.add(collision(reference, images)
                        .remedy("a tag that tells them apart in `<tags>` (-Dpyflink.tags):"
                                + " `@{flink}-java@{java}-python@{python}`"));
            } else if (images.size() > 1 && images.get(0).outputs().contains(Output.DAEMON)) {
                problems.add(inDaemon(reference, images));
            }
        });
        return problems;
    }

    private static String versions(ImageSpec spec) {
        return "%s %s %s"
                .formatted(
                        spec.combination().flink(),
                        spec.combination().java(),
                        spec.combination().python());
    }

    private static Problem inDaemon(String reference, List<ImageSpec> images) {
        String tag = reference.substring(reference.lastIndexOf(':') + 1);
        return collision(reference, images)
                .why("a daemon keeps one image under a name")
                .remedy("a tag for each platform in `<tags>` (-Dpyflink.tags): `%s-@{platform}`".formatted(tag))
                .remedy("one platform in `<platforms>` (-Dpyflink.platforms): `%s`"
                        .formatted(images.get(0).combination().platform()));
    }

    private static Problem collision(String reference, List<ImageSpec> images) {
        Problem problem =
                Problem.declaration("PYF-250", "%d images would be called `%s`".formatted(images.size(), reference));
        for (ImageSpec image : images) {
            problem = problem.why(image.combination().toString());
        }
        return problem;
    }
}

package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about all combinations of a declaration together. */
final class MatrixRules {

    private static final Rule OWN_REFERENCE =
            Rule.beyondCandidates("PYF-250", Severity.ERROR, "every image has a reference of its own");

    private MatrixRules() {}

    static List<Rule> rules() {
        return List.of(OWN_REFERENCE);
    }

    /**
     * Finds images that would take each other's name. Those that differ in their platform alone may share one: in a registry it is the
     * name of their common index. A daemon keeps one image under a name, so there they may not.
     */
    static List<Problem> collisions(List<ImageSpec> specs) {
        Map<ImageReference, List<ImageSpec>> byReference = new TreeMap<>();
        for (ImageSpec spec : specs) {
            spec.references().stream()
                    .distinct()
                    .forEach(reference -> byReference
                            .computeIfAbsent(reference, key -> new ArrayList<>())
                            .add(spec));
        }
        List<Finding> findings = new ArrayList<>();
        byReference.forEach((reference, images) -> {
            if (images.stream().map(MatrixRules::versions).distinct().count() > 1) {
                findings.add(collision(reference, images)
                        .remedy("a tag that tells them apart in %s: `@{flink}-java@{java}-python@{python}`"
                                .formatted(Element.TAGS.named())));
            } else if (images.size() > 1 && images.get(0).outputs().contains(Output.DAEMON)) {
                findings.add(inDaemon(reference, images));
            }
        });
        return findings.stream().map(OWN_REFERENCE::problem).toList();
    }

    private static String versions(ImageSpec spec) {
        return "%s %s %s"
                .formatted(
                        spec.combination().flink(),
                        spec.combination().java(),
                        spec.combination().python());
    }

    private static Finding inDaemon(ImageReference reference, List<ImageSpec> images) {
        String tag = reference.tag().orElse("latest");
        return collision(reference, images)
                .why("a daemon keeps one image under a name")
                .remedy("a tag for each platform in %s: `%s-@{platform}`".formatted(Element.TAGS.named(), tag))
                .remedy("one platform in %s: `%s`"
                        .formatted(
                                Element.PLATFORMS.named(),
                                images.get(0).combination().platform()));
    }

    private static Finding collision(ImageReference reference, List<ImageSpec> images) {
        Finding finding = Finding.of("%s images would be called `%s`".formatted(images.size(), reference));
        for (ImageSpec image : images) {
            finding = finding.why(image.combination().toString());
        }
        return finding;
    }
}

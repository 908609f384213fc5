package org.pyflinkimage.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pyflinkimage.value.Problem;

/**
 * Finds cells whose images would take each other's name. Cells that differ in their platform alone may share one: in a registry
 * it is the name of their common index. A daemon keeps one image under a name, so there they may not.
 */
final class TagCollisions {

    private TagCollisions() {}

    static void check(List<ImageSpec> specs, List<Problem> problems) {
        Map<String, List<ImageSpec>> byTag = new LinkedHashMap<>();
        specs.forEach(spec -> spec.tags()
                .forEach(tag ->
                        byTag.computeIfAbsent(tag, key -> new ArrayList<>()).add(spec)));
        byTag.forEach((tag, holders) -> {
            if (holders.stream().map(TagCollisions::versions).distinct().count() > 1) {
                problems.add(collision(tag, holders)
                        .remedy("give each cell a tag of its own: "
                                + Element.TAGS.with("@{flink}-java@{java}-python@{python}")));
            } else if (holders.size() > 1 && holders.get(0).outputs().contains(Output.DAEMON)) {
                problems.add(collision(tag, holders)
                        .why("a daemon keeps one image under a name")
                        .remedy("give each platform a tag of its own: " + Element.TAGS.with(tag + "-@{platform}"))
                        .remedy("`-Dpyflink.platforms="
                                + holders.get(0).combination().platform() + "`"));
            }
        });
    }

    private static String versions(ImageSpec spec) {
        Combination cell = spec.combination();
        return cell.flink() + " " + cell.java() + " " + cell.python();
    }

    private static Problem collision(String tag, List<ImageSpec> holders) {
        return Problem.declaration(
                        "PYF-013",
                        "%d cells of the matrix would have the same tag: `%s`".formatted(holders.size(), tag))
                .why(holders.stream().map(spec -> spec.combination().toString()).collect(Collectors.joining("\n")));
    }
}

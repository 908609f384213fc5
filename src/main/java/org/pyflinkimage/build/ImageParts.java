package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.Origin;

/** What weighs how much in an image that is laid out. */
final class ImageParts {

    private ImageParts() {}

    /**
     * The parts of an image, the heaviest first; what has no files, such as a package of links, has no weight and is no part.
     *
     * @param plan has the versions of its packages
     */
    static List<ImagePart> of(FileTree tree, Plan plan) {
        Map<Origin, long[]> weights = new HashMap<>();
        for (FileTree.Entry entry : tree.entries()) {
            if (entry.node() instanceof RegularFile file) {
                long[] weight = weights.computeIfAbsent(entry.origin(), origin -> new long[2]);
                weight[0]++;
                weight[1] += file.content().size();
            }
        }
        Map<String, Set<String>> versions = new HashMap<>();
        plan.artifacts()
                .forEach(artifact -> versions.computeIfAbsent(artifact.title(), title -> new HashSet<>())
                        .add(artifact.version()));
        List<ImagePart> parts = new ArrayList<>();
        weights.forEach((origin, weight) -> parts.add(new ImagePart(
                origin.kind(),
                origin.name(),
                versionOf(versions.getOrDefault(origin.name(), Set.of())),
                weight[0],
                weight[1])));
        parts.sort(ImagePart.HEAVIEST_FIRST);
        return parts;
    }

    /** Where a jar and a package are called the same, nobody knows here whose version it is. */
    private static Optional<String> versionOf(Set<String> versions) {
        return versions.size() == 1 ? versions.stream().findFirst() : Optional.empty();
    }
}

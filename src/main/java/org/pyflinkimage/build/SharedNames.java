package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.ImageReference;

/**
 * Images and the names that lead to all of them, and to no other.
 *
 * @param specs of the images, in the order of the declaration
 */
record SharedNames(List<ImageSpec> specs, List<ImageReference> references) {

    /**
     * Names of the same images together: a tag that all platforms share names all of them, one of its own names one.
     *
     * @param specs of all images
     * @param output where the images go; others are left out
     */
    static List<SharedNames> of(Collection<ImageSpec> specs, Output output) {
        Map<ImageReference, List<ImageSpec>> byReference = new LinkedHashMap<>();
        specs.stream()
                .filter(spec -> spec.outputs().contains(output))
                .forEach(spec -> spec.references()
                        .forEach(reference -> byReference
                                .computeIfAbsent(reference, key -> new ArrayList<>())
                                .add(spec)));
        Map<List<ImageSpec>, List<ImageReference>> bySpecs = new LinkedHashMap<>();
        byReference.forEach((reference, named) ->
                bySpecs.computeIfAbsent(named, key -> new ArrayList<>()).add(reference));
        return bySpecs.entrySet().stream()
                .map(entry -> new SharedNames(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Whether the names lead to images that differ in platform alone; a name may also mean several versions of Flink. */
    boolean areOfSeveralPlatforms() {
        return specs.size() > 1
                && specs.stream()
                                .map(spec -> spec.combination().slugOfAllPlatforms())
                                .distinct()
                                .count()
                        == 1;
    }
}

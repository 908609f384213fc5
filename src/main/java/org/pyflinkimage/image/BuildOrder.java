package org.pyflinkimage.image;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;

/**
 * One image for a builder to build.
 *
 * @param context the folder with the Dockerfile
 * @param base the image that it is built on; empty where the Dockerfile alone says so
 * @param references the image's full names, at least one
 * @param secrets files by the names that the Dockerfile mounts them by
 * @param annotations of its manifest
 */
public record BuildOrder(
        Path context,
        Platform platform,
        Optional<ImageReference> base,
        List<ImageReference> references,
        SortedMap<String, Path> secrets,
        SortedMap<String, String> annotations) {
    public BuildOrder {
        references = List.copyOf(references);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
}

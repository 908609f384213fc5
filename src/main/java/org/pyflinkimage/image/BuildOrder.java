package org.pyflinkimage.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;

/**
 * One image for a builder to build.
 *
 * @param context the folder with the Dockerfile
 * @param base the image that it is built on; empty where the Dockerfile alone says so
 * @param references the image's full names, at least one
 * @param secrets files by the names that the Dockerfile mounts them by
 */
public record BuildOrder(
        Path context,
        Platform platform,
        Optional<ImageReference> base,
        List<ImageReference> references,
        SortedMap<String, Path> secrets) {
    public BuildOrder {
        references = List.copyOf(references);
    }
}

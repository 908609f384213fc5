package org.pyflinkimage.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Sha256;

/** Python distributions that lie on this machine's disk, where pip in a builder's container would look for them in vain. */
final class DistributionsOnDisk {

    /** Where a Dockerfile's context has them. */
    static final String FOLDER = "distributions/";

    private static final int MODE = 0644;

    private DistributionsOnDisk() {}

    /** Those of an image. */
    static List<Distribution> of(PlannedImage image) {
        return image.plan().contents().distributions().stream()
                .filter(distribution -> image.lock().isOnDisk(distribution.location()))
                .toList();
    }

    /** Where they lie. */
    static Set<Source> sources(PlannedImage image) {
        return of(image).stream()
                .map(distribution -> distribution.location().source())
                .collect(Collectors.toSet());
    }

    /** By their paths in the context. */
    static SortedMap<String, Copy.OfContent> copies(
            List<Distribution> distributions, Map<LockedArtifact, Path> fetched) {
        SortedMap<String, Copy.OfContent> copies = new TreeMap<>();
        for (Distribution distribution : distributions) {
            Path file = Objects.requireNonNull(fetched.get(distribution));
            copies.put(
                    FOLDER + distribution.fileName(),
                    new Copy.OfContent(Content.of(file, distribution.size(), distribution.sha256()), MODE));
        }
        return copies;
    }

    /** Files of this machine by their paths in the context, with the bytes that they have now. */
    static SortedMap<String, Copy.OfContent> copies(SortedMap<String, Path> files) {
        SortedMap<String, Copy.OfContent> copies = new TreeMap<>();
        files.forEach((name, file) -> copies.put(FOLDER + name, new Copy.OfContent(contentOf(file), MODE)));
        return copies;
    }

    private static Content contentOf(Path file) {
        try {
            return Content.of(file, Files.size(file), Sha256.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.tree.Content;

/** Python distributions that lie on this machine's disk, where pip in a builder's container would look for them in vain. */
final class DistributionsOnDisk {

    /** Where a Dockerfile's context has them. */
    static final String FOLDER = "distributions/";

    private static final int MODE = 0644;

    private DistributionsOnDisk() {}

    static boolean isOne(LockedArtifact artifact, LockFile lock) {
        return (artifact instanceof Wheel || artifact instanceof Sdist) && lock.isOnDisk(artifact.location());
    }

    /** Where those of an image lie. */
    static Set<Source> sources(PlannedImage image) {
        return image.plan().contents().distributions().stream()
                .filter(distribution -> isOne(distribution, image.lock()))
                .map(distribution -> distribution.location().source())
                .collect(Collectors.toSet());
    }

    /** By their paths in the context. */
    static SortedMap<String, Copy> copies(Map<LockedArtifact, Path> fetched) {
        SortedMap<String, Copy> copies = new TreeMap<>();
        fetched.forEach((artifact, file) -> copies.put(
                FOLDER + fileNameOf(artifact),
                new Copy.OfContent(Content.of(file, artifact.size(), artifact.sha256()), MODE)));
        return copies;
    }

    private static String fileNameOf(LockedArtifact distribution) {
        return distribution instanceof Wheel wheel ? wheel.fileName() : ((Sdist) distribution).fileName();
    }
}

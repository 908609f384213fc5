package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pyflinkimage.build.layout.Preparation;
import org.pyflinkimage.fetch.ArtifactFetcher;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.fetch.SourceRule;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.resolve.debian.DeclaredMirrors;
import org.pyflinkimage.resolve.interpreter.DeclaredReleases;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.BuildLog;

/** Brings what planned images are made of into the store, from where their lock file or a declared mirror says. */
final class Fetching {

    private final ArtifactStore store;
    private final Supplier<Transport> transport;
    private final JarSource jars;
    private final SourceRule rule;
    private final BuildLog log;

    Fetching(ArtifactStore store, Supplier<Transport> transport, JarSource jars, SourceRule rule, BuildLog log) {
        this.store = store;
        this.transport = transport;
        this.jars = jars;
        this.rule = rule;
        this.log = log;
    }

    /** A lock file with the mirrors that a spec declares in the places of its own. */
    static LockFile mirrored(LockFile lock, ImageSpec spec) {
        return DeclaredReleases.replace(DeclaredMirrors.replace(lock, spec.hints()), spec.python());
    }

    /** What brings the verified files of all artifacts of an image. */
    Preparation.Bringing of(PlannedImage image) {
        return arrived -> fetcher().fetch(mirrored(image.lock(), image.spec()), image.plan(), arrived, log);
    }

    /** The verified files of those artifacts of an image that are wanted. */
    Map<LockedArtifact, Path> fetch(PlannedImage image, Predicate<LockedArtifact> wanted) {
        return fetcher().fetch(mirrored(image.lock(), image.spec()), image.only(wanted), log);
    }

    private ArtifactFetcher fetcher() {
        return new ArtifactFetcher(store, transport, jars, rule);
    }
}

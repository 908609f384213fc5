package org.pyflinkimage.build.base;

import java.nio.file.Path;
import java.util.function.Function;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.inspect.ArchiveReader;
import org.pyflinkimage.inspect.Bounds;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.DaemonImage;

/** Bases of a registry and of archives. */
final class BaseReadings {

    private BaseReadings() {}

    static LayeredBases bases(Registry registry, ArtifactStore store, boolean offline, BuildLog log) {
        BaseReading reading = new BaseReading(
                () -> new ImageReader(registry, store, Bounds.USUAL, log),
                () -> new ArchiveReader(store, Bounds.USUAL, log),
                new DaemonImages() {
                    @Override
                    public <T> T with(DaemonImage image, Function<Path, T> work) {
                        throw new AssertionError("no daemon is here");
                    }
                },
                offline);
        return new LayeredBases(reading, log);
    }
}

package org.pyflinkimage.build.base;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pyflinkimage.inspect.ArchiveReader;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.inspect.OpenImage;
import org.pyflinkimage.inspect.Pin;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.value.ArchivedImage;
import org.pyflinkimage.value.DaemonImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;

/**
 * Reads bases from where they are declared to be.
 *
 * @param registries asked for when a registry has a base
 * @param archives asked for when a base lies on this machine
 * @param offline whether no registry is asked
 */
public record BaseReading(
        Supplier<ImageReader> registries, Supplier<ArchiveReader> archives, DaemonImages daemon, boolean offline) {

    /** Whether a base cannot be looked up: its registry is not asked. */
    boolean isOutOfReach(DeclaredBase base) {
        return offline && base.image() instanceof ImageReference;
    }

    /** A base as its name leads to it now. */
    <T> T read(DeclaredBase base, Platform platform, Function<OpenImage, T> reading) {
        if (base.image() instanceof ImageReference reference) {
            return registries.get().read(reference, platform, reading);
        }
        if (base.image() instanceof ArchivedImage image) {
            return archives.get().read(image, image, placeOf(base), platform, reading);
        }
        DaemonImage image = (DaemonImage) base.image();
        return daemon.with(image, file -> archives.get().read(image, saved(file), file, platform, reading));
    }

    /** A base that is known by its manifest. */
    <T> T read(DeclaredBase base, Pin pin, Function<OpenImage, T> reading) {
        if (base.image() instanceof ImageReference reference) {
            return registries.get().read(reference, pin, offline, reading);
        }
        if (base.image() instanceof ArchivedImage image) {
            return archives.get().readIfThere(image, placeOf(base), pin, reading);
        }
        DaemonImage image = (DaemonImage) base.image();
        return archives.get()
                .kept(image, pin, reading)
                .orElseGet(() ->
                        daemon.with(image, file -> archives.get().read(image, saved(file), file, pin, reading)));
    }

    /** What the store has of one that is known by its manifest; empty where that is not all that the reading needs. */
    <T> Optional<T> kept(DeclaredBase base, Pin pin, Function<OpenImage, T> reading) {
        return archives.get().kept(base.image(), pin, reading);
    }

    private static Path placeOf(DeclaredBase base) {
        return base.place().orElseThrow();
    }

    /** Of a daemon's image its archive is the only one. */
    private static ArchivedImage saved(Path file) {
        return new ArchivedImage(
                ArchivedImage.Form.DOCKER_ARCHIVE, String.valueOf(file.getFileName()), Optional.empty());
    }
}

package org.pyflinkimage.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.value.Sha256;

/**
 * An image in the store alone.
 *
 * @param pin which one
 */
record StoredImage(ArtifactStore store, Pin pin) implements ImageSource {

    /** Says that the store does not have all of an image that is asked for. */
    static final class NotHere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotHere(Sha256 blob) {
            super("the store has no " + blob.digest());
        }
    }

    @Override
    public PulledManifest named() {
        return manifest(pin.digest());
    }

    @Override
    public PulledManifest manifest(Sha256 digest) {
        Path file = store.find(digest, pin.size()).orElseThrow(() -> new NotHere(digest));
        store.verify(file, digest);
        try {
            return PulledManifest.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void require(Descriptor blob) {
        throw new NotHere(blob.digest());
    }

    @Override
    public void copy(Descriptor blob, Path file, LongConsumer received) {
        throw new NotHere(blob.digest());
    }
}

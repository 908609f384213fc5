package org.pyflinkimage.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.pyflinkimage.image.PulledManifest;
import org.pyflinkimage.image.RepositoryPull;
import org.pyflinkimage.value.Sha256;

/** Where an image lies. */
interface ImageSource {

    /** The manifest or index that the image's name leads to. */
    PulledManifest named() throws IOException;

    /** A manifest by its digest. */
    PulledManifest manifest(Sha256 digest) throws IOException;

    /** What is done with blobs that the store lacks, in a word for people. */
    default String verb() {
        return "Pulling";
    }

    /** Told of each blob that the store lacks, before any is asked for. */
    default void require(Descriptor blob) {}

    /** Writes a blob of the image, or another one's bytes, to a file that does not exist yet. */
    void copy(Descriptor blob, Path file, LongConsumer received);

    /** A repository of a registry. */
    static ImageSource of(RepositoryPull pull) {
        return new ImageSource() {
            @Override
            public PulledManifest named() {
                return pull.manifest();
            }

            @Override
            public PulledManifest manifest(Sha256 digest) {
                return pull.manifest(digest);
            }

            @Override
            public void copy(Descriptor blob, Path file, LongConsumer received) {
                pull.blob(blob.digest(), blob.size(), file, received);
            }
        };
    }
}

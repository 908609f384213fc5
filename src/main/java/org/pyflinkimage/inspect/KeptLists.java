package org.pyflinkimage.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** What is in layers, kept by their digests: a layer that was listed once need not be here to be listed again. */
record KeptLists(ArtifactStore store) {

    private static final String KIND = "layer-list";

    /** Lists of another form have another one. */
    private static final String FORM = "-1";

    /** Empty where the layer was not listed yet, or its list was damaged since. */
    Optional<byte[]> find(Sha256 layer) {
        String key = layer.hex() + FORM;
        return store.findDerived(KIND, key).flatMap(file -> read(key, file));
    }

    void keep(Sha256 layer, byte[] list) {
        String key = layer.hex() + FORM;
        store.findDerived(KIND, key).ifPresent(store::discard);
        store.derived(KIND, key, file -> Files.write(file, Sealed.seal(key, list)));
    }

    private static Optional<byte[]> read(String key, Path file) {
        try {
            return Sealed.open(key, Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

package org.pyflinkimage.resolve.interpreter;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** How large the archives are that earlier builds fetched, each from its place. */
record KnownSizes(ArtifactStore store) {

    private static final String KIND = "interpreter-size";

    /** Empty where none was kept, or it was damaged since. */
    Optional<Long> find(Sha256 sum, URI address) {
        String key = keyOf(sum, address);
        return store.findDerived(KIND, key).flatMap(file -> read(key, file));
    }

    /** Keeps one, in the place of another. */
    void keep(Sha256 sum, URI address, long size) {
        String key = keyOf(sum, address);
        byte[] text = Long.toString(size).getBytes(StandardCharsets.US_ASCII);
        store.findDerived(KIND, key).ifPresent(store::discard);
        store.derived(KIND, key, file -> Files.write(file, Sealed.seal(key, text)));
    }

    private static Optional<Long> read(String key, Path file) {
        try {
            return Sealed.open(key, Files.readAllBytes(file))
                    .map(text -> Long.valueOf(new String(text, StandardCharsets.US_ASCII)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String keyOf(Sha256 sum, URI address) {
        return Sha256.of(sum.hex() + " " + Addresses.withoutLogin(address)).hex();
    }
}

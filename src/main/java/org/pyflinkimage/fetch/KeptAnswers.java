package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/**
 * Answers that the store keeps for later builds.
 *
 * @param kind a word for what they answer
 */
public record KeptAnswers(ArtifactStore store, String kind) {

    /** The answer to a question; empty where none was kept, or it was damaged since. */
    public Optional<byte[]> find(String question) {
        String key = Sha256.of(question).hex();
        return store.findDerived(kind, key).flatMap(file -> read(key, file));
    }

    /** Keeps an answer, in the place of another one. */
    public void keep(String question, byte[] answer) {
        String key = Sha256.of(question).hex();
        store.findDerived(kind, key).ifPresent(store::discard);
        store.derived(kind, key, file -> Files.write(file, Sealed.seal(key, answer)));
    }

    private static Optional<byte[]> read(String key, Path file) {
        try {
            return Sealed.open(key, Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

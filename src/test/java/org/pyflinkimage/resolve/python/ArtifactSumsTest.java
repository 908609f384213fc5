package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.PyFlinkException;

class ArtifactSumsTest {

    @TempDir
    private Path folder;

    @Test
    void aDownloadThatVanishesIsAProblem() {
        FileArtifactStore store = new FileArtifactStore(folder.resolve("store"));
        FoundFile file = new FoundFile(
                org.pyflinkimage.python.NormalizedName.of("x"),
                "1.0",
                "x.whl",
                URI.create("http://127.0.0.1/x.whl"),
                Optional.empty(),
                OptionalLong.empty());

        try (Scratch scratch = Scratch.create()) {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> new ArtifactSums(store, new Nothing()).complete(file, scratch))
                    .withMessageContaining("[PYF-508]");
        }
    }

    /** Says that it brought a file. */
    private static final class Nothing implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.empty();
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {}
    }
}

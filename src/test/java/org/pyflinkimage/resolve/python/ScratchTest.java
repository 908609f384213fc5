package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.resolve.uv.Scratch;
import org.pyflinkimage.value.PyFlinkException;

class ScratchTest {

    @TempDir
    private Path folder;

    @Test
    void aPlaceThatTakesNoFilesIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Scratch.below(file))
                .withMessageContainingAll("[PYF-508]", file.toString(), "-Djava.io.tmpdir");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new Scratch(file).write("name", "text"))
                .withMessageContainingAll("[PYF-508]", "-Djava.io.tmpdir");
    }

    @Test
    void allOfItGoesInTheEnd() throws IOException {
        Path kept;
        try (Scratch scratch = Scratch.below(folder)) {
            kept = scratch.folder();
            scratch.write("file", "text");
            Files.createDirectory(kept.resolve("folder"));
        }

        assertThat(kept).doesNotExist();
    }

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

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new ArtifactSums(store, new Nothing()).complete(file, new Scratch(folder)))
                .withMessageContaining("[PYF-508]");
    }

    /** Says that it brought a file. */
    private static final class Nothing implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.empty();
        }

        @Override
        public void download(URI address, Path file, LongConsumer received) {}
    }
}

package org.pyflinkimage.resolve.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.value.Sha256;

class KnownSizesTest {

    private static final Sha256 SUM = Sha256.of("an archive");
    private static final URI PLACE = URI.create("http://127.0.0.1:1/a.tar.gz");

    @TempDir
    private Path folder;

    private KnownSizes sizes;

    @BeforeEach
    void open() {
        sizes = new KnownSizes(new FileArtifactStore(folder));
    }

    @Test
    void eachIsKeptOfItsArchiveAndItsPlaceWhoeverLogsInThere() {
        sizes.keep(SUM, PLACE, 1L << 40);

        assertThat(sizes.find(SUM, PLACE)).contains(1L << 40);
        assertThat(sizes.find(SUM, URI.create("http://u:p@127.0.0.1:1/a.tar.gz")))
                .contains(1L << 40);
        assertThat(sizes.find(SUM, URI.create("http://127.0.0.1:1/b.tar.gz"))).isEmpty();
        assertThat(sizes.find(Sha256.of("another"), PLACE)).isEmpty();
    }

    @Test
    void aDamagedOneIsNoneAndIsReplaced() throws IOException {
        sizes.keep(SUM, PLACE, 4711);
        Path file = only();
        byte[] whole = Files.readAllBytes(file);
        byte[] other = whole.clone();
        other[0] ^= 1;

        for (byte[] damaged :
                List.of(new byte[0], other, Arrays.copyOf(whole, 4), "4712".getBytes(StandardCharsets.US_ASCII))) {
            Files.write(file, damaged);
            assertThat(sizes.find(SUM, PLACE)).isEmpty();
            sizes.keep(SUM, PLACE, 4711);
            assertThat(sizes.find(SUM, PLACE)).contains(4711L);
        }
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("derived/interpreter-size"))) {
            return files.toList().get(0);
        }
    }
}

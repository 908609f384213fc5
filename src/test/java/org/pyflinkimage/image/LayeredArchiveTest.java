package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Sha256;

/** When an archive is written, and when the file that is there is left alone. */
class LayeredArchiveTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeOnce() throws IOException {
        file = folder.resolve("image.tar");
        archive("one", "two").write(file);
        whole = Files.readAllBytes(file);
        Files.setLastModifiedTime(file, LONG_AGO);
    }

    @Test
    void sameArchiveIsNotWrittenAgain() throws IOException {
        archive("one", "two").write(file);

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
    }

    @Test
    void otherLayerOfTheSameSizeIsWritten() throws IOException {
        archive("one", "owt").write(file);

        assertThat(Files.readAllBytes(file)).hasSameSizeAs(whole).isNotEqualTo(whole);
    }

    @Test
    void shortenedFileIsWrittenAgain() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length - 512));

        archive("one", "two").write(file);

        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void missingFileIsWritten() throws IOException {
        Files.delete(file);

        archive("one", "two").write(file);

        assertThat(file).hasBinaryContent(whole);
    }

    private LayeredArchive archive(String... contents) throws IOException {
        List<Layer> layers = Arrays.stream(contents).map(this::layer).toList();
        return LayeredArchive.of(layers, Sha256::hex, tar -> {
            for (Layer layer : layers) {
                tar.file("names/" + layer.digest().hex(), new byte[0]);
            }
        });
    }

    private Layer layer(String content) {
        Sha256 sum = Sha256.of(content);
        try {
            Path blob = Files.writeString(folder.resolve(sum.hex()), content);
            return new Layer(LayerName.JOB, blob, sum, sum, content.length(), content.length());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.SummedOutput;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

class TarWriterTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void directoriesAndFilesComeBack() throws IOException {
        byte[] bytes = PackageFile.noise(700_001);
        Path file = Files.write(folder.resolve("file"), bytes);
        try (TarWriter tar = new TarWriter(new BufferedOutputStream(out))) {
            tar.directory("blobs");
            tar.file("blobs/copied", layer(file));
            tar.file("manifest.json", new byte[] {'{', '}'});
        }

        Map<String, LayerReader.Read> read = LayerReader.readTar(out.toByteArray());

        assertThat(read.keySet()).containsExactly("blobs/", "blobs/copied", "manifest.json");
        assertThat(read.get("blobs/").header().isDirectory()).isTrue();
        assertThat(read.get("blobs/").header().getMode()).isEqualTo(0755);
        assertThat(read.get("blobs/copied").bytes()).isEqualTo(bytes);
        assertThat(read.get("blobs/copied").header().getMode()).isEqualTo(0644);
        assertThat(read.get("manifest.json").bytes()).asString().isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"0, 1536", "1, 2048", "512, 2048", "513, 2560"})
    void contentsAreFilledUpToWholeBlocksBeforeTheTwoAtTheEnd(int size, int length) throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[size]);
        try (TarWriter tar = new TarWriter(out)) {
            tar.file("x", layer(file));
        }
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        try (TarWriter tar = new TarWriter(other)) {
            tar.file("x", new byte[size]);
        }

        assertThat(out.size()).isEqualTo(length);
        assertThat(other.toByteArray()).isEqualTo(out.toByteArray());
    }

    @Test
    void layerThatChangedSinceItWasWrittenIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("file"), PackageFile.noise(600_000));
        Layer layer = layer(file);
        Files.write(file, PackageFile.noise(600_001));

        try (TarWriter tar = new TarWriter(out)) {
            assertThatExceptionOfType(DamagedFile.class)
                    .isThrownBy(() -> tar.file("x", layer))
                    .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(file));
        }
    }

    @Test
    void streamBelowIsClosed() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        OutputStream below = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        new TarWriter(below).close();

        assertThat(closed).isTrue();
        assertThat(below).hasToString("\0".repeat(1024));
    }

    @Test
    void countedOutputCountsAndSumsUpAllThatIsWritten() throws IOException {
        SummedOutput counted = new SummedOutput(out);
        counted.write('a');
        counted.write(new byte[] {'x', 'b', 'c', 'x'}, 1, 2);
        counted.write(0xff);

        assertThat(out.toByteArray()).containsExactly('a', 'b', 'c', 0xff);
        assertThat(counted.written()).isEqualTo(4);
        assertThat(counted.sum()).isEqualTo(Sha256.of(out.toByteArray()));
    }

    private static Layer layer(Path blob) throws IOException {
        return new Layer(LayerName.of(LayerKind.JOB), blob, Sha256.of(blob), Sha256.of(""), Files.size(blob), 0);
    }
}

package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** What a layer is made of, or was kept as, is not what it was. */
class LayerDamageTest {

    private static final Origin ORIGIN = new Origin(LayerKind.PYTHON_PACKAGES, "numpy");

    @TempDir
    private Path folder;

    private FileTree tree;
    private PackageFile wheel;

    @BeforeEach
    void setUp() {
        tree = new FileTree();
        wheel = new PackageFile(folder.resolve("numpy.whl"));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void wrongBytesInAPackageAreFoundAndTheFileIsNamed(int size) throws IOException {
        Content.Deflated content = wheel.add("some text ".repeat(size / 10).getBytes(StandardCharsets.UTF_8));
        overwrite(content.stream().offset() + content.stream().size() / 2);
        add("/lib/numpy/core.py", FileNode.file(content));

        assertDamaged();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void otherSumThanPromisedIsFound(int size) throws IOException {
        Content.Deflated good = wheel.add(PackageFile.noise(size));
        add("/x", FileNode.file(with(good, good.stream(), good.size(), good.crc32() + 1)));

        assertDamaged();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 20_000})
    void longerOrShorterContentThanPromisedIsFound(int size) throws IOException {
        Content.Deflated good = wheel.add(PackageFile.noise(size));
        for (int difference : new int[] {-1, 1}) {
            tree = new FileTree();
            add("/x", FileNode.file(with(good, good.stream(), size + difference, good.crc32())));

            assertDamaged();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9000, 90_000})
    void streamThatEndsEarlyOrLateIsFound(int size) throws IOException {
        Content.Deflated good = wheel.add(PackageFile.noise(size));
        wheel.add(PackageFile.noise(50));
        for (int difference : new int[] {-1, 1, 20}) {
            tree = new FileTree();
            add("/x", FileNode.file(with(good, longer(good.stream(), difference), size, good.crc32())));

            assertDamaged();
        }
    }

    @Test
    void nothingIsKeptOfADamagedLayer() throws IOException {
        Content.Deflated good = wheel.add(PackageFile.noise(20_000));
        add("/x", FileNode.file(with(good, good.stream(), good.size(), 0)));

        assertDamaged();

        assertThat(new FolderStore(folder.resolve("store")).kept("layer")).isEmpty();
    }

    @Test
    void keptLayerThatWasCutIsFound() throws IOException {
        add("/x", FileNode.file("x"));
        Layer layer = build();
        Files.write(layer.blob(), new byte[10]);

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(this::build)
                .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(layer.blob()));
    }

    @Test
    void keptSumsThatAreOthersAreFound() throws IOException {
        add("/x", FileNode.file("x"));
        Layer layer = build();
        Path sums = layer.blob()
                .resolveSibling(layer.blob().getFileName().toString().replace(".tar.gz", ".sums"));
        Files.writeString(
                sums,
                Files.readString(sums)
                        .replace(layer.diffId().hex(), layer.digest().hex()));

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(this::build)
                .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(sums));
    }

    @Test
    void padBitsOfADeflateStreamAreBytesOfTheLayerToo() throws IOException {
        for (int size : new int[] {9000, 9001, 9002, 9003}) {
            tree = new FileTree();
            Content.Deflated content = wheel.add("text ".repeat(size).getBytes(StandardCharsets.UTF_8));
            flipLastBit(content.stream());
            add("/x", FileNode.file(content));

            assertDamaged();
        }
    }

    private void assertDamaged() {
        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(this::build)
                .withMessageContaining("PYF-536")
                .satisfies(damaged -> assertThat(damaged.file()).hasFileName("numpy.whl"));
    }

    private Content.Deflated with(Content.Deflated content, Content.Stored stream, long size, int crc32) {
        return new Content.Deflated(stream, size, crc32, content.identity());
    }

    /** The same with the sum of what lies there. */
    private Content.Stored longer(Content.Stored stream, int difference) throws IOException {
        int size = (int) stream.size() + difference;
        byte[] bytes = Files.readAllBytes(stream.file());
        int start = (int) stream.offset();
        Sha256 sum = Sha256.of(Arrays.copyOfRange(bytes, start, start + size));
        return new Content.Stored(stream.file(), start, size, sum.hex());
    }

    private void flipLastBit(Content.Stored stream) throws IOException {
        byte[] bytes = Files.readAllBytes(stream.file());
        bytes[(int) (stream.offset() + stream.size() - 1)] ^= (byte) 0x80;
        Files.write(stream.file(), bytes);
    }

    private void overwrite(long position) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("numpy.whl").toFile(), "rw")) {
            file.seek(position);
            int value = file.read();
            file.seek(position);
            file.write(value ^ 0xff);
        }
    }

    private void add(String path, FileNode node) {
        tree.add(ORIGIN, UnixPath.of(path), node);
    }

    private Layer build() {
        return new LayerBuilder(new FolderStore(folder.resolve("store")))
                .build(tree.slices().get(0), Compression.GZIP);
    }
}

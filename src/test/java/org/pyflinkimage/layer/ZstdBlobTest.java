package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Layers by zstd, as another program than the one that writes them reads them. */
class ZstdBlobTest {

    @TempDir
    private Path folder;

    private final FileTree tree = new FileTree();
    private LayerBuilder builder;

    @BeforeEach
    void start() throws IOException {
        builder = new LayerBuilder(new FolderStore(folder.resolve("store")));
        PackageFile wheel = new PackageFile(folder.resolve("numpy.whl"));
        add("/a/text", Content.of("one two three four\n".repeat(10_000)));
        add("/b/deflated", wheel.add("one two three four\n".repeat(9_000).getBytes(StandardCharsets.UTF_8)));
        add("/c/noise", wheel.add(PackageFile.noise(200_000)));
        add("/d/small", wheel.add("x".getBytes(StandardCharsets.UTF_8)));
        add("/e/empty", Content.of(""));
    }

    private void add(String path, Content content) {
        tree.add(new Origin(LayerKind.PYTHON_PACKAGES, "numpy"), UnixPath.of(path), FileNode.file(content));
    }

    private Layer build(Compression compression) {
        return builder.build(tree.slices(), compression).get(0);
    }

    private static byte[] unpacked(Path blob) throws IOException {
        try (InputStream in = new ZstdInputStream(new BufferedInputStream(Files.newInputStream(blob)))) {
            return in.readAllBytes();
        }
    }

    @Test
    void tarIsTheSameAsThatByGzip() throws IOException {
        Layer gzip = build(Compression.GZIP);
        Layer zstd = build(Compression.ZSTD);

        byte[] tar = unpacked(zstd.blob());
        assertThat(tar).isEqualTo(LayerReader.unzip(gzip.blob()));
        assertThat(zstd.compression()).isEqualTo(Compression.ZSTD);
        assertThat(zstd.diffId()).isEqualTo(gzip.diffId()).isEqualTo(Sha256.of(tar));
        assertThat(zstd.unpackedSize()).isEqualTo(tar.length);
        assertThat(zstd.digest()).isEqualTo(Sha256.of(zstd.blob()));
        assertThat(zstd.size()).isEqualTo(Files.size(zstd.blob())).isLessThan(gzip.size());
    }

    /** What another version of the library, or another machine, makes has to be seen. */
    @Test
    void bytesAreThoseThatWereRecorded() {
        assertThat(build(Compression.ZSTD).digest())
                .hasToString("sha256:ab4690d29e7ef5e0dab3f5990f40ba1d910db75757c09e6e1d23a730c96cd571");
    }

    @Test
    void layerIsKeptUnderANameOfItsOwn() throws IOException {
        Layer first = build(Compression.ZSTD);
        assertThat(build(Compression.GZIP).blob()).isNotEqualTo(first.blob());
        Files.setLastModifiedTime(first.blob(), FileTime.fromMillis(0));

        Layer second = build(Compression.ZSTD);

        assertThat(second).isEqualTo(first);
        assertThat(LayerBuilder.compressionOf(first.blob().getFileName().toString()))
                .contains(Compression.ZSTD);
        assertThat(LayerBuilder.verify(first.blob())).isTrue();
    }

    @Test
    void flippedByteOfAKeptLayerIsSeen() throws IOException {
        Path blob = build(Compression.ZSTD).blob();
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        Files.write(blob, bytes);

        assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> LayerBuilder.verify(blob));
    }

    @Test
    void wheelThatIsNotWhatItsIndexSaysIsNoPartOfALayer() throws IOException {
        Content.Deflated content = new PackageFile(folder.resolve("other.whl")).add(PackageFile.noise(100_000));
        add("/f/other", new Content.Deflated(content.stream(), content.size(), content.crc32() + 1, "other"));

        assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> build(Compression.ZSTD));
    }

    @Test
    void fileThatBecameShorterIsTold() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "12345");
        add("/f/file", new Content.Below(6, "file", () -> Files.newInputStream(file)));

        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() ->
                        ZstdBlob.write(List.copyOf(TarOrder.of(tree.slices().get(0))), OutputStream.nullOutputStream()))
                .withMessageContaining("not 6 bytes, as promised: /f/file");
    }

    @Test
    void libraryRunsHere() {
        assertThat(LayerBuilder.obstacleTo(Compression.ZSTD)).isEmpty();
        assertThat(LayerBuilder.obstacleTo(Compression.GZIP)).isEmpty();
    }
}

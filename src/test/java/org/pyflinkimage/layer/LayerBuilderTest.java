package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class LayerBuilderTest {

    private static final Origin ORIGIN = new Origin(LayerKind.PYTHON_PACKAGES, "numpy");

    @TempDir
    Path folder;

    private FileTree tree;
    private PackageFile wheel;
    private FolderStore store;

    @BeforeEach
    void setUp() {
        tree = new FileTree();
        wheel = new PackageFile(folder.resolve("numpy.whl"));
        store = new FolderStore(folder.resolve("store"));
    }

    /** In the place of what is hidden, as everything is ordered by its path. */
    @Test
    void whatIsHiddenIsAnEmptyFileOfAnotherName() throws IOException {
        Origin base = new Origin(LayerKind.BASE, "base");
        tree = FileTree.over(List.of(
                new FileTree.Entry(UnixPath.of("/a"), FileNode.directory(), base),
                new FileTree.Entry(UnixPath.of("/a/gone"), FileNode.file("old"), base),
                new FileTree.Entry(UnixPath.of("/gone"), FileNode.file("old"), base)));
        tree.add(ORIGIN, UnixPath.of("/a/b"), FileNode.file("new"));
        tree.add(ORIGIN, UnixPath.of("/a/x"), FileNode.file("new"));
        Layer before = new LayerBuilder(store).build(tree.slices().get(0), Compression.GZIP);
        tree.hide(ORIGIN, UnixPath.of("/gone"));
        tree.hide(ORIGIN, UnixPath.of("/a/gone"));

        Layer layer = new LayerBuilder(store).build(tree.slices().get(0), Compression.GZIP);

        assertThat(layer.digest()).isNotEqualTo(before.digest());
        Map<String, LayerReader.Read> members = LayerReader.read(layer);
        assertThat(members.keySet()).containsExactly("a/", "a/b", "a/.wh.gone", "a/x", ".wh.gone");
        assertThat(members.get(".wh.gone").header().isFile()).isTrue();
        assertThat(members.get(".wh.gone").bytes()).isEmpty();
    }

    /** As a Docker archive has it. */
    @Test
    void plainTarOfOthersIsCompressedOnceAndKeepsItsSum() throws IOException {
        byte[] tar = new byte[300_000];
        new Random(1).nextBytes(tar);
        Path file = Files.write(folder.resolve("layer.tar"), tar);
        LayerName name = LayerName.of(LayerKind.BASE);
        Layer plain = new Layer(name, file, Sha256.of(tar), Sha256.of(tar), tar.length, tar.length, Compression.NONE);
        Layer packed = new Layer(name, file, Sha256.of(tar), Sha256.of("other"), tar.length, 1, Compression.ZSTD);
        LayerBuilder builder = new LayerBuilder(store);
        assertThat(builder.hasCompressed(List.of(plain))).isFalse();

        List<Layer> compressed = builder.compressed(List.of(plain, packed));

        assertThat(compressed.get(1)).isSameAs(packed);
        Layer layer = compressed.get(0);
        assertThat(layer.compression()).isEqualTo(Compression.GZIP);
        assertThat(layer.diffId()).isEqualTo(Sha256.of(tar));
        assertThat(layer.unpackedSize()).isEqualTo(tar.length);
        assertThat(layer.digest()).isEqualTo(Sha256.of(layer.blob()));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(layer.blob()))) {
            assertThat(in.readAllBytes()).isEqualTo(tar);
        }
        assertThat(builder.hasCompressed(List.of(plain, packed))).isTrue();
        Files.delete(file);
        assertThat(builder.compressed(List.of(plain)).get(0)).isEqualTo(layer);
    }

    @Test
    void plainTarThatWasChangedIsNotCompressed() throws IOException {
        Path file = Files.write(folder.resolve("layer.tar"), new byte[1024]);
        Sha256 sum = Sha256.of("what it was");
        Layer plain = new Layer(LayerName.of(LayerKind.BASE), file, sum, sum, 1024, 1024, Compression.NONE);

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> new LayerBuilder(store).compressed(List.of(plain)))
                .withMessageContaining("layer.tar");
    }

    @Test
    void everyKindOfNodeComesBackWithModeAndOwner() throws IOException {
        add("/etc/sudoers.d", new Directory(01750, new Owner(0, 7)));
        add("/usr/bin/su", new RegularFile(04755, Owner.ROOT, Content.of("su")));
        add("/usr/bin/python", FileNode.link("python3.11"));
        add("/opt/flink/log", new Directory(0775, new Owner(9999, 9999)));

        Map<String, LayerReader.Read> read = LayerReader.read(build());

        assertThat(read.keySet())
                .containsExactly(
                        "etc/",
                        "etc/sudoers.d/",
                        "opt/",
                        "opt/flink/",
                        "opt/flink/log/",
                        "usr/",
                        "usr/bin/",
                        "usr/bin/python",
                        "usr/bin/su");
        assertThat(read.get("etc/sudoers.d/").header().getMode()).isEqualTo(01750);
        assertThat(read.get("etc/sudoers.d/").header().getLongGroupId()).isEqualTo(7);
        assertThat(read.get("usr/bin/su").header().getMode()).isEqualTo(04755);
        assertThat(read.get("usr/bin/su").bytes()).asString().isEqualTo("su");
        assertThat(read.get("usr/bin/python").header().getLinkName()).isEqualTo("python3.11");
        assertThat(read.get("opt/flink/log/").header().getLongUserId()).isEqualTo(9999);
    }

    @Test
    void secondNameOfAFileIsALink() throws IOException {
        add("/bin/perl", FileNode.program(Content.of("perl")));
        add("/bin/perl5", new HardLink(UnixPath.of("/bin/perl"), 0755, Owner.ROOT));

        Map<String, LayerReader.Read> read = LayerReader.read(build());

        assertThat(read.get("bin/perl").bytes()).asString().isEqualTo("perl");
        assertThat(read.get("bin/perl5").header().isLink()).isTrue();
        assertThat(read.get("bin/perl5").header().getLinkName()).isEqualTo("bin/perl");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 513, 4095, 4096, 8191, 8192, 8193, 65_535, 65_536, 300_001})
    void contentsOfEverySizeAndKindComeBack(int size) throws IOException {
        byte[] text =
                "one two three four\n".repeat(size / 19 + 1).substring(0, size).getBytes(StandardCharsets.UTF_8);
        byte[] noise = PackageFile.noise(size);
        add("/a/memory", FileNode.file(Content.of(text)));
        add("/b/deflated", FileNode.file(wheel.add(text)));
        add("/c/deflated-noise", FileNode.file(wheel.add(noise)));
        add("/d/stored", FileNode.file(stored(text)));
        add("/e/stored.jar", FileNode.file(stored(noise)));

        Map<String, LayerReader.Read> read = LayerReader.read(build());

        assertThat(read.get("a/memory").bytes()).isEqualTo(text);
        assertThat(read.get("b/deflated").bytes()).isEqualTo(text);
        assertThat(read.get("c/deflated-noise").bytes()).isEqualTo(noise);
        assertThat(read.get("d/stored").bytes()).isEqualTo(text);
        assertThat(read.get("e/stored.jar").bytes()).isEqualTo(noise);
    }

    @Test
    void compressibleFilesOfTheBuildMachineBecomeSmallerAndJarsAreStored() throws IOException {
        add(
                "/opt/flink/usrlib/table.csv",
                FileNode.file(stored("1,2,3\n".repeat(50_000).getBytes(StandardCharsets.UTF_8))));
        add("/opt/flink/lib/connector.jar", FileNode.file(stored(PackageFile.noise(300_000))));

        long size = build().size();

        assertThat(size).isBetween(300_000L, 303_000L);
    }

    @Test
    void sumsAndSizesAreThoseOfTheBlobAndItsTar() throws IOException {
        add("/x", FileNode.file(wheel.add(PackageFile.noise(20_000))));
        add("/y", FileNode.file("y"));

        Layer layer = build();

        byte[] tar = LayerReader.unzip(layer.blob());
        assertThat(layer.name().kind()).isEqualTo(LayerKind.PYTHON_PACKAGES);
        assertThat(layer.digest()).isEqualTo(Sha256.of(layer.blob()));
        assertThat(layer.size()).isEqualTo(Files.size(layer.blob()));
        assertThat(layer.diffId()).isEqualTo(Sha256.of(tar));
        assertThat(layer.unpackedSize()).isEqualTo(tar.length);
        assertThat(tar.length % 512).isZero();
    }

    @Test
    void emptySliceIsAnEmptyTar() throws IOException {
        Layer layer = new LayerBuilder(store)
                .build(new FileTree.Slice(LayerName.of(LayerKind.JOB), List.of()), Compression.GZIP);

        assertThat(LayerReader.unzip(layer.blob())).isEqualTo(new byte[1024]);
    }

    @ParameterizedTest
    @ValueSource(ints = {8191, 8192})
    void streamOfALargeFileIsCarriedAsItIs(int size) throws IOException {
        Content.Deflated content = wheel.add(PackageFile.noise(size));
        add("/x", FileNode.file(content));
        byte[] stream;
        try (InputStream raw = content.openDeflated()) {
            stream = raw.readAllBytes();
        }

        String blob = Files.readString(build().blob(), StandardCharsets.ISO_8859_1);

        assertThat(blob.contains(new String(stream, StandardCharsets.ISO_8859_1)))
                .isEqualTo(size >= 8192);
    }

    @Nested
    class SameBytes {

        @Test
        void whateverTheOrderLocaleAndTimeZone() throws IOException {
            addSamples();
            Layer expected = build();
            FileTree.Slice slice = tree.slices().get(0);
            List<FileTree.Entry> shuffled = new ArrayList<>(slice.entries());
            Collections.shuffle(shuffled, new Random(42));
            Locale locale = Locale.getDefault();
            TimeZone zone = TimeZone.getDefault();
            try {
                Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
                Layer other = builder("other").build(new FileTree.Slice(slice.name(), shuffled), Compression.GZIP);

                assertThat(other.digest()).isEqualTo(expected.digest());
                assertThat(other.diffId()).isEqualTo(expected.diffId());
            } finally {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
            }
        }

        @Test
        void whenManyLayersAreBuiltAtATime() throws IOException {
            addSamples();
            Layer expected = build();
            List<FileTree.Slice> slices = Collections.nCopies(6, tree.slices().get(0));

            List<Layer> layers = builder("other").build(slices, Compression.GZIP);

            assertThat(layers).extracting(Layer::digest).containsOnly(expected.digest());
        }

        @Test
        void asYesterday() throws IOException {
            addSamples();

            Layer layer = build();

            // A change of these sums is a change of every image: raise LayerKey.FORMAT with it.
            assertThat(layer.diffId().hex())
                    .isEqualTo("fb17abdd0280bc797012489d3b1c5cc90cdfeb230dfab07564dbd7da3fe91987");
            assertThat(layer.digest().hex())
                    .isEqualTo("c1993e19b8da49ebf35b6b77a6a0b1798a1a99e5264924d458cdeb3eaf414241");
        }

        private void addSamples() throws IOException {
            add("/a/text", FileNode.file("Hello, world. ".repeat(100)));
            add("/a/deflated", FileNode.file(wheel.add(PackageFile.noise(30_000))));
            add("/a/" + "long/".repeat(60) + "é", FileNode.program(wheel.add(PackageFile.noise(100))));
            add("/b/stored", FileNode.file(stored(PackageFile.noise(70_000))));
            add("/b/link", FileNode.link("../a/text"));
            add("/b/again", new HardLink(UnixPath.of("/b/stored"), 0644, Owner.ROOT));
        }
    }

    @Nested
    class Keeping {

        @Test
        void sameSliceIsWrittenOnce() {
            add("/x", FileNode.file("x"));
            Layer first = build();
            int written = store.written();

            Layer second = build();

            assertThat(second).isEqualTo(first);
            assertThat(store.written()).isEqualTo(written).isEqualTo(2);
        }

        @Test
        void sumsThatWentMissingAreComputedAgain() throws IOException {
            add("/x", FileNode.file(wheel.add(PackageFile.noise(10_000))));
            Layer first = build();
            for (Path file : store.kept("layer")) {
                if (file.toString().endsWith(".sums")) {
                    Files.delete(file);
                }
            }

            assertThat(build()).isEqualTo(first);
        }
    }

    private void add(String path, FileNode node) {
        tree.add(ORIGIN, UnixPath.of(path), node);
    }

    private Layer build() {
        return new LayerBuilder(store).build(tree.slices().get(0), Compression.GZIP);
    }

    private LayerBuilder builder(String name) {
        return new LayerBuilder(new FolderStore(folder.resolve(name)));
    }

    private Content stored(byte[] bytes) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "stored", ""), bytes);
        return Content.of(file, bytes.length, Sha256.of(bytes));
    }
}

package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class PackedArchiveTest {

    @TempDir
    private Path folder;

    /** It would be read back as another. */
    @Test
    void ownerThatNoSystemHasIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Owner(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Owner(0, 1L << 32));
        assertThat(new Owner(0xffff_ffffL, 0)).hasToString("4294967295:0");
    }

    @Test
    void membersComeBackAsTheyWereAdded() throws IOException {
        byte[] text = "text ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "packed")) {
            writer.add(UnixPath.of("/d"), new Directory(01777, new Owner(1, 2)));
            writer.add(UnixPath.of("/d/text"), 04755, new Owner(3, 4), new ByteArrayInputStream(text));
            writer.add(UnixPath.of("/d/link"), FileNode.link("text"));
            writer.add(UnixPath.of("/d/hard"), new HardLink(UnixPath.of("/d/text"), 04755, new Owner(3, 4)));
            writer.add(UnixPath.of("/d/empty"), 0644, Owner.ROOT, new ByteArrayInputStream(new byte[0]));
        }

        List<Member> members = PackedArchive.read(file);

        assertThat(members)
                .extracting(member -> member.path().value())
                .containsExactly("/d", "/d/text", "/d/link", "/d/hard", "/d/empty");
        assertThat(members.get(0).node()).isEqualTo(new Directory(01777, new Owner(1, 2)));
        assertThat(members.get(2).node()).isEqualTo(FileNode.link("text"));
        RegularFile file1 = (RegularFile) members.get(1).node();
        assertThat(file1.mode()).isEqualTo(04755);
        assertThat(file1.content().identity()).isEqualTo(Sha256.of(text).hex());
        assertThat(bytesOf(file1.content())).isEqualTo(text);
        CRC32 crc = new CRC32();
        crc.update(text);
        assertThat(((Content.Deflated) file1.content()).crc32()).isEqualTo((int) crc.getValue());
        assertThat(bytesOf(((RegularFile) members.get(4).node()).content())).isEmpty();
    }

    @Test
    void compressedFilesAreStoredAsTheyAre() throws IOException {
        byte[] jar = new byte[100_000];
        new Random(7).nextBytes(jar);
        Path file = folder.resolve("packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "packed")) {
            writer.add(UnixPath.of("/a.JAR"), 0644, Owner.ROOT, new ByteArrayInputStream(jar));
        }

        Content content = ((RegularFile) PackedArchive.read(file).get(0).node()).content();

        assertThat(content).isInstanceOf(Content.Stored.class);
        assertThat(bytesOf(content)).isEqualTo(jar);
    }

    @ParameterizedTest
    @CsvSource({
        "a.jar, true",
        "a.b.WHL, true",
        "a.tar.gz, true",
        ".xz, true",
        "a.jar.txt, false",
        "jar, false",
        "ajar, false",
        "a., false",
        "jar.a, false"
    })
    void compressedFilesAreKnownByTheirExtension(String name, boolean stored) throws IOException {
        Path file = pack(writer -> writer.add(UnixPath.of("/" + name), 0644, Owner.ROOT, stream("text")));

        Content content = contentOf(PackedArchive.read(file).get(0));

        assertThat(content instanceof Content.Stored).isEqualTo(stored);
        assertThat(content.size()).isEqualTo(4);
        assertThat(content.identity()).isEqualTo(Sha256.of("text").hex());
    }

    @Test
    void eachFileHasAStreamOfItsOwn() throws IOException {
        Path file = pack(writer -> {
            writer.add(UnixPath.of("/a"), FileNode.program(Content.of("first ".repeat(100))));
            writer.add(UnixPath.of("/b.zip"), FileNode.file("stored"));
            writer.add(UnixPath.of("/c"), FileNode.file("third ".repeat(20_000)));
        });

        List<Member> members = PackedArchive.read(file);

        Content.Deflated first = (Content.Deflated) contentOf(members.get(0));
        Content.Stored second = (Content.Stored) contentOf(members.get(1));
        Content.Deflated third = (Content.Deflated) contentOf(members.get(2));
        assertThat(members.get(0).node().mode()).isEqualTo(0755);
        assertThat(first.stream().offset()).isZero();
        assertThat(second.offset()).isEqualTo(first.stream().size());
        assertThat(third.stream().offset()).isEqualTo(second.offset() + 6);
        assertThat(third.size()).isEqualTo(120_000);
        assertThat(inflate(third.stream())).isEqualTo("third ".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        assertThat(third.stream().offset() + third.stream().size()).isEqualTo(startOfIndex(file));
    }

    @Test
    void archiveMayHoldNothing() throws IOException {
        assertThat(PackedArchive.read(pack(writer -> {}))).isEmpty();
    }

    /** The index begins at 0 and has a count of four bytes and a sum of 64. */
    @ParameterizedTest
    @CsvSource({
        "-1,                   not a packed archive",
        "-9223372036854775808, not a packed archive",
        "1,                    its index has another sum than it had",
        "68,                   its index has another sum than it had",
        "69,                   not a packed archive",
        "9223372036854775807,  not a packed archive"
    })
    void indexThatStartsElsewhereIsNoIndex(long start, String reason) throws IOException {
        Path file = pack(writer -> {});
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putLong(bytes.length - 16, start);
        Files.write(file, bytes);

        assertUnreadable(file, reason);
    }

    @Test
    void archiveMayBeLargerThanAnIndexMay() throws IOException {
        Path file = pack(writer -> {});
        byte[] index = Files.readAllBytes(file);
        long start = (1L << 30) + 1;
        ByteBuffer.wrap(index).putLong(index.length - 16, start);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(start);
            sparse.write(index);
        }
        assertThat(PackedArchive.read(file)).isEmpty();

        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(sparse.length() - 16);
            sparse.writeLong(0);
        }
        assertUnreadable(file, "not a packed archive");
    }

    @Test
    void otherFileIsNotTakenForAPackedArchive() throws IOException {
        Path file = folder.resolve("packed");

        assertUnreadable(Files.write(file, new byte[16]), "not a packed archive");
        assertUnreadable(Files.write(file, new byte[15]), "packed archive ends early");
    }

    @Test
    void truncatedFileIsNotTakenForAPackedArchive() throws IOException {
        Path file = folder.resolve("packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "packed")) {
            writer.add(UnixPath.of("/x"), 0644, Owner.ROOT, new ByteArrayInputStream(new byte[5000]));
        }
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> PackedArchive.read(file));
        }
    }

    @Test
    void everyOtherBitIsNoticedWhereItIsRead() throws IOException {
        Path file = folder.resolve("packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "packed")) {
            writer.add(UnixPath.of("/bin"), new Directory(0755, Owner.ROOT));
            writer.add(UnixPath.of("/bin/sh"), 0755, Owner.ROOT, new ByteArrayInputStream(new byte[] {1, 2, 3}));
            writer.add(UnixPath.of("/a.jar"), 0644, Owner.ROOT, new ByteArrayInputStream(new byte[] {4, 5}));
        }
        byte[] whole = Files.readAllBytes(file);

        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            assertThatExceptionOfType(DamagedFile.class)
                    .as("bit %d", bit)
                    .isThrownBy(() -> readAll(file))
                    .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(file));
        }
    }

    @Test
    void archiveOfAnotherNameIsNotTakenForThisOne() throws IOException {
        Path file = folder.resolve("other");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "packed")) {
            writer.add(UnixPath.of("/bin"), new Directory(0755, Owner.ROOT));
        }

        assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> PackedArchive.read(file));
    }

    private static void assertUnreadable(Path file, String reason) {
        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> PackedArchive.read(file))
                .satisfies(damaged -> assertThat(damaged.reason()).isEqualTo(reason))
                .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(file));
    }

    /** Writes members. */
    @FunctionalInterface
    private interface Members {
        void write(PackedArchive.Writer writer) throws IOException;
    }

    private Path pack(Members members) throws IOException {
        Path file = folder.resolve("packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "packed")) {
            members.write(writer);
        }
        return file;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Content contentOf(Member member) {
        return ((RegularFile) member.node()).content();
    }

    private static long startOfIndex(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return ByteBuffer.wrap(bytes).getLong(bytes.length - 16);
    }

    private static byte[] inflate(Content deflated) throws IOException {
        try (InputStream stream = new InflaterInputStream(deflated.open(), new Inflater(true))) {
            return stream.readAllBytes();
        }
    }

    private static void readAll(Path file) throws IOException {
        for (Member member : PackedArchive.read(file)) {
            if (member.node() instanceof RegularFile content) {
                bytesOf(content.content());
            }
        }
    }

    private static byte[] bytesOf(Content content) throws IOException {
        try (InputStream stream = content.open()) {
            return stream.readAllBytes();
        }
    }
}

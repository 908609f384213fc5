package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void membersComeBackAsTheyWereAdded() throws IOException {
        byte[] text = "text ".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
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

    @Test
    void truncatedFileIsNotTakenForAPackedArchive() throws IOException {
        Path file = folder.resolve("packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "packed")) {
            writer.add(UnixPath.of("/x"), 0644, Owner.ROOT, new ByteArrayInputStream(new byte[5000]));
        }
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {0, 5, whole.length / 2, whole.length - 1}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
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

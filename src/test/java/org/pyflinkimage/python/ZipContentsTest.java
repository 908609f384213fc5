package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.ZipContents.Summed;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Sha256;

class ZipContentsTest {

    /** More than one buffer of bytes that cannot be deflated, so that they are many in the archive, too. */
    private static final byte[] BYTES = new byte[200_000];

    private static final byte[] BEFORE = "before".getBytes(StandardCharsets.US_ASCII);

    static {
        new Random(7).nextBytes(BYTES);
    }

    /** An entry that says of itself what it is told to, right or wrong. */
    private static final class Entry extends ZipArchiveEntry {
        private Entry(int method, byte[] stored, byte[] content) {
            super("a.bin");
            setMethod(method);
            setCompressedSize(stored.length);
            setSize(content.length);
            CRC32 crc = new CRC32();
            crc.update(content);
            setCrc(crc.getValue());
        }

        @Override
        public long getDataOffset() {
            return BEFORE.length;
        }
    }

    @TempDir
    private Path folder;

    @Test
    void storedEntryIsSummedWhereItLies() throws IOException {
        Summed summed = sum(write(BYTES), stored(), "sha256");

        assertThat(summed.content())
                .isEqualTo(new Content.Stored(
                        file(), BEFORE.length, BYTES.length, Sha256.of(BYTES).hex()));
        assertThat(summed.otherSum()).isEmpty();
    }

    @Test
    void deflatedEntryIsSummedAndItsStreamKept() throws IOException {
        byte[] deflated = deflated(BYTES);
        ZipArchiveEntry entry = new Entry(ZipEntry.DEFLATED, deflated, BYTES);

        assertThat(sum(write(deflated), entry, "").content())
                .isEqualTo(new Content.Deflated(
                        new Content.Stored(
                                file(),
                                BEFORE.length,
                                deflated.length,
                                Sha256.of(deflated).hex()),
                        BYTES.length,
                        (int) entry.getCrc(),
                        Sha256.of(BYTES).hex()));
    }

    @ParameterizedTest
    @CsvSource({"sha384, SHA-384", "sha512, SHA-512"})
    void strongerSumsAreComputedWhereAsked(String algorithm, String name) throws Exception {
        assertThat(sum(write(BYTES), stored(), algorithm).otherSum()).contains(digest(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", "md5", "SHA512"})
    void otherSumsAreNot(String algorithm) throws IOException {
        assertThat(sum(write(BYTES), stored(), algorithm).otherSum()).isEmpty();
    }

    @Test
    void textIsReadAsUtf8() throws IOException {
        byte[] bytes = "Größe\n".getBytes(StandardCharsets.UTF_8);

        assertThat(text(write(bytes), new Entry(ZipEntry.STORED, bytes, bytes))).isEqualTo("Größe\n");
    }

    @Test
    void emptyEntryIsRead() throws IOException {
        byte[] nothing = new byte[0];

        assertThat(text(write(nothing), new Entry(ZipEntry.STORED, nothing, nothing)))
                .isEmpty();
        byte[] deflated = deflated(nothing);
        assertThat(text(write(deflated), new Entry(ZipEntry.DEFLATED, deflated, nothing)))
                .isEmpty();
    }

    @Test
    void textIsNoLargerThanMemory() throws IOException {
        ZipArchiveEntry allowed = new Entry(ZipEntry.STORED, BEFORE, BEFORE);
        allowed.setSize(64 << 20);
        ZipArchiveEntry larger = new Entry(ZipEntry.STORED, BEFORE, BEFORE);
        larger.setSize((64 << 20) + 1);
        Path file = write(BEFORE);

        assertThatThrownBy(() -> text(file, allowed)).hasMessage("a.bin has another size than its archive says");
        assertThatThrownBy(() -> text(file, larger)).hasMessage("a.bin is too large");
    }

    @Test
    void largerEntryThanStatedIsGivenUpAtOnce() throws IOException {
        ZipArchiveEntry entry = stored();
        entry.setSize(10);
        Path cut = write(new byte[100_000]);

        assertThatThrownBy(() -> text(cut, entry)).hasMessage("a.bin has another size than its archive says");
    }

    @Test
    void smallerEntryThanStatedIsRefused() throws IOException {
        ZipArchiveEntry entry = stored();
        entry.setSize(BYTES.length + 1);

        assertThatThrownBy(() -> text(write(BYTES), entry)).hasMessage("a.bin has another size than its archive says");
    }

    @Test
    void otherBytesThanStatedAreRefused() throws IOException {
        byte[] other = BYTES.clone();
        other[100_000] ^= 1;

        assertThatThrownBy(() -> text(write(other), stored()))
                .hasMessage("a.bin has another CRC than its archive says");
    }

    @Test
    void archiveThatEndsInsideAnEntryIsRefused() throws IOException {
        assertThatThrownBy(() -> text(write(new byte[100_000]), stored())).hasMessage("a.bin ends early");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void streamEndsWhereItsEntryDoes(int difference) throws IOException {
        byte[] deflated = deflated("text".repeat(9).getBytes(StandardCharsets.UTF_8));
        ZipArchiveEntry entry =
                new Entry(ZipEntry.DEFLATED, deflated, "text".repeat(9).getBytes(StandardCharsets.UTF_8));
        entry.setCompressedSize(deflated.length + difference);
        byte[] followed = Arrays.copyOf(deflated, deflated.length + 1);

        assertThatThrownBy(() -> text(write(followed), entry)).hasMessage("a.bin does not end where its archive says");
    }

    @Test
    void whatIsNoStreamIsRefused() throws IOException {
        byte[] noStream = {7, 7, 7, 7};

        assertThatThrownBy(() -> text(write(noStream), new Entry(ZipEntry.DEFLATED, noStream, BYTES)))
                .isInstanceOf(IOException.class);
    }

    private static ZipArchiveEntry stored() {
        return new Entry(ZipEntry.STORED, BYTES, BYTES);
    }

    private Path file() {
        return folder.resolve("archive");
    }

    private Path write(byte[] bytes) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(BEFORE);
        all.write(bytes);
        return Files.write(file(), all.toByteArray());
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater =
                new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            deflater.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] digest(String name) throws GeneralSecurityException {
        return MessageDigest.getInstance(name).digest(BYTES);
    }

    private static Summed sum(Path file, ZipArchiveEntry entry, String algorithm) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ZipContents(file, channel).sum(entry, algorithm);
        }
    }

    private static String text(Path file, ZipArchiveEntry entry) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ZipContents(file, channel).text(entry);
        }
    }
}

package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

class ContentTest {

    /** A byte of every kind: small, above 127, and 255, which must not be taken for the end. */
    private static final byte[] BYTES = {'a', (byte) 0xff, (byte) 0x80, 0, 'z'};

    /** Of something else. */
    private static final String SUM = "0".repeat(64);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.write(folder.resolve("file"), BYTES);
    }

    @Test
    void textIsItsUtf8Bytes() throws IOException {
        Content content = Content.of("é");

        assertThat(content.size()).isEqualTo(2);
        assertThat(content.identity()).isEqualTo(Sha256.of("é").hex());
        assertThat(bytesOf(content)).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bytesInMemoryAreEqualWhereTheirSumsAre() {
        assertThat(Content.of("same")).isEqualTo(Content.of("same")).hasSameHashCodeAs(Content.of("same"));
        assertThat(Content.of("same")).isNotEqualTo(Content.of("other")).isNotEqualTo("same");
        assertThat(Content.of("same").hashCode())
                .isNotEqualTo(Content.of("other").hashCode());
    }

    @Test
    void wholeFileIsReadFromItsStart() throws IOException {
        Content content = Content.of(file, BYTES.length, Sha256.of(BYTES));

        assertThat(content.size()).isEqualTo(5);
        assertThat(content.identity()).isEqualTo(Sha256.of(BYTES).hex());
        assertThat(bytesOf(content)).isEqualTo(BYTES);
    }

    @Test
    void rangeOfAFileIsReadAndNothingAroundIt() throws IOException {
        assertThat(bytesOf(range(1, 3))).containsExactly(0xff, 0x80, 0);
        assertThat(bytesOf(range(2, 0))).isEmpty();
        assertThat(bytesOf(range(5, 0))).isEmpty();
    }

    @Test
    void singleBytesOfARangeAreReadUnsigned() throws IOException {
        try (InputStream stream = range(0, 3).open()) {
            assertThat(new int[] {stream.read(), stream.read(), stream.read(), stream.read(), stream.read()})
                    .containsExactly('a', 0xff, 0x80, -1, -1);
        }
    }

    @Test
    void partOfABufferIsFilled() throws IOException {
        byte[] buffer = new byte[6];
        try (InputStream stream = range(0, 5).open()) {
            assertThat(stream.read(buffer, 1, 0)).isZero();
            assertThat(stream.read(buffer, 1, 2)).isEqualTo(2);
            assertThat(stream.read(buffer, 4, 2)).isEqualTo(2);
            assertThat(buffer).containsExactly(0, 'a', 0xff, 0, 0x80, 0);
            assertThat(stream.read(buffer, 0, 6)).isEqualTo(1);
            assertThat(stream.read(buffer, 0, 6)).isEqualTo(-1);
            assertThat(stream.read(buffer, 0, 0)).isZero();
        }
    }

    @Test
    void fileThatIsShorterThanItsRangeIsDamaged() throws IOException {
        try (InputStream stream = new Content.Stored(file, 3, 3, SUM).open()) {
            assertThat(stream.readNBytes(2)).hasSize(2);
            assertDamaged(stream::read, "it ends after 5 bytes");
        }
    }

    @Test
    void missingFileIsDamaged() {
        Content gone = new Content.Stored(folder.resolve("gone"), 0, 3, SUM);

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(gone::open)
                .satisfies(damaged -> assertThat(damaged.reason()).isEqualTo("it is gone"));
    }

    @Test
    void otherBytesThanTheyWereAreFoundAtTheLastOne() throws IOException {
        try (InputStream stream = new Content.Stored(file, 1, 3, SUM).open()) {
            assertThat(stream.readNBytes(2)).hasSize(2);
            String found = Sha256.of(new byte[] {(byte) 0xff, (byte) 0x80, 0}).hex();
            assertDamaged(stream::read, "its bytes have the sum %s, and had %s".formatted(found, SUM));
        }
    }

    @Test
    void closedRangeIsReadNoMore() throws IOException {
        InputStream stream = range(0, 5).open();
        stream.close();

        assertThatIOException().isThrownBy(stream::read).isInstanceOf(ClosedChannelException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 2", "1, 2, 2", "2, 2, 1", "3, 2, 0", "4, 2, 0", "0, 9, 3", "1, 0, 0"})
    void sampleEndsWithItsRange(int start, int length, int expected) throws IOException {
        // Nothing is checked by a sample: it has another sum.
        byte[] sample = new Content.Stored(file, 1, 3, SUM).sample(start, length);

        assertThat(sample).isEqualTo(Arrays.copyOfRange(BYTES, 1 + start, 1 + start + expected));
    }

    @Test
    void sampleEndsWithItsFile() throws IOException {
        assertThat(new Content.Stored(file, 3, 100, SUM).sample(0, 50)).containsExactly(0, 'z');
    }

    @Test
    void deflatedRangeIsInflatedOrReadAsItIs() throws IOException {
        byte[] text = "to be or not to be ".repeat(2000).getBytes(StandardCharsets.UTF_8);
        Content.Deflated content = deflated(text);

        assertThat(content.size()).isEqualTo(text.length);
        assertThat(bytesOf(content)).isEqualTo(text);
        try (InputStream stream = content.openDeflated()) {
            assertThat(stream.readAllBytes()).isEqualTo(deflate(text));
        }
    }

    @Test
    void deflatedRangeIsCheckedToItsEndWhereverItsStreamEnds() throws IOException {
        Content.Deflated content = deflated(BYTES);
        byte[] bytes = Files.readAllBytes(file);
        Content.Stored longer =
                new Content.Stored(file, BYTES.length, content.stream().size() + 2, SUM);
        Content.Stored shorter = new Content.Stored(
                file,
                BYTES.length,
                content.stream().size() - 1,
                Sha256.of(Arrays.copyOfRange(bytes, 5, (int) content.stream().size() + 4))
                        .hex());

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> bytesOf(new Content.Deflated(longer, BYTES.length, 0, SUM)))
                .withMessageContaining("its bytes have the sum");
        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> bytesOf(new Content.Deflated(shorter, BYTES.length, 0, SUM)))
                .withMessageContaining("Unexpected end of ZLIB input stream");
    }

    @Test
    void closedDeflatedStreamIsReadNoMore() throws IOException {
        InputStream stream = deflated(BYTES).open();
        stream.close();

        assertThatIOException().isThrownBy(stream::read).withMessage("Stream closed");
    }

    private void assertDamaged(ThrowingCallable reading, String reason) {
        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(reading)
                .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(file))
                .satisfies(damaged -> assertThat(damaged.reason()).isEqualTo(reason));
    }

    private Content range(int offset, int size) {
        byte[] bytes = Arrays.copyOfRange(BYTES, offset, offset + size);
        return new Content.Stored(file, offset, size, Sha256.of(bytes).hex());
    }

    /** With other bytes before and behind the stream. */
    private Content.Deflated deflated(byte[] bytes) throws IOException {
        byte[] stream = deflate(bytes);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(BYTES);
        all.writeBytes(stream);
        all.writeBytes(BYTES);
        Files.write(file, all.toByteArray());
        CRC32 crc = new CRC32();
        crc.update(bytes);
        Content.Stored range = new Content.Stored(
                file, BYTES.length, stream.length, Sha256.of(stream).hex());
        return new Content.Deflated(range, bytes.length, (int) crc.getValue(), SUM);
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(stream, deflater)) {
            out.write(bytes);
        } finally {
            deflater.end();
        }
        return stream.toByteArray();
    }

    private static byte[] bytesOf(Content content) throws IOException {
        try (InputStream stream = content.open()) {
            return stream.readAllBytes();
        }
    }
}

package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;

class GzipMembersTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream blob = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {1, 511, 32767, 32768, 32769, 65535, 65536, 65537, 200_000})
    void whatIsDeflatedStoredAndCarriedUnpacksInItsOrder(int length) throws IOException {
        byte[] text = "All work and no play. "
                .repeat(length / 22 + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.UTF_8);
        byte[] noise = PackageFile.noise(length);
        Content.Deflated carried = new PackageFile(folder.resolve("a.whl")).add(text);
        GzipMembers members = new GzipMembers(blob);

        members.write(text, 0, text.length);
        members.store(new ByteArrayInputStream(noise), noise.length);
        members.write(noise, 0, noise.length);
        carry(members, carried);
        carry(members, carried);
        members.write(text, 0, text.length);
        members.finish();

        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] part : new byte[][] {text, noise, noise, text, text, text}) {
            expected.writeBytes(part);
        }
        assertThat(unzip(blob.toByteArray())).isEqualTo(expected.toByteArray());
    }

    @Test
    void bytesDoNotDependOnHowTheyArriveInPieces() throws IOException {
        byte[] bytes = ("abc".repeat(40_000) + new Random(7).nextLong()).getBytes(StandardCharsets.UTF_8);
        GzipMembers whole = new GzipMembers(blob);
        whole.write(bytes, 0, bytes.length);
        whole.finish();
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        GzipMembers pieces = new GzipMembers(other);
        for (int i = 0; i < bytes.length; i += 1000) {
            pieces.write(bytes, i, Math.min(1000, bytes.length - i));
        }
        pieces.finish();

        assertThat(other.toByteArray()).isEqualTo(blob.toByteArray());
    }

    @Test
    void carriedStreamIsInTheBlobAsItWas() throws IOException {
        Content.Deflated carried = new PackageFile(folder.resolve("a.whl")).add(PackageFile.noise(5000));
        GzipMembers members = new GzipMembers(blob);

        carry(members, carried);
        members.finish();

        byte[] stream;
        try (InputStream raw = carried.openDeflated()) {
            stream = raw.readAllBytes();
        }
        assertThat(Arrays.copyOfRange(blob.toByteArray(), 10, 10 + stream.length))
                .isEqualTo(stream);
        assertThat(blob.size()).isEqualTo(10 + stream.length + 8);
    }

    @Test
    void sizeBeyond4GibibytesIsKeptInItsLower32Bits() throws IOException {
        GzipMembers members = new GzipMembers(blob);

        members.carry(new ByteArrayInputStream(new byte[] {3, 0}), (1L << 32) + 5, 0xcafe);
        members.finish();

        ByteBuffer trailer = ByteBuffer.wrap(blob.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(trailer.getInt(12)).isEqualTo(0xcafe);
        assertThat(trailer.getInt(16)).isEqualTo(5);
    }

    @Test
    void storedContentThatEndsEarlyIsRefused() throws IOException {
        GzipMembers members = new GzipMembers(blob);

        assertThatThrownBy(() -> members.store(new ByteArrayInputStream(new byte[70_000]), 70_001))
                .isInstanceOf(IOException.class)
                .hasMessage("content ends before its size is reached");
    }

    @Test
    void storedBytesAreInTheBlobAsTheyWereInBlocksOfTheFormat() throws IOException {
        byte[] noise = PackageFile.noise(65_535 + 3);
        GzipMembers members = new GzipMembers(blob);

        members.store(new ByteArrayInputStream(noise), noise.length);
        members.finish();

        byte[] bytes = blob.toByteArray();
        assertThat(bytes).hasSize(10 + 5 + 65_535 + 5 + 3 + 8).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
        assertThat(Arrays.copyOfRange(bytes, 10, 15)).containsExactly(0, 0xff, 0xff, 0, 0);
        assertThat(Arrays.copyOfRange(bytes, 15, 15 + 65_535)).isEqualTo(Arrays.copyOf(noise, 65_535));
        assertThat(Arrays.copyOfRange(bytes, 15 + 65_535, 20 + 65_535)).containsExactly(1, 3, 0, 0xfc, 0xff);
    }

    @Test
    void nothingWrittenIsNoMemberAndEverythingWrittenIsFlushed() throws IOException {
        GzipMembers members = new GzipMembers(new BufferedOutputStream(blob));
        members.write(new byte[0], 0, 0);
        members.finish();
        assertThat(blob.size()).isZero();

        GzipMembers more = new GzipMembers(new BufferedOutputStream(blob));
        more.write("x".getBytes(StandardCharsets.UTF_8), 0, 1);
        more.finish();
        assertThat(unzip(blob.toByteArray())).containsExactly('x');
    }

    private static void carry(GzipMembers members, Content.Deflated content) throws IOException {
        try (InputStream stream = content.openDeflated()) {
            members.carry(stream, content.size(), content.crc32());
        }
    }

    private static byte[] unzip(byte[] blob) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(blob))) {
            return in.readAllBytes();
        }
    }
}

package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.tree.Content;

/** Contents in memory and in ranges of files: told by a sample of 32 KiB out of their middle. */
class CompressibleTest {

    private static final Random RANDOM = new Random(11);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        // What is small is deflated, whatever it is.
        "0,      0,      0,      true",
        "4095,   0,      0,      true",
        "4096,   0,      0,      false",
        "0,      4096,   0,      true",
        "40000,  0,      0,      false",
        "0,      40000,  0,      true",
        // A jar with a text before or behind it is a jar; a text between jars that large is a text.
        "34000,  32768,  34000,  true",
        "100001, 32768,  100001, true",
        "34000,  1000,   34000,  false",
        // Nine tenths are worth it, not much more.
        "20000,  12000,  0,      true",
        "31000,  1000,   0,      false"
    })
    void middleDecides(int noise, int text, int noiseBehind, boolean compressible) throws IOException {
        byte[] bytes = bytes(noise, text, noiseBehind);

        assertThat(Compressible.is(Content.of(bytes))).isEqualTo(compressible);
        assertThat(Compressible.is(range(bytes, 0))).isEqualTo(compressible);
        assertThat(Compressible.is(range(bytes, 50_000))).isEqualTo(compressible);
    }

    @ParameterizedTest
    @CsvSource({"34000, 32768, 34000", "100001, 32768, 100001"})
    void textAroundNoiseDoesNotCount(int text, int noise, int textBehind) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(bytes(0, text, noise));
        bytes.writeBytes(bytes(0, textBehind, 0));

        assertThat(Compressible.is(Content.of(bytes.toByteArray()))).isFalse();
        assertThat(Compressible.is(range(bytes.toByteArray(), 50_000))).isFalse();
    }

    /** With noise before and text behind, which belong to somebody else. */
    private Content range(byte[] bytes, int offset) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(offset, 0, 0));
        all.writeBytes(bytes);
        all.writeBytes(new byte[50_000]);
        Path file = Files.write(folder.resolve("range"), all.toByteArray());
        return new Content.Stored(file, offset, bytes.length, "x");
    }

    private static byte[] bytes(int noise, int text, int noiseBehind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(noise(noise));
        bytes.writeBytes(new byte[text]);
        bytes.writeBytes(noise(noiseBehind));
        return bytes.toByteArray();
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}

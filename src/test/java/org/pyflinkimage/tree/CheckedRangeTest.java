package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.layer.PackageFile;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

/** Contents that lie in files are read to their end only where they are what they were. */
class CheckedRangeTest {

    private static final byte[] BYTES = "some text, ".repeat(5000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path file;
    private Content.Stored stored;

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("file");
        Files.write(file, BYTES);
        byte[] range = Arrays.copyOfRange(BYTES, 100, 50_000);
        stored = new Content.Stored(file, 100, range.length, Sha256.of(range).hex());
    }

    @Test
    void rangeComesBackHoweverItIsRead() throws IOException {
        byte[] expected = Arrays.copyOfRange(BYTES, 100, 50_000);

        assertThat(all(stored)).isEqualTo(expected);
        try (InputStream stream = stored.open()) {
            for (byte value : expected) {
                assertThat(stream.read()).isEqualTo(value);
            }
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(new byte[3], 0, 3)).isEqualTo(-1);
            assertThat(stream.read(new byte[3], 0, 0)).isZero();
        }
    }

    @Test
    void emptyRangeIsNothing() throws IOException {
        assertThat(all(new Content.Stored(file, 7, 0, Sha256.of("").hex()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 30_000, 49_999})
    void otherByteInTheRangeIsNoticed(int at) throws IOException {
        flip(at);

        assertDamaged(stored);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 50_000})
    void otherByteBesideTheRangeDoesNotMatter(int at) throws IOException {
        flip(at);

        assertThat(all(stored)).hasSize(49_900);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 99, 100, 49_999})
    void fileThatEndsBeforeItsRangeIsNoticed(int length) throws IOException {
        Files.write(file, Arrays.copyOf(BYTES, length));

        assertDamaged(stored);
    }

    @Test
    void fileThatIsGoneIsNoticed() throws IOException {
        Files.delete(file);

        assertDamaged(stored);
    }

    @Test
    void lastByteIsNotGivenWhereTheSumIsAnother() throws IOException {
        flip(200);
        long given = 0;
        try (InputStream stream = stored.open()) {
            while (stream.read() >= 0) {
                given++;
            }
        } catch (DamagedFile e) {
            assertThat(given).isEqualTo(stored.size() - 1);
            return;
        }
        throw new AssertionError("not noticed");
    }

    @Test
    void sampleIsGivenAsItLiesThere() throws IOException {
        flip(105);

        assertThat(stored.sample(3, 4))
                .isEqualTo(new byte[] {BYTES[103], BYTES[104], (byte) (BYTES[105] ^ 1), BYTES[106]});
        assertThat(stored.sample(49_890, 40)).hasSize(10);
        assertThat(stored.sample(60_000, 40)).isEmpty();
        Files.write(file, Arrays.copyOf(BYTES, 110));
        assertThat(stored.sample(0, 40)).hasSize(10);
    }

    @Test
    void everyByteOfADeflateStreamCounts() throws IOException {
        Content.Deflated deflated = new PackageFile(file).add(Arrays.copyOf(BYTES, 3000));
        byte[] whole = Files.readAllBytes(file);
        assertThat(all(deflated)).isEqualTo(Arrays.copyOf(BYTES, 3000));

        for (int bit = 0; bit < deflated.stream().size() * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[Math.toIntExact(deflated.stream().offset()) + bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            assertDamaged(deflated);
        }
    }

    private void assertDamaged(Content content) {
        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> all(content))
                .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(file));
    }

    private void flip(int at) throws IOException {
        byte[] bytes = BYTES.clone();
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static byte[] all(Content content) throws IOException {
        try (InputStream stream = content.open()) {
            return stream.readAllBytes();
        }
    }
}

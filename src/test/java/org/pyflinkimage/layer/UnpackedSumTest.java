package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

class UnpackedSumTest {

    private static final byte[] TEXT = "all work and no play ".repeat(20_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 1 << 20})
    void sumIsThatOfPlainAndInflatedBytesInTheirOrder(int piece) throws IOException {
        Content.Deflated content = content();
        try (UnpackedSum sum = new UnpackedSum()) {
            sum.plain(new byte[] {1, 2});
            for (int times = 0; times < 2; times++) {
                sum.begin(content, "x");
                add(sum, content, piece);
                sum.endStream();
                sum.plain(new byte[] {3});
            }

            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : new byte[][] {{1, 2}, TEXT, {3}, TEXT, {3}}) {
                all.writeBytes(part);
            }
            assertThat(sum.finish()).isEqualTo(Sha256.of(all.toByteArray()));
            assertThat(sum.size()).isEqualTo(all.size());
        }
    }

    @Test
    void longerStreamThanPromisedIsRefusedBeforeItsEnd() throws IOException {
        Content.Deflated content = content();
        try (UnpackedSum sum = new UnpackedSum()) {
            sum.begin(new Content.Deflated(content.stream(), 1000, content.crc32(), "x"), "usr/lib/x.py");
            add(sum, content, 1 << 20);

            assertThatExceptionOfType(DamagedFile.class)
                    .isThrownBy(sum::finish)
                    .satisfies(damaged -> assertThat(damaged.file())
                            .isEqualTo(content.stream().file()))
                    .satisfies(damaged -> assertThat(damaged.reason())
                            .isEqualTo(
                                    "the deflate stream of `/usr/lib/x.py` at byte 4 does not give the 1000 bytes with the CRC-32 %08x that its index promises"
                                            .formatted(content.crc32())));
        }
    }

    @Test
    void threadEndsWithTheSumWhetherItWasFinishedOrNot() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        UnpackedSum finished = new UnpackedSum();
        finished.finish();
        finished.close();
        UnpackedSum left = new UnpackedSum();
        left.plain(TEXT);
        left.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("layer-sum");
    }

    private static void add(UnpackedSum sum, Content.Deflated content, int piece) throws IOException {
        try (InputStream stream = content.openDeflated()) {
            byte[] bytes = stream.readAllBytes();
            for (int i = 0; i < bytes.length; i += piece) {
                sum.deflated(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece)));
            }
        }
    }

    private Content.Deflated content() throws IOException {
        return new PackageFile(folder.resolve("a.whl")).add(TEXT);
    }
}

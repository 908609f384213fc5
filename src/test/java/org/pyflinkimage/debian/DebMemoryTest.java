package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.PyFlinkException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What unpacking a package takes of memory: its streams say it, before a byte of them is read. */
class DebMemoryTest {

    /** An empty tar. */
    private static final String TAR = "\0".repeat(1024);

    @TempDir
    private Path folder;

    /** 2 to the power of 26, which {@code xz -9} takes, is the 28th size; three times 2 to the power of 26 the 31st. */
    @ParameterizedTest
    @CsvSource({"18, 3", "28, 65", "31, 193"})
    void memoryThatUnpackingTakesIsAskedFor(int size, int mebibytes) throws IOException {
        List<String> asked = new ArrayList<>();
        Path deb = Files.write(folder.resolve("x.deb"), ofData(withDictionary(size, xz(TAR))));

        DebFile.pack(deb, folder.resolve("packed"), "packed", count -> {}, wanted -> {
            asked.add("take " + wanted);
            return () -> asked.add("give back " + wanted);
        });

        assertThat(asked).containsExactly("take 1", "give back 1", "take " + mebibytes, "give back " + mebibytes);
    }

    @Test
    void memoryIsGivenBackByWhatFails() throws IOException {
        List<String> asked = new ArrayList<>();
        byte[] broken = withDictionary(20, xz("x".repeat(2000)));
        Path deb = Files.write(folder.resolve("x.deb"), ofData(Arrays.copyOf(broken, broken.length - 40)));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> DebFile.pack(deb, folder.resolve("packed"), "packed", count -> {}, wanted -> {
                    asked.add("take " + wanted);
                    return () -> asked.add("give back " + wanted);
                }));
        assertThat(asked).containsExactly("take 1", "give back 1", "take 5", "give back 5");
    }

    @Test
    void moreMemoryThanAnyPackageNeedsIsRefused() throws IOException {
        assertRefused(
                ofData(withDictionary(32, xz(TAR))),
                "unpacking `data.tar.xz` takes 257 MiB of memory, and more than 256 are not given");
    }

    /** One xz stream may follow another, with a dictionary of its own. */
    @Test
    void laterBlocksHaveNoMoreMemoryThanTheFirst() throws IOException {
        byte[] large = withDictionary(28, xz(TAR));
        byte[] twice = Arrays.copyOf(xz(TAR), xz(TAR).length + large.length);
        System.arraycopy(large, 0, twice, xz(TAR).length, large.length);

        assertRefused(ofData(twice), "65");
        byte[] nothing = xz("");
        byte[] late = new byte[nothing.length * 100 + large.length];
        for (int i = 0; i < 100; i++) {
            System.arraycopy(nothing, 0, late, i * nothing.length, nothing.length);
        }
        System.arraycopy(large, 0, late, nothing.length * 100, large.length);
        assertRefused(ofData(late), "0 KiB");
    }

    private static byte[] xz(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(bytes, new LZMA2Options(0))) {
            xz.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    /** The stream with another size of the dictionary in its first block's head, whose sum stands at its end. */
    private static byte[] withDictionary(int size, byte[] xz) {
        byte[] changed = xz.clone();
        int head = 12;
        int length = (changed[head] & 0xff) * 4;
        changed[head + 4] = (byte) size;
        CRC32 sum = new CRC32();
        sum.update(changed, head, length);
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(head + length, (int) sum.getValue());
        return changed;
    }

    /** A package with that for its data. */
    private static byte[] ofData(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            DebBuilder.add(ar, "debian-binary", "2.0".getBytes(StandardCharsets.US_ASCII));
            DebBuilder.add(ar, "control.tar.xz", xz(TAR));
            DebBuilder.add(ar, "data.tar.xz", data);
        }
        return bytes.toByteArray();
    }

    private void assertRefused(byte[] deb, String reason) throws IOException {
        Path file = Files.write(folder.resolve("x.deb"), deb);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> PackedDebs.pack(file, folder.resolve("packed"), "packed"))
                .withMessageContaining("[PYF-309] `x.deb` is refused as a Debian package")
                .withMessageContaining(reason);
    }
}

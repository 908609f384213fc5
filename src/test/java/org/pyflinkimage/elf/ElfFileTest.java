package org.pyflinkimage.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.elf.ElfFile.NeededVersion;

/** Against what {@code readelf} says ({@code src/test/scripts/elf-files.sh}), and what is no sound file. */
class ElfFileTest {

    private static final int VERSIONS_READ = 1 << 18;

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ElfFileTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }

    private static ElfBytes bytes(byte[] whole) {
        return (offset, length) -> {
            assertThat(offset).isNotNegative();
            assertThat(length).isNotNegative();
            int from = (int) Math.min(offset, whole.length);
            return Arrays.copyOfRange(whole, from, (int) Math.min((long) from + length, whole.length));
        };
    }

    private static Optional<ElfFile> read(byte[] whole) throws IOException {
        return ElfFile.read(bytes(whole));
    }

    @ParameterizedTest
    @ValueSource(strings = {"libneeding-rpath", "libneeding-runpath", "libneeding-versions", "libother-versions"})
    void saysWhatReadelfSays(String file) throws IOException {
        ElfFile elf = read(resource(file + ".so")).orElseThrow();

        List<String> said = new ArrayList<>();
        elf.needed().forEach(name -> said.add("needed " + name));
        if (!elf.rpath().isEmpty()) {
            said.add("rpath " + String.join(":", elf.rpath()));
        }
        if (!elf.runpath().isEmpty()) {
            said.add("runpath " + String.join(":", elf.runpath()));
        }
        String library = "";
        for (NeededVersion version : elf.versions()) {
            if (!version.library().equals(library)) {
                library = version.library();
                said.add("file " + library);
            }
            said.add("version " + version.version());
        }
        elf.defined().forEach(version -> said.add("defined " + version));
        assertThat(elf.machine()).isEqualTo(ElfFile.X86_64);
        assertThat(said)
                .containsExactlyElementsOf(new String(resource(file + ".txt"), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .toList());
    }

    /** A file of four parts: header, two program headers, tags, strings. */
    private static byte[] made(ByteOrder order, long... tags) {
        ByteBuffer file = ByteBuffer.allocate(1024).order(order);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1)});
        file.putShort(18, (short) ElfFile.AARCH64);
        file.putLong(32, 64);
        file.putShort(54, (short) 56);
        file.putShort(56, (short) 2);
        segment(file, 64, 1, 0, 0x1000, 1024);
        segment(file, 120, 2, 256, 0x1100, tags.length * 8L);
        IntStream.range(0, tags.length).forEach(i -> file.putLong(256 + 8 * i, tags[i]));
        file.position(512);
        file.put("\0liba.so.1\0$ORIGIN::/b\0".getBytes(StandardCharsets.US_ASCII));
        return file.array();
    }

    private static void segment(ByteBuffer file, int at, int type, long offset, long address, long size) {
        file.putInt(at, type);
        file.putLong(at + 8, offset);
        file.putLong(at + 16, address);
        file.putLong(at + 32, size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void bothOrdersOfBytesAreRead(String order) throws IOException {
        ByteOrder bytes = order.startsWith("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;

        ElfFile elf = read(made(bytes, 1, 1, 5, 0x1200, 29, 11, 0, 0, 1, 99)).orElseThrow();

        assertThat(elf)
                .isEqualTo(new ElfFile(
                        ElfFile.AARCH64,
                        List.of("liba.so.1"),
                        List.of(),
                        List.of("$ORIGIN", "/b"),
                        List.of(),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "without strings, 1 1 0 0",
        "strings at no address, 1 1 5 0x9999 0 0",
        "strings at a negative address, 1 1 5 -1 0 0",
        "a name behind the strings, 1 0x7fff 5 0x1200 0 0",
        "a name far behind, 1 0x7fffffffffffffff 5 0x1200 0 0",
        "a negative name, 1 -1 5 0x1200 0 0",
        "versions at no address, 1 1 5 0x1200 0x6ffffffe 0x99999 0 0",
        "versions that lead out, 1 1 5 0x1200 0x6ffffffe 0x13f8 0 0"
    })
    void unsoundFilesAreNone(String what, String tags) throws IOException {
        long[] numbers =
                Arrays.stream(tags.split(" ", -1)).mapToLong(Long::decode).toArray();

        assertThat(read(made(ByteOrder.LITTLE_ENDIAN, numbers))).as(what).isEmpty();
    }

    /** What it needs is read all the same. */
    @ParameterizedTest
    @ValueSource(longs = {0x99999, 0x13f8})
    void versionsOfItsOwnThatLeadNowhereAreNone(long address) throws IOException {
        ElfFile elf = read(made(ByteOrder.LITTLE_ENDIAN, 1, 1, 5, 0x1200, 0x6ffffffcL, address, 0, 0))
                .orElseThrow();

        assertThat(elf.needed()).containsExactly("liba.so.1");
        assertThat(elf.defined()).isEmpty();
    }

    @Test
    void filesOfOtherKindsAreNone() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read("#!/bin/sh\n".repeat(20).getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        byte[] narrow = resource("libneeding-rpath.so");
        narrow[4] = 1;
        assertThat(read(narrow)).isEmpty();
    }

    /** A file that needs one library so often. */
    private static byte[] naming(int times, String name) {
        int strings = 256 + 16 * (times + 2);
        byte[] text = ("\0" + name + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(strings + text.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(made(ByteOrder.LITTLE_ENDIAN), 0, 256);
        segment(file, 64, 1, 0, 0x1000, file.capacity());
        segment(file, 120, 2, 256, 0x1100, 16L * (times + 2));
        file.position(256);
        for (int i = 0; i < times; i++) {
            file.putLong(1).putLong(1);
        }
        file.putLong(5).putLong(0x1000 + strings).putLong(0).putLong(0);
        file.put(text);
        return file.array();
    }

    @ParameterizedTest
    @CsvSource({
        "1, liba.so, true",
        "256, liba.so, true",
        "257, liba.so, false",
        "1, 'lib\n::add-path::/a', false",
        "1, 'lib\u001b[2Ka.so', false",
        "1, 'lib\ta.so', false",
        "1, libä.so, true"
    })
    void namesAreFewAndOfOneLine(int times, String name, boolean sound) throws IOException {
        assertThat(read(naming(times, name)).map(elf -> elf.needed().size()))
                .isEqualTo(sound ? Optional.of(times) : Optional.empty());
    }

    @Test
    void allThatAFileSaysIsNoLongerThanAPage() throws IOException {
        assertThat(read(naming(16, "a".repeat(4095)))).isPresent();
        assertThat(read(naming(17, "a".repeat(4095)))).isEmpty();
        assertThat(read(naming(1, "a".repeat(4096)))).isEmpty();
    }

    @Test
    void versionsThatLeadThroughEachOtherEnd() throws IOException {
        byte[] file = new byte[VERSIONS_READ + 4096];
        byte[] head = made(ByteOrder.LITTLE_ENDIAN, 1, 1, 5, 0x1200, 0x6ffffffeL, 0x1400, 0, 0);
        System.arraycopy(head, 0, file, 0, head.length);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(64 + 32, file.length);
        Arrays.fill(file, 1024, file.length, (byte) 1);

        assertThat(read(file)).isEmpty();
    }

    @Test
    void damagedFilesAreReadOrNone() throws IOException {
        byte[] whole = resource("libneeding-runpath.so");
        Random random = new Random(20261128);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 4 == 0 ? random.nextInt(whole.length) : whole.length);
            for (int j = 0; j < 1 + i % 8 && damaged.length > 0; j++) {
                // Where numbers stand: header, program headers, and what they lead to.
                int bound = i % 2 == 0 ? damaged.length : Math.min(damaged.length, 600);
                damaged[random.nextInt(bound)] = (byte) (i % 3 == 0 ? 0xff : random.nextInt(256));
            }
            read(damaged);
        }
    }
}

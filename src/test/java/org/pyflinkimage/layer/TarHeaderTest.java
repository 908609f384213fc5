package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Owner;

class TarHeaderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 98, 99, 100, 101, 154, 155, 156, 199, 255, 256, 257, 300, 989, 990, 4000})
    void namesOfEveryLengthComeBack(int length) throws IOException {
        String segments = "abcdefg/".repeat(600).substring(0, length - 1) + "x";
        String single = "y".repeat(length);

        assertThat(read(entry(segments)).getName()).isEqualTo(segments);
        assertThat(read(entry(single)).getName()).isEqualTo(single);
    }

    @Test
    void nameOf100BytesNeedsNoPaxRecord() {
        assertThat(TarHeader.of(entry("y".repeat(100)))).hasSize(512);
        assertThat(TarHeader.of(entry("y".repeat(101)))).hasSize(3 * 512);
        assertThat(TarHeader.of(entry("p".repeat(155) + "/" + "y".repeat(100)))).hasSize(512);
        assertThat(TarHeader.of(entry("p".repeat(156) + "/" + "y".repeat(100)))).hasSize(3 * 512);
    }

    @Test
    void namesBeyondAsciiComeBack() throws IOException {
        String name = "usr/share/ca/NetLock_Arany_=Class_Gold=_Főtanúsítvány_\uD83D\uDE00.crt";

        assertThat(read(entry(name)).getName()).isEqualTo(name);
    }

    @Test
    void linkTargetsLongAndBeyondAsciiComeBack() throws IOException {
        for (String target : new String[] {"../x", "é", "t/".repeat(80) + "x"}) {
            TarEntry link = new TarEntry("link", TarEntry.SYMBOLIC_LINK, 0777, Owner.ROOT, 0, target);

            assertThat(read(link).getLinkName()).isEqualTo(target);
            assertThat(read(link).isSymbolicLink()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 511, 512, 077777777777L, 0100000000000L, 1L << 40})
    void sizesBeyond8GibibytesComeBack(long size) throws IOException {
        assertThat(read(TarEntry.file("big", size)).getSize()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9999, 07777777, 010000000, Integer.MAX_VALUE})
    void ownersOfEverySizeComeBack(int id) throws IOException {
        TarArchiveEntry read = read(new TarEntry("x", TarEntry.FILE, 0644, new Owner(id, id), 0, ""));

        assertThat(read.getLongUserId()).isEqualTo(id);
        assertThat(read.getLongGroupId()).isEqualTo(id);
    }

    @Test
    void specialBitsTimeAndMissingNamesComeBack() throws IOException {
        TarArchiveEntry read = read(new TarEntry("usr/bin/su", TarEntry.FILE, 06755, new Owner(0, 42), 0, ""));

        assertThat(read.getMode()).isEqualTo(06755);
        assertThat(read.getLastModifiedTime().toInstant()).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(read.getUserName()).isEmpty();
        assertThat(read.getGroupName()).isEmpty();
        assertThat(read.isCheckSumOK()).isTrue();
    }

    private static TarEntry entry(String name) {
        return TarEntry.file(name, 0);
    }

    private static TarArchiveEntry read(TarEntry entry) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(TarHeader.of(entry));
        return LayerReader.firstHeader(tar.toByteArray());
    }
}

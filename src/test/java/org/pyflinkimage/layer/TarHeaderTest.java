package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        // directories, then a name, and whether the two fit into prefix and name
        "0,   100, true",
        "0,   101, false",
        "100, 100, true",
        "155, 100, true",
        "156, 100, false",
        "100, 101, false",
        "155, 99,  true",
        "154, 101, false"
    })
    void whatFitsIntoPrefixAndNameNeedsNoPaxRecord(int directories, int name, boolean fits) {
        String path = (directories == 0 ? "" : "p".repeat(directories) + "/") + "y".repeat(name);

        assertThat(TarHeader.of(entry(path))).hasSize(fits ? 512 : 3 * 512);
    }

    @Test
    void longNameIsCutAtTheLastSlashThatLeavesAShortPrefix() {
        String prefix = "p".repeat(100) + "/" + "q".repeat(54);

        byte[] block = TarHeader.of(entry(prefix + "/r/" + "y".repeat(97)));

        assertThat(field(block, 345, 155)).isEqualTo(prefix);
        assertThat(field(block, 0, 100)).isEqualTo("r/" + "y".repeat(97) + "\0");
    }

    @Test
    void directoryThatIsAllNameIsNotCutBehindItsLastSlash() {
        assertThat(TarHeader.of(TarEntry.directory("d".repeat(99)))).hasSize(512);
        assertThat(TarHeader.of(TarEntry.directory("d".repeat(100)))).hasSize(3 * 512);
        assertThat(TarHeader.of(TarEntry.directory("d/" + "e".repeat(120)))).hasSize(3 * 512);
    }

    @Test
    void fieldsStandWherePosixHasThem() {
        byte[] block =
                TarHeader.of(new TarEntry("usr/bin/su", TarEntry.HARD_LINK, 04755, new Owner(8, 42), 9, "bin/su"));

        assertThat(field(block, 0, 100)).isEqualTo("usr/bin/su" + "\0".repeat(90));
        assertThat(field(block, 100, 8)).isEqualTo("0004755\0");
        assertThat(field(block, 108, 8)).isEqualTo("0000010\0");
        assertThat(field(block, 116, 8)).isEqualTo("0000052\0");
        assertThat(field(block, 124, 12)).isEqualTo("00000000011\0");
        assertThat(field(block, 136, 12)).isEqualTo("07033241600\0");
        assertThat(field(block, 148, 8)).matches("[0-7]{6}\0 ");
        assertThat(field(block, 156, 1)).isEqualTo("1");
        assertThat(field(block, 157, 100)).isEqualTo("bin/su" + "\0".repeat(94));
        assertThat(field(block, 257, 8)).isEqualTo("ustar\0" + "00");
        assertThat(field(block, 265, 247)).isEqualTo("\0".repeat(247));
    }

    @Test
    void paxRecordCountsItsOwnLengthToo() {
        byte[] blocks = TarHeader.of(entry("y".repeat(989) + "é"));

        assertThat(field(blocks, 0, 14)).isEqualTo("././@PaxHeader");
        assertThat(field(blocks, 156, 1)).isEqualTo("x");
        assertThat(blocks).hasSize(512 + 1024 + 512);
        assertThat(new String(blocks, 512, 1002, StandardCharsets.UTF_8))
                .isEqualTo("1002 path=" + "y".repeat(989) + "é\n");
    }

    @Test
    void readersWithoutPaxSeeAQuestionMarkForWhatIsNotAscii() {
        byte[] blocks = TarHeader.of(entry("a\u007f\u0080é"));

        assertThat(blocks).hasSize(3 * 512);
        assertThat(field(blocks, 1024, 100)).isEqualTo("a\u007f??" + "\0".repeat(96));
        assertThat(TarHeader.of(entry("a\u007f"))).hasSize(512);
        assertThat(TarHeader.of(entry("a\u0080"))).hasSize(3 * 512);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 511", "511, 1", "512, 0", "513, 511", "8589934593, 511"})
    void lastBlockOfAContentIsFilledUp(long size, int padding) {
        assertThat(TarHeader.padding(size)).isEqualTo(padding);
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
        assertThat(TarHeader.of(TarEntry.file("big", size))).hasSize(size > 077777777777L ? 3 * 512 : 512);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9999, 07777777, 010000000, Integer.MAX_VALUE})
    void ownersOfEverySizeComeBack(int id) throws IOException {
        TarArchiveEntry read = read(new TarEntry("x", TarEntry.FILE, 0644, new Owner(id, id), 0, ""));

        assertThat(read.getLongUserId()).isEqualTo(id);
        assertThat(read.getLongGroupId()).isEqualTo(id);
        assertThat(TarHeader.of(new TarEntry("x", TarEntry.FILE, 0644, new Owner(id, 0), 0, "")))
                .hasSize(id > 07777777 ? 3 * 512 : 512);
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

    private static String field(byte[] block, int offset, int length) {
        return new String(block, offset, length, StandardCharsets.US_ASCII);
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

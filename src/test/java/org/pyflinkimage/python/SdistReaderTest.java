package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tar.RawTar;
import org.pyflinkimage.value.PyFlinkException;

class SdistReaderTest {

    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void filesOfATarAreHandedOverInItsOrder() throws IOException {
        Path sdist =
                tar(file("a-1/z.py", 0644), file("a-1/", 0755), file("a-1/b/run.sh", 0100), file("a-1/a.py", 0600));

        assertThat(read(sdist)).containsExactly("z.py - a-1/z.py", "b/run.sh x a-1/b/run.sh", "a.py - a-1/a.py");
    }

    @Test
    void filesOfAZipAreHandedOverByPath() throws IOException {
        Path sdist = zip(
                zipFile("a-1/z.py", 0100644),
                zipFile("a-1/b/run.sh", 0100755),
                zipFile("a-1/", 0040755),
                zipFile("a-1/a.py", 0));

        assertThat(read(sdist)).containsExactly("a.py - a-1/a.py", "b/run.sh x a-1/b/run.sh", "z.py - a-1/z.py");
    }

    @Test
    void whatLiesBesideTheDirectoryAtTheTopIsPassedOver() throws IOException {
        assertThat(read(tar(file("pax.txt", 0644), file("a-1/a.py", 0644)))).containsExactly("a.py - a-1/a.py");
        assertThat(read(zip(zipFile("README", 0100644), zipFile("a-1/a.py", 0100644))))
                .containsExactly("a.py - a-1/a.py");
    }

    @ParameterizedTest
    @CsvSource({
        TarConstants.LF_NORMAL + ", true",
        TarConstants.LF_OLDNORM + ", true",
        TarConstants.LF_CONTIG + ", true",
        TarConstants.LF_LINK + ", false",
        TarConstants.LF_SYMLINK + ", false",
        TarConstants.LF_CHR + ", false",
        TarConstants.LF_BLK + ", false",
        TarConstants.LF_DIR + ", false",
        TarConstants.LF_FIFO + ", false"
    })
    void nothingButRegularFilesOfATarIsHandedOver(byte kind, boolean handedOver) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("a-1/x", kind);
        entry.setLinkName("/etc/passwd");

        assertThat(read(tar(entry))).hasSize(handedOver ? 1 : 0);
    }

    /** Each form of GNU's files with holes, which would be as large as they say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GNU.sparse.size=1073741824 GNU.sparse.numblocks=1 GNU.sparse.map=0,1",
                "GNU.sparse.size=1073741824 GNU.sparse.numblocks=1 GNU.sparse.offset=0 GNU.sparse.numbytes=1",
                "GNU.sparse.major=1 GNU.sparse.minor=0 GNU.sparse.name=a-1/x GNU.sparse.realsize=1073741824"
            })
    void fileWithHolesIsRefused(String headers) throws IOException {
        byte[] content = "1\n0\n1\n".getBytes(StandardCharsets.US_ASCII);
        Path sdist = folder.resolve("sdist");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(sdist)))) {
            TarArchiveEntry extended = new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
            byte[] lines = Stream.of(headers.split(" ", -1))
                    .map(SdistReaderTest::paxLine)
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.US_ASCII);
            extended.setSize(lines.length);
            tar.putArchiveEntry(extended);
            tar.write(lines);
            tar.closeArchiveEntry();
            TarArchiveEntry file = new TarArchiveEntry("a-1/x");
            byte[] block = Arrays.copyOf(content, 512);
            file.setSize(block.length);
            tar.putArchiveEntry(file);
            tar.write(block);
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> read(sdist))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-454]")
                .hasMessageContaining("holes");
    }

    /** The oldest form has a kind of its own. */
    @Test
    void fileWithHolesByItsKindIsRefused() throws IOException {
        Path sdist = tar(new TarArchiveEntry("a-1/x", TarConstants.LF_GNUTYPE_SPARSE));

        assertThatThrownBy(() -> read(sdist))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-454]")
                .hasMessageContaining("holes");
    }

    /** A line begins with its own length. */
    private static String paxLine(String text) {
        int length = text.length() + 3;
        while (length != Integer.toString(length).length() + text.length() + 2) {
            length++;
        }
        return length + " " + text + "\n";
    }

    @Test
    void linkInAZipIsRefused() throws IOException {
        Path sdist = zip(zipFile("a-1/x", 0120777));

        assertThatThrownBy(() -> read(sdist))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-454] `a-1/x` in `some-name` is no regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../x", "a-1/../../x"})
    void entryOfATarThatLeadsOutOfItIsRefused(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        Path sdist = tar(entry);

        assertThatThrownBy(() -> read(sdist))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-454] the source distribution of `some-name` has an entry that leads"
                        + " out of it: `" + name + "`");
    }

    @Test
    void entryOfATarWithALongerNameThanFilesHaveIsToldAsThat() throws IOException {
        String name = "a-1/" + "\u6771".repeat(86);
        Path sdist = folder.resolve("sdist.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(sdist)), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.putArchiveEntry(new TarArchiveEntry(name));
            tar.closeArchiveEntry();
        }

        assertThatThrownBy(() -> read(sdist))
                .hasMessageContaining("[PYF-454]")
                .hasMessageContaining("255 bytes of UTF-8")
                .hasMessageNotContaining("leads out");
    }

    @Test
    void nameThatIsNoUtf8IsRefused() throws IOException {
        Path tar = folder.resolve("sdist.tar.gz");
        Path zip = folder.resolve("sdist.zip");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(tar))) {
            out.write(new RawTar().file("a-1/caf\u00e9").bytes());
        }
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            out.setEncoding("ISO-8859-1");
            out.putArchiveEntry(zipFile("a-1/caf\u00e9", 0100644));
            out.closeArchiveEntry();
        }

        assertThatThrownBy(() -> read(tar)).hasMessageContainingAll("[PYF-454]", "no UTF-8: `a-1/caf\\xe9`");
        assertThatThrownBy(() -> read(zip))
                .hasMessageContaining("[PYF-454] `a-1/caf\\xe9` in `some-name` has a name that is no UTF-8");
    }

    @Test
    void tarOfMoreThanAnySourceDistributionIsRefusedBeforeItIsRead() throws IOException {
        Path sdist = headers(header("a-1/", 1), header("a-1/b", 8 * GIBIBYTE));

        assertThatThrownBy(() -> read(sdist))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-454] the source distribution of `some-name` unpacks to more than any");
    }

    @Test
    void moreFilesThanAnySourceDistributionHasAreRefused() throws IOException {
        Path tar = tar(file("a-1/a.py", 0644), file("a-1/b/", 0755), file("a-1/c.py", 0644));
        Path zip = zip(zipFile("a-1/a.py", 0), zipFile("a-1/b/", 0), zipFile("a-1/c.py", 0));

        for (Path sdist : List.of(tar, zip)) {
            assertThat(readOf(sdist, 3)).hasSize(2);
            assertThatThrownBy(() -> readOf(sdist, 2))
                    .isInstanceOf(PyFlinkException.class)
                    .hasMessageContaining("[PYF-454]")
                    .hasMessageContaining("has more files, or longer names, than any source distribution");
        }
    }

    @Test
    void namesAreBoundedTogether() throws IOException {
        assertThat(readOf(zip(zipFile("a-1/" + "x".repeat(120), 0)), 1)).hasSize(1);
        Path longer = zip(zipFile("a-1/" + "x".repeat(125), 0));

        assertThatThrownBy(() -> readOf(longer, 1)).hasMessageContaining("longer names");
    }

    /** Whoever unpacks it keeps these, too. */
    @Test
    void whatLinksLeadToIsBoundedWithThem() throws IOException {
        assertThat(readBy(new SdistReader("some-name", link("x".repeat(100)), true, 1)))
                .isEmpty();
        Path longer = link("x".repeat(125));

        assertThatThrownBy(() -> readBy(new SdistReader("some-name", longer, true, 1)))
                .hasMessageContaining("longer names");
    }

    private Path link(String target) throws IOException {
        Path sdist = folder.resolve("sdist.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(sdist))) {
            out.write(new RawTar().link("a-1/a", target).bytes());
        }
        return sdist;
    }

    /** Its directory is held in memory before anything of it is looked at. */
    @Test
    void directoryOfAZipIsBounded() throws IOException {
        Path sdist = zip(IntStream.range(0, 20)
                .mapToObj(i -> zipFile("a-1/" + i, 0100644))
                .toArray(ZipArchiveEntry[]::new));

        assertThatThrownBy(() -> readOf(sdist, 2))
                .isInstanceOf(IOException.class)
                .hasMessage("its directory is larger than that of any package");
    }

    @Test
    void headersForAllFilesDoNotGather() throws IOException {
        Path sdist = folder.resolve("sdist");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(sdist)))) {
            for (int i = 0; i < 12; i++) {
                TarArchiveEntry all = new TarArchiveEntry("all", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
                all.addPaxHeader("V." + i, "x".repeat(100_000));
                tar.putArchiveEntry(all);
                tar.putArchiveEntry(new TarArchiveEntry("a-1/" + i));
                tar.closeArchiveEntry();
            }
        }

        assertThatThrownBy(() -> read(sdist)).hasMessageContaining("more extended headers than any file needs");
    }

    @Test
    void headOfMegabytesIsNotRead() throws IOException {
        TarArchiveEntry name = new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
        name.setSize(3 << 20);
        Path sdist = folder.resolve("sdist");
        byte[] head = new byte[512];
        name.writeEntryHeader(head);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(sdist))) {
            out.write(head);
            out.write(new byte[3 << 20]);
        }

        assertThatThrownBy(() -> read(sdist)).hasMessageContaining("the head of one of its entries");
    }

    @Test
    void asMuchAsIsAllowedIsRead() throws IOException {
        assertThat(read(headers(header("a-1/", 8 * GIBIBYTE)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PX", "XK", "neither tar nor zip"})
    void whatIsNeitherIsRefused(String text) throws IOException {
        Path sdist = Files.writeString(folder.resolve("sdist"), text);

        assertThatThrownBy(() -> read(sdist)).isInstanceOf(IOException.class);
    }

    /** What was handed over: the path, whether it is a program, the text. */
    private static List<String> read(Path sdist) throws IOException {
        return readBy(new SdistReader("some-name", sdist));
    }

    private static List<String> readOf(Path sdist, int membersAtMost) throws IOException {
        return readBy(new SdistReader("some-name", sdist, false, membersAtMost));
    }

    private static List<String> readBy(SdistReader reader) throws IOException {
        List<String> read = new ArrayList<>();
        reader.forEachFile((path, executable, stream) -> read.add("%s %s %s"
                .formatted(path, executable ? "x" : "-", new String(stream.readAllBytes(), StandardCharsets.UTF_8))));
        return read;
    }

    private static TarArchiveEntry file(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setSize(entry.isDirectory() ? 0 : name.length());
        return entry;
    }

    /** Each file has its name as text. */
    private Path tar(TarArchiveEntry... entries) throws IOException {
        Path sdist = folder.resolve("sdist.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(sdist)))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.write(entry.getName().substring(0, (int) entry.getSize()).getBytes(StandardCharsets.UTF_8));
                tar.closeArchiveEntry();
            }
        }
        return sdist;
    }

    private static byte[] header(String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header, ZipEncodingHelper.getZipEncoding("UTF-8"), true);
        return header;
    }

    /** The beginning of a tar: nothing follows the last header, and no block has more than its first 512 bytes. */
    private Path headers(byte[]... headers) throws IOException {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        for (byte[] header : headers) {
            blocks.write(header);
        }
        Path sdist = folder.resolve("sdist.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(sdist))) {
            out.write(blocks.toByteArray());
        }
        return sdist;
    }

    private static ZipArchiveEntry zipFile(String name, int mode) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        return entry;
    }

    private Path zip(ZipArchiveEntry... entries) throws IOException {
        Path sdist = folder.resolve("sdist.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(sdist)) {
            for (ZipArchiveEntry entry : entries) {
                zip.putArchiveEntry(entry);
                if (!entry.isDirectory()) {
                    zip.write(entry.getName().getBytes(StandardCharsets.UTF_8));
                }
                zip.closeArchiveEntry();
            }
        }
        return sdist;
    }
}

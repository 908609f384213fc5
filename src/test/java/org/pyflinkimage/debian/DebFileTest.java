package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tar.RawTar;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.PyFlinkException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DebFileTest {

    /** An empty tar. */
    static final String TAR = "\0".repeat(1024);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "none"})
    void membersAreThoseThatDpkgLists(String compression) throws IOException {
        List<Member> members = pack(resource("sample-" + compression + ".deb"));

        List<String> listed = DebianVersionTest.lines("sample.txt").stream()
                .filter(line -> !line.endsWith(" ./"))
                .map(line -> line.replaceFirst("^(\\S+) root/root +(\\d+) \\S+ \\S+ ", "$1 $2 "))
                .sorted()
                .toList();
        assertThat(members.stream()
                        .filter(member -> !member.path().startsWith(DebFile.CONTROL))
                        .map(DebFileTest::listing)
                        .sorted())
                .containsExactlyElementsOf(listed);
    }

    @Test
    void controlMembersLieBelowTheirOwnFolder() throws IOException {
        List<Member> members = pack(resource("sample-xz.deb"));

        assertThat(members)
                .extracting(member -> member.path().value())
                .contains("/DEBIAN/control", "/DEBIAN/conffiles", "/DEBIAN/postinst");
    }

    @Test
    void contentsComeBack() throws IOException {
        List<Member> members = pack(resource("sample-zstd.deb"));

        RegularFile file = (RegularFile) members.stream()
                .filter(member -> member.path().value().equals("/usr/bin/sample"))
                .findFirst()
                .orElseThrow()
                .node();
        assertThat(file.content().bytes()).asString(StandardCharsets.UTF_8).isEqualTo("#!/bin/sh\necho sample\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "usr/../../evil", "/etc/evil", "./DEBIAN/control", "./usr/../../x"})
    void pathThatDoesNotBelongIsRefused(String name) throws IOException {
        assertRefused(DebBuilder.named("x").file(name, "evil", 0644).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd"})
    void hardLinkOutOfTheRootIsRefused(String target) throws IOException {
        assertRefused(DebBuilder.named("x").hardLink("./link", target).build());
    }

    /** Longer than Linux takes one, and than the packed archive could write it. */
    @ParameterizedTest
    @ValueSource(ints = {4096, 65_536})
    void linkThatLeadsTooFarIsRefused(int length) throws IOException {
        assertRefused(DebBuilder.named("x").link("./link", "x".repeat(length)).build());
    }

    @Test
    void headersForAllFilesDoNotGather() throws IOException {
        DebBuilder deb = DebBuilder.named("x");
        for (int i = 0; i < 12; i++) {
            TarArchiveEntry all = new TarArchiveEntry("all", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
            all.addPaxHeader("V." + i, "x".repeat(100_000));
            deb.global(all).file("./" + i, "", 0644);
        }

        assertRefused(deb.build());
    }

    @Test
    void longestLinkIsKept() throws IOException {
        String target = "x".repeat(4095);

        assertThat(pack(DebBuilder.named("x").link("./link", target).build()))
                .extracting(Member::node)
                .contains(FileNode.link(target));
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO, TarConstants.LF_GNUTYPE_SPARSE})
    void deviceIsRefused(byte kind) throws IOException {
        assertRefused(
                DebBuilder.named("x").entry("./dev/evil", kind, "", 0666).build(),
                "`./dev/evil` is neither a file, a directory nor a link");
    }

    @Test
    void modesAndOwnersComeBackWithoutBitsOfTheKind() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("./usr/bin/su", TarConstants.LF_NORMAL, true);
        entry.setMode(0104755);
        entry.setIds(7, 42);

        Member member = pack(DebBuilder.named("x").entry(entry).build()).get(1);

        assertThat(member.node().mode()).isEqualTo(04755);
        assertThat(member.node().owner()).isEqualTo(new Owner(7, 42));
    }

    @Test
    void rootItselfIsNoMember() throws IOException {
        assertThat(pack(DebBuilder.named("x").directory(".", 0700).build()))
                .extracting(member -> member.path().value())
                .containsExactly("/DEBIAN/control");
    }

    @Test
    void membersThatAreNoneOfOursArePassedOver() throws IOException {
        byte[] deb = ar("debian-binary", "2.1\n", "_gpgorigin", "x", "control.tar", TAR, "_more", "x", "data.tar", TAR);

        assertThat(pack(deb)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "control.tar,   2.0, control.tar, data.tar,    its first member is not `debian-binary`",
        "debian-binary, 3.0, control.tar, data.tar,    its format is not version 2",
        "debian-binary, 2,   control.tar, data.tar,    its format is not version 2",
        "debian-binary, 2.0, data.tar,    control.tar, it has no `control.tar` where one belongs",
        "debian-binary, 2.0, control.tar, _data.tar,   it has no `data.tar` where one belongs",
        "debian-binary, 2.0, control.tar, other.tar,   it has no `data.tar` where one belongs",
        "debian-binary, 2.0, control.tar, data.tar.lz, its members are compressed as `.lz`"
    })
    void membersStandInTheirOrder(String first, String version, String second, String third, String reason)
            throws IOException {
        assertRefused(ar(first, version, second, TAR, third, TAR), reason);
    }

    @Test
    void archiveWithoutMembersIsRefused() throws IOException {
        assertRefused(ar(), "its first member is not `debian-binary`");
        assertRefused(ar("debian-binary", "2.0\n"), "it has no `control.tar` where one belongs");
    }

    /** As dpkg refuses it: the index of a stream stands behind all that a tar needs of it. */
    @Test
    void damageBehindTheTarIsFound() throws IOException {
        byte[] compressed = xz(new RawTar().file("./usr/share/x").bytes());
        compressed[compressed.length - 14] ^= 1;

        assertRefused(ar(
                "debian-binary",
                "2.0\n",
                "control.tar",
                TAR,
                "data.tar.xz",
                new String(compressed, StandardCharsets.ISO_8859_1)));
    }

    private static byte[] xz(byte[] tar) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(compressed, new LZMA2Options(0))) {
            xz.write(tar);
        }
        return compressed.toByteArray();
    }

    @Test
    void moreThanAnImageCanHoldIsRefusedBeforeItIsRead() throws IOException {
        long limit = 4L << 30;

        assertRefused(withSizes(limit + 1), "it unpacks to more than 4 GiB or 1000000 members");
        assertRefused(withSizes(1000, limit - 999), "it unpacks to more than 4 GiB or 1000000 members");
        // As much as may be, but its bytes are not there.
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(withSizes(limit)))
                .withMessageNotContaining("more than");
    }

    @Test
    void headOfAnEntryHasABound() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(1L << 30);
        byte[] head = new byte[512];
        entry.writeEntryHeader(head);
        String name = new String(head, StandardCharsets.ISO_8859_1) + "x".repeat(2 << 20);

        assertRefused(
                ar("debian-binary", "2.0", "control.tar", TAR, "data.tar", name),
                "the head of one of its entries has more than 1048576 bytes");
    }

    @Test
    void boundOfHeadsIsNoneOfContents() throws IOException {
        String text = "text".repeat(1 << 19);

        List<Member> members = pack(DebBuilder.named("x")
                .file("./a", text, 0644)
                .file("./" + "b/".repeat(2000) + "c", text, 0644)
                .file("./c", text, 0644)
                .build());

        assertThat(members).hasSize(4);
    }

    @Test
    void controlFilesThatNobodyCouldHoldInMemoryAreRefused() throws IOException {
        assertRefused(
                DebBuilder.named("x")
                        .control("md5sums", "x".repeat(33 << 20), 0644)
                        .build(),
                "its control files have more than 32 MiB");
        assertThat(pack(DebBuilder.named("x")
                        .file("./a", "x".repeat(33 << 20), 0644)
                        .build()))
                .hasSize(2);
    }

    @Test
    void symbolicLinkMayLeadAnywhereInTheImage() throws IOException {
        List<Member> members =
                pack(DebBuilder.named("x").link("./a", "/etc/../../b").build());

        assertThat(members)
                .extracting(Member::node)
                .contains(new SymbolicLink("/etc/../../b", members.get(0).node().owner()));
    }

    @Test
    void truncatedPackageIsRefused() throws IOException {
        byte[] whole =
                DebBuilder.named("x").file("./a", "text".repeat(1000), 0644).build();

        for (int length : new int[] {0, 7, 60, whole.length / 2, whole.length - 8}) {
            assertRefused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNoFaultOfThePackage() throws IOException {
        Path small = Files.write(
                folder.resolve("small.deb"),
                DebBuilder.named("x").file("./a", "text", 0644).build());
        Path large = Files.write(
                folder.resolve("large.deb"),
                DebBuilder.named("x")
                        .file("./a.gz", "text".repeat(100_000), 0644)
                        .build());

        for (Path deb : List.of(small, large)) {
            assertThatIOException()
                    .isThrownBy(() -> PackedDebs.pack(deb, Path.of("/dev/full"), "full"))
                    .withMessageContaining("No space left");
        }
    }

    @Test
    void otherFileIsRefused() {
        assertRefused("<html>not found</html>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void samePackageIsPackedIntoTheSameBytes() throws IOException {
        byte[] deb = DebBuilder.named("x").file("./a", "text", 0644).build();
        pack(deb);
        byte[] first = Files.readAllBytes(folder.resolve("packed"));
        pack(deb);

        assertThat(Files.readAllBytes(folder.resolve("packed"))).isEqualTo(first);
    }

    private void assertRefused(byte[] deb, String reason) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(deb))
                .withMessageContaining("[PYF-309] `x.deb` is refused as a Debian package")
                .withMessageContaining("why:    %s", reason)
                .withMessageContaining("try:    delete it from the store; if it comes back the same");
    }

    /** A package of files of such sizes, the last of which has no bytes. */
    private static byte[] withSizes(long... sizes) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (int i = 0; i < sizes.length; i++) {
            TarArchiveEntry entry = new TarArchiveEntry("./" + i, TarConstants.LF_NORMAL, true);
            entry.setSize(sizes[i]);
            byte[] header = new byte[512];
            entry.writeEntryHeader(header);
            tar.writeBytes(header);
            if (i < sizes.length - 1) {
                tar.writeBytes(new byte[(int) (sizes[i] + 511) / 512 * 512]);
            }
        }
        return ar("debian-binary", "2.0", "control.tar", TAR, "data.tar", tar.toString(StandardCharsets.ISO_8859_1));
    }

    /** Members' names and contents in turns. */
    static byte[] ar(String... members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            for (int i = 0; i < members.length; i += 2) {
                DebBuilder.add(ar, members[i], members[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            }
            if (members.length == 0) {
                return "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
            }
        }
        return bytes.toByteArray();
    }

    private void assertRefused(byte[] deb) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(deb))
                .withMessageContaining("[PYF-309]")
                .withMessageContaining("x.deb");
    }

    private List<Member> pack(byte[] deb) throws IOException {
        Path file = Files.write(folder.resolve("x.deb"), deb);
        PackedDebs.pack(file, folder.resolve("packed"), "packed");
        return PackedArchive.read(folder.resolve("packed"));
    }

    private static byte[] resource(String name) throws IOException {
        try (var stream = DebFileTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }

    /** A member as {@code dpkg-deb -c} prints it, without owner and date. */
    private static String listing(Member member) {
        String mode = permissions(member.node().mode());
        String name = "." + member.path();
        if (member.node() instanceof Directory) {
            return "d" + mode + " 0 " + name + "/";
        } else if (member.node() instanceof SymbolicLink link) {
            return "l" + mode + " 0 " + name + " -> " + link.target();
        } else if (member.node() instanceof HardLink link) {
            return "h" + mode + " 0 " + name + " link to ." + link.target();
        }
        return "-" + mode + " " + ((RegularFile) member.node()).content().size() + " " + name;
    }

    private static String permissions(int mode) {
        StringBuilder text = new StringBuilder("rwxrwxrwx");
        for (int bit = 0; bit < 9; bit++) {
            if ((mode & (0400 >> bit)) == 0) {
                text.setCharAt(bit, '-');
            }
        }
        if ((mode & 04000) != 0) {
            text.setCharAt(2, 's');
        }
        if ((mode & 01000) != 0) {
            text.setCharAt(8, 't');
        }
        return text.toString();
    }
}

package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.PyFlinkException;

class DebFileTest {

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
        assertThat(SystemTree.bytesOf(file)).asString(StandardCharsets.UTF_8).isEqualTo("#!/bin/sh\necho sample\n");
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

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void deviceIsRefused(byte kind) throws IOException {
        assertRefused(DebBuilder.named("x").entry("./dev/evil", kind, "", 0666).build());
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
                    .isThrownBy(() -> DebFile.pack(deb, Path.of("/dev/full"), "full"))
                    .withMessageContaining("No space left");
        }
    }

    @Test
    void otherFileIsRefused() {
        assertRefused("<html>not found</html>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void unknownCompressionIsRefused() throws IOException {
        assertRefused(DebBuilder.named("x").compressed(".lz").build());
    }

    @Test
    void samePackageIsPackedIntoTheSameBytes() throws IOException {
        byte[] deb = DebBuilder.named("x").file("./a", "text", 0644).build();
        pack(deb);
        byte[] first = Files.readAllBytes(folder.resolve("packed"));
        pack(deb);

        assertThat(Files.readAllBytes(folder.resolve("packed"))).isEqualTo(first);
    }

    private void assertRefused(byte[] deb) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(deb))
                .withMessageContaining("[PYF-309]")
                .withMessageContaining("x.deb");
    }

    private List<Member> pack(byte[] deb) throws IOException {
        Path file = Files.write(folder.resolve("x.deb"), deb);
        DebFile.pack(file, folder.resolve("packed"), "packed");
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

package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;

class StandaloneArchiveTest {

    private static final PythonVersion VERSION = PythonVersion.parse("3.10.16").orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void filesGoToTheirPlaceInTheImageForEverybodyAndOfRoot() throws IOException {
        List<Member> members = pack(good().hardLink("python/bin/python3.10-same", "python/bin/python3.10"));

        assertThat(members)
                .extracting(StandaloneArchiveTest::line)
                .containsExactly(
                        "755 /opt/python/bin/python3.10",
                        "/opt/python/bin/python3 -> python3.10",
                        "644 /opt/python/include/python3.10/patchlevel.h",
                        "755 /opt/python/lib/libpython3.10.so.1.0",
                        "/opt/python/lib/libpython3.10.so -> libpython3.10.so.1.0",
                        "644 /opt/python/lib/python3.10/os.py",
                        "644 /opt/python/lib/python3.10/LICENSE.txt",
                        "755 /opt/python/bin/python3.10-same = /opt/python/bin/python3.10");
        assertThat(members)
                .allSatisfy(member -> assertThat(member.node().owner()).isEqualTo(Owner.ROOT));
    }

    @Test
    void textsThatSayWhereItLiesSayWhereItLiesInTheImage() throws IOException {
        String name = "python/lib/pkgconfig/python-3.10.pc";

        List<Member> members =
                pack(good().file(name, "prefix=/install\n").file("python/lib/python3.10/x.py", "/install"));

        assertThat(textOf(members, "/opt/python/lib/pkgconfig/python-3.10.pc")).isEqualTo("prefix=/opt/python\n");
        assertThat(textOf(members, "/opt/python/lib/python3.10/x.py")).isEqualTo("/install");
    }

    static Stream<StandaloneTar> hostile() {
        return Stream.of(
                good().file("python/../../etc/passwd", "x"),
                good().file("/etc/passwd", "x"),
                good().file("etc/passwd", "x"),
                good().file("pythons/x", "x"),
                good().file("python", "x"),
                good().link("python", "/etc"),
                good().link("python/bin/x", "/etc/passwd"),
                good().link("python/bin/x", "../../etc"),
                good().link("python/x", ".."),
                good().link("python/bin/x", "../../python/../.."),
                good().link("python/bin/x", "y/../../../z"),
                good().link("python/bin/x", "../lib/../.."),
                good().link("python/bin/x", ""),
                good().link("python/sub", "lib").file("python/sub/x", "x"),
                good().file("python/later/x", "x").link("python/later", "lib"),
                good().hardLink("python/x", "etc/passwd"),
                good().hardLink("python/x", "python/../../etc/passwd"),
                good().hardLink("python/x", "python/nothing"),
                good().hardLink("python/x", "python/lib/python3.10/test/test_os.py"),
                good().special("python/x", TarConstants.LF_CHR),
                good().special("python/x", TarConstants.LF_BLK),
                good().special("python/x", TarConstants.LF_FIFO),
                new StandaloneTar().directory("python/"),
                new StandaloneTar());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatLeadsElsewhereOrIsNoFileIsRefused(StandaloneTar tar) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(tar))
                .withMessageContainingAll("[PYF-350]", "is refused as a standalone CPython", "<pythonMirror>");
    }

    @ParameterizedTest
    @CsvSource({
        "python/bin/x,                 python3.10",
        "python/lib/python3.10/lib-x,  ../../share/terminfo",
        "python/x,                     ./bin//python3",
        "python/bin/x,                 ..",
        "python/bin/y,                 ../lib"
    })
    void linksInsideAreKeptAsTheyAre(String name, String target) throws IOException {
        assertThat(pack(good().link(name, target))).extracting(Member::node).contains(FileNode.link(target));
    }

    @Test
    void moreThanAnyPythonIsRefused() {
        StandaloneTar tar = good();
        for (int i = 0; i < 100_000; i++) {
            tar.directory("python/d/");
        }

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(tar))
                .withMessageContaining("100000 members");
    }

    @Test
    void aTextOfItsPlaceLargerThanAnyIsRefused() {
        String large = "x".repeat((16 << 20) + 1);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(good().file("python/lib/pkgconfig/a.pc", large)))
                .withMessageContaining("`lib/pkgconfig/a.pc` is too large");
    }

    @Test
    void everyCutAndEveryOtherByteIsRefusedOrMakesNoDifference() throws IOException {
        byte[] whole = good().bytes();
        List<String> expected = lines(pack(good()));

        for (int length = 0; length < whole.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(PyFlinkException.class)
                    .as("cut after %s", length)
                    .isThrownBy(() -> pack(cut))
                    .withMessageContaining("[PYF-350]");
        }
        Random random = new Random(14);
        for (int i = 0; i < 200; i++) {
            byte[] other = whole.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(lines(pack(Files.write(folder.resolve("other"), other))))
                        .isEqualTo(expected);
            } catch (PyFlinkException e) {
                assertThat(e).hasMessageContaining("[PYF-350]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no archive", "PK\u0003\u0004"})
    void whatIsNoArchiveIsRefused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("none"), text);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(file))
                .withMessageContaining("[PYF-350] `none` is refused");
    }

    @Test
    void aStoreThatCannotBeWrittenIsNoFaultOfTheArchive() throws IOException {
        Path archive = good().write(folder.resolve("good"));

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> StandaloneArchive.pack(archive, folder.resolve("nowhere/packed"), "packed"));
    }

    private static StandaloneTar good() {
        return StandaloneTar.of(VERSION, Platform.LINUX_AMD64);
    }

    private List<Member> pack(StandaloneTar tar) throws IOException {
        return pack(tar.write(folder.resolve("archive.tar.gz")));
    }

    private List<Member> pack(Path archive) throws IOException {
        Path packed = folder.resolve("packed");
        Files.deleteIfExists(packed);
        StandaloneArchive.pack(archive, packed, "packed");
        return PackedArchive.read(packed);
    }

    private static List<String> lines(List<Member> members) {
        return members.stream().map(StandaloneArchiveTest::line).toList();
    }

    private static String line(Member member) {
        FileNode node = member.node();
        if (node instanceof SymbolicLink link) {
            return member.path() + " -> " + link.target();
        }
        String mode = Integer.toOctalString(node.mode()) + " " + member.path();
        return node instanceof HardLink link
                ? mode + " = " + link.target()
                : node instanceof Directory ? mode + "/" : mode;
    }

    private static String textOf(List<Member> members, String path) throws IOException {
        RegularFile file = (RegularFile) members.stream()
                .filter(member -> member.path().value().equals(path))
                .findFirst()
                .orElseThrow()
                .node();
        try (InputStream stream = file.content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

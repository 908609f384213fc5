package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tar.RawTar;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.PyFlinkException;

/** Names and owners of a package's files are what its bytes say, or it is refused. */
class DebNamesTest {

    @TempDir
    private Path folder;

    @Test
    void nameThatIsNoUtf8IsRefused() throws IOException {
        String name = "./caf\u00e9";
        for (RawTar tar : List.of(
                new RawTar().file(name),
                new RawTar().file("./" + "long/".repeat(30) + "caf\u00e9"),
                new RawTar().link("./a", name),
                new RawTar().hardLink("./a", name),
                new RawTar().extended("path", name).file("./a"),
                new RawTar().extended("linkpath", name).link("./a", "b"))) {
            assertRefused(withData(tar), "the name of `./");
        }
    }

    @Test
    void nameIsToldByItsBytes() throws IOException {
        String rest = "`, or what it leads to, is no UTF-8";
        String folders = "./" + "long/".repeat(30);

        assertRefused(withData(new RawTar().file("./caf\u00e9")), "the name of `./caf\\xe9" + rest);
        assertRefused(withData(new RawTar().file(folders + "\u00e9")), "the name of `" + folders + "\\xe9" + rest);
        assertRefused(withData(new RawTar().extended("path", "./\u00e9").file("./a")), "the name of `./\\xe9" + rest);
        assertRefused(withData(new RawTar().link(RawTar.utf8("./\u00e9"), "\u00e9")), "the name of `./\u00e9" + rest);
        assertRefused(
                withData(new RawTar().owned(RawTar.utf8("./\u00e9"), -1, 0)),
                "`./\u00e9` belongs to a user or a group that no system has");
    }

    @Test
    void nameOfOtherLettersIsKept() throws IOException {
        String name = "./F\u0151tan\u00fas\u00edtv\u00e1ny?";

        assertThat(pack(withData(new RawTar()
                        .file(RawTar.utf8(name))
                        .extended("path", RawTar.utf8(name + "2"))
                        .file("./a"))))
                .extracting(member -> "." + member.path())
                .containsExactly(name, name + "2");
    }

    /** Read as 32 bits without a sign, or as those 32 bits alone, they would be somebody else's. */
    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 31, 1L << 32, -1L << 32})
    void ownerThatNoSystemHasIsRefused(long owner) throws IOException {
        for (RawTar tar : List.of(
                new RawTar().owned("./a", owner, 0),
                new RawTar().owned("./a", 0, owner),
                new RawTar().extended("uid", Long.toString(owner)).file("./a"),
                new RawTar().extended("gid", Long.toString(owner)).file("./a"))) {
            assertRefused(withData(tar), "`./a` belongs to a user or a group that no system has");
        }
    }

    private static byte[] withData(RawTar data) throws IOException {
        String tar = new String(data.bytes(), StandardCharsets.ISO_8859_1);
        return DebFileTest.ar("debian-binary", "2.0\n", "control.tar", DebFileTest.TAR, "data.tar", tar);
    }

    private void assertRefused(byte[] deb, String reason) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> pack(deb))
                .withMessageContainingAll("[PYF-309] `x.deb` is refused as a Debian package", "why:    " + reason);
    }

    private List<Member> pack(byte[] deb) throws IOException {
        Path file = Files.write(folder.resolve("x.deb"), deb);
        PackedDebs.pack(file, folder.resolve("packed"), "packed");
        return PackedArchive.read(folder.resolve("packed"));
    }
}

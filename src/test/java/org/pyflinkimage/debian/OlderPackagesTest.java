package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Packages over a system that has older versions of them. */
class OlderPackagesTest extends UponSystemFixture {

    private static final String RECORDS = "/var/lib/dpkg/info/";

    @ParameterizedTest
    @ValueSource(strings = {"2.36-9", "2.36-8"})
    void whatIsNoNewerTakesNoPlace(String version) throws IOException {
        pack(libc(version));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .withMessageContainingAll("[PYF-952]", "`libc6` " + version, "which the base has in version 2.36-9");
    }

    @Test
    void ofAnOlderVersionGoesWhatTheNewerHasNot() throws IOException {
        below("/usr/bin/ldd", FileNode.file("old"));
        below("/usr/bin/lddlibc4", FileNode.file("old"));
        directory("/usr/share/man");
        below("/usr/share/man/ldd.1", FileNode.file("old"));
        below(
                RECORDS + "libc6.list",
                FileNode.file(
                        "/.\n/bin\n/usr/bin/ldd\n/usr/bin/lddlibc4\n/usr/share/man\n/usr/share/man/ldd.1\n/gone\n"));
        below(RECORDS + "libc6.postrm", FileNode.file("old"));
        below(RECORDS + "libc6.1.list", FileNode.file("/.\n"));
        pack(libc("2.36-10").file("./usr/share/man/ldd.1", "new", 0644));

        FileTree tree = install();

        assertThat(text(tree, "/usr/bin/ldd")).isEqualTo("new");
        assertThat(List.of("/bin", RECORDS + "libc6.list", RECORDS + "libc6.1.list"))
                .allSatisfy(path -> assertThat(tree.find(UnixPath.of(path))).isPresent());
        assertThat(hidden(tree)).containsExactly("/usr/bin/lddlibc4", "/usr/share/man", RECORDS + "libc6.postrm");
        assertThat(InstalledPackage.ofStatus(text(tree, "/var/lib/dpkg/status")))
                .extracting(there -> there.name() + " " + there.version())
                .containsExactly("libc6 2.36-10");
    }

    @Test
    void whatLiesElsewhereThanItsPackageSaysIsNotReplaced() throws IOException {
        below(RECORDS + "libc6.list", FileNode.file("/.\n/usr/bin/old\n"));
        below("/var/lib/dpkg/diversions", FileNode.file("""
                        /usr/bin/old
                        /usr/bin/old.real
                        wrapper
                        /usr/bin/ldd
                        /usr/bin/ldd.own
                        libc6
                        /usr/bin/ldd
                        /usr/bin/ldd.hand
                        :
                        /usr/bin/other
                        /x
                        :
                        """));
        pack(libc("2.36-10"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(this::install)
                .satisfies(
                        e -> assertThat(e.problems())
                                .extracting(Problem::what)
                                .containsExactly(
                                        "`libc6` 2.36-10 cannot take the place of 2.36-9: `/usr/bin/old` of it lies in `/usr/bin/old.real` in the base",
                                        "`libc6` 2.36-10 cannot take the place of 2.36-9: `/usr/bin/ldd` of it lies in `/usr/bin/ldd.hand` in the base"))
                .withMessageContaining("[PYF-951]");
    }

    /** Ubuntu's own base has such ones, so that nothing takes a folder for the link that it is by now. */
    @Test
    void diversionOfAFolderMovesNothing() throws IOException {
        below(RECORDS + "libc6.list", FileNode.file("/.\n/bin\n/usr/bin\n/usr/bin/ldd\n"));
        below("/var/lib/dpkg/diversions", FileNode.file("""
                        /bin
                        /bin.usr-is-merged
                        base-files
                        /usr/bin
                        /usr/bin.own
                        :
                        """));
        pack(libc("2.36-10"));

        assertThat(text(install(), "/usr/bin/ldd")).isEqualTo("new");
    }

    /** Where nobody has read what the base has, it may be anybody's. */
    @Test
    void configurationOfAnOlderVersionThatWasNotReadStays() throws IOException {
        status(
                "Package: conf\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\nConffiles:\n /etc/large d5e29449b9e66d5b4bb0d6ce48fbbcb1\n"
                        .getBytes(StandardCharsets.US_ASCII));
        RegularFile large = FileNode.file(new Content.Below(1 << 21, "large"));
        below("/etc/large", large);
        pack(DebBuilder.of("Package: conf\nVersion: 2\nArchitecture: amd64\n")
                .file("./etc/large", "new", 0644)
                .control("conffiles", "/etc/large\n", 0644));

        FileTree tree = install();

        assertThat(tree.find(UnixPath.of("/etc/large")).orElseThrow().node()).isEqualTo(large);
        assertThat(text(tree, "/etc/large.dpkg-dist")).isEqualTo("new");
    }

    /** Who made it by hand, or out of malice, gets no list read that is none. */
    @Test
    void nameOrArchitectureThatNoListHasEndsNoBuild() throws IOException {
        status("""
                Package: libc6
                Status: install ok installed
                Version: 2.36-9
                Architecture: ../x
                Conffiles:
                 //etc/./libc.conf d5e29449b9e66d5b4bb0d6ce48fbbcb1
                """.getBytes(StandardCharsets.US_ASCII));
        below("/etc/libc.conf", FileNode.file("own"));
        pack(DebBuilder.of("Package: libc6\nVersion: 2.36-10\nArchitecture: all\n"));

        assertThat(text(install(), "/etc/libc.conf")).isEqualTo("own");
    }

    private static DebBuilder libc(String version) throws IOException {
        return DebBuilder.of("Package: libc6\nVersion: %s\nArchitecture: amd64\n".formatted(version))
                .file("./usr/bin/ldd", "new", 0755);
    }

    private static List<String> hidden(FileTree tree) {
        return tree.slices().stream()
                .flatMap(slice -> slice.entries().stream())
                .filter(entry -> entry.node() instanceof FileNode.Whiteout)
                .map(entry -> entry.path().value())
                .toList();
    }
}

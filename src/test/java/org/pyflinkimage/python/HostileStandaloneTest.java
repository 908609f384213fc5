package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.tar.RawTar;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Archives of a CPython that are to reach other places of an image, or to cost whoever reads them much more than they are. */
class HostileStandaloneTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    static Stream<StandaloneTar> belowLinks() {
        return Stream.of(
                up().link("python/a/b/c/s/t", "../../../..").file("python/a/b/c/s/t/etc/evil", "x"),
                up().link("python/a/b/c/s/t", "../../../.."),
                up().directory("python/a/b/c/s/t/"),
                up().directory("python/a/b/c/s/t/u/"),
                up().hardLink("python/a/b/c/s/t", "python/bin/python3.10"),
                up().file("python/a/b/c/s/t", "x"),
                up().file("python/a/b/c/s/t/u/v", "x"),
                good().link("python/a/s/t", "../..").link("python/a/s", ".."),
                good().directory("python/a/s/t/").link("python/a/s", ".."));
    }

    @Test
    void nameThatIsNoUtf8IsRefused() throws IOException {
        Path archive = folder.resolve("archive.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(new RawTar().link("python/a", "caf\u00e9").bytes());
        }

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> StandaloneArchive.pack(archive, folder.resolve("packed"), "packed"))
                .withMessageContainingAll("[PYF-350]", "`python/a`, or what it leads to, is no UTF-8");
    }

    /** Above a link, the way up from it is longer than it looks. */
    @ParameterizedTest
    @MethodSource("belowLinks")
    void nothingLiesBelowALink(StandaloneTar tar) {
        assertRefused(tar, "lies below a link");
    }

    @ParameterizedTest
    @ValueSource(strings = {".../../../x", "a/./../..", "..x/..", ".x//..", "../a/../.."})
    void linkGoesUpwardsAtItsBeginningAlone(String target) {
        assertRefused(good().link("python/bin/...", "..").link("python/bin/y", target), "is no place in the archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/", "x/.", "./", "../", "/..", "a", ".../"})
    void linkToALongWayIsRefusedSoon(String piece) {
        String target = "x" + piece.repeat(900_000 / piece.length());

        assertTimeoutPreemptively(
                SOON, () -> assertRefused(good().link("python/bin/y", target), "the link `bin/y` leads to"));
    }

    @Test
    void linkToANameWithANulIsRefused() {
        assertRefused(good().link("python/bin/y", "a\0" + "b".repeat(200)), "is no place in the archive");
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_GNUTYPE_LONGNAME,
                TarConstants.LF_GNUTYPE_LONGLINK,
                TarConstants.LF_PAX_EXTENDED_HEADER_LC
            })
    void headOfManyMegabytesIsRefused(byte kind) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(TarConstants.GNU_LONGLINK, kind);
        entry.setSize(64 << 20);
        byte[] head = new byte[512];
        entry.writeEntryHeader(head);
        Path file = folder.resolve("head");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(head);
            out.write("%s key=".formatted(64 << 20).getBytes(StandardCharsets.US_ASCII));
            out.write("x".repeat(64 << 20).getBytes(StandardCharsets.US_ASCII));
        }

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> StandaloneArchive.pack(file, folder.resolve("packed"), "packed"))
                .withMessageContainingAll("[PYF-350]", "the head of one of its entries has more than");
    }

    @Test
    void headersForAllFilesDoNotGather() {
        StandaloneTar tar = good();
        for (int i = 0; i < 12; i++) {
            tar.global("V." + i, "x".repeat(100_000)).file("python/" + i, "");
        }

        assertRefused(tar, "more extended headers than any file needs");
    }

    /** What stands behind the tar is read to its end, and is none of it. */
    @Test
    void whatFollowsTheTarIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(good().bytes());
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[3 << 20]);
        }
        Path file = Files.write(folder.resolve("more"), bytes.toByteArray());

        StandaloneArchive.pack(file, folder.resolve("packed"), "packed");

        assertThat(PackedArchive.read(folder.resolve("packed"))).isNotEmpty();
    }

    @Test
    void foldersOfDeepNamesCount() {
        StandaloneTar tar = good();
        for (int i = 0; i < 6; i++) {
            tar.file("python/%s%s".formatted(i, "/a".repeat(2000)), "x");
        }

        assertTimeoutPreemptively(SOON, () -> assertRefused(tar, "more than 16777216 characters"));
    }

    /** Whatever was kept: what is not of its place does not get into an image. */
    @Test
    void whatALinkOfTheImageWouldTakeElsewhereIsNotInstalled() throws IOException {
        Path packed = folder.resolve("packed");
        try (PackedArchive.Writer writer = new PackedArchive.Writer(packed, "packed")) {
            writer.add(UnixPath.of("/opt/python/s"), FileNode.link("../../etc"));
            writer.add(UnixPath.of("/opt/python/s/evil"), FileNode.directory());
        }
        FileTree tree = new FileTree();

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> StandaloneInterpreter.install(tree, packed, "cpython"))
                .withMessageContaining("`/opt/python/s/evil` leads out of `/opt/python`");
        assertThat(tree.find(UnixPath.of("/etc/evil"))).isEmpty();
    }

    @Test
    void itsPlaceMayBeALinkOfTheImage() throws IOException {
        FileTree tree = new FileTree();
        tree.add(new Origin(LayerKind.OPERATING_SYSTEM, "a package"), UnixPath.of("/opt"), FileNode.link("usr/local"));

        StandaloneArchive.pack(good().write(folder.resolve("good")), folder.resolve("packed"), "packed");
        StandaloneInterpreter.install(tree, folder.resolve("packed"), "cpython");

        assertThat(tree.find(UnixPath.of("/usr/local/python/bin/python3.10"))).isPresent();
    }

    private static StandaloneTar good() {
        return StandaloneTar.of(PythonVersion.parse("3.10.16").orElseThrow(), Platform.LINUX_AMD64);
    }

    /** Seen from below, its link leads to the top. */
    private static StandaloneTar up() {
        return good().link("python/a/b/c/s", "../../..");
    }

    private void assertRefused(StandaloneTar tar, String reason) {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> StandaloneArchive.pack(
                        tar.write(folder.resolve("archive.tar.gz")), folder.resolve("packed"), "packed"))
                .withMessageContainingAll("[PYF-350]", reason);
    }
}

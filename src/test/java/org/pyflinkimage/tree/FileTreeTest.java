package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class FileTreeTest {

    private static final Origin LIBC = new Origin(LayerKind.OPERATING_SYSTEM, "libc6");
    private static final Origin BASH = new Origin(LayerKind.OPERATING_SYSTEM, "bash");
    private static final Origin NUMPY = new Origin(LayerKind.PYTHON_PACKAGES, "numpy");

    private final FileTree tree = new FileTree();

    @Nested
    class MergedUsr {

        @Test
        void symlinkedDirectoryReceivesFilesOfLaterPackages() {
            tree.add(LIBC, UnixPath.of("/lib"), FileNode.link("usr/lib"));
            tree.add(LIBC, UnixPath.of("/lib/x86_64-linux-gnu/libc.so.6"), FileNode.file("c"));

            assertThat(tree.entries())
                    .extracting(entry -> entry.path().value())
                    .containsExactly(
                            "/lib",
                            "/usr",
                            "/usr/lib",
                            "/usr/lib/x86_64-linux-gnu",
                            "/usr/lib/x86_64-linux-gnu/libc.so.6");
        }

        @Test
        void directoryOverALinkToADirectoryLeavesTheLink() {
            tree.add(LIBC, UnixPath.of("/usr/bin"), FileNode.directory());
            tree.add(LIBC, UnixPath.of("/bin"), FileNode.link("usr/bin"));
            tree.add(BASH, UnixPath.of("/bin"), FileNode.directory());

            assertThat(tree.find(UnixPath.of("/bin")).orElseThrow().node()).isEqualTo(FileNode.link("usr/bin"));
        }

        @Test
        void hardLinkTargetsAreCanonicalToo() {
            tree.add(LIBC, UnixPath.of("/bin"), FileNode.link("usr/bin"));
            tree.add(LIBC, UnixPath.of("/bin/perl"), FileNode.file("p"));
            tree.add(LIBC, UnixPath.of("/bin/perl5"), new HardLink(UnixPath.of("/bin/perl"), 0755, Owner.ROOT));

            assertThat(tree.find(UnixPath.of("/usr/bin/perl5")).orElseThrow().node())
                    .isEqualTo(new HardLink(UnixPath.of("/usr/bin/perl"), 0755, Owner.ROOT));
        }
    }

    @Test
    void sameFileFromTwoPackagesIsOneFile() {
        tree.add(LIBC, UnixPath.of("/etc/x"), FileNode.file("same"));
        tree.add(BASH, UnixPath.of("/etc/x"), FileNode.file("same"));

        assertThat(tree.find(UnixPath.of("/etc/x")).orElseThrow().origin()).isEqualTo(LIBC);
    }

    @Test
    void differentFilesAtOnePathNameBothPackages() {
        tree.add(LIBC, UnixPath.of("/etc/x"), FileNode.file("one"));

        assertThatThrownBy(() -> tree.add(BASH, UnixPath.of("/etc/x"), FileNode.file("two")))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContainingAll("PYF-601", "/etc/x", "libc6", "bash");
    }

    @Test
    void replaceTakesAFilesPlaceButNotAFilledDirectorys() {
        tree.add(LIBC, UnixPath.of("/etc/x"), FileNode.file("one"));
        tree.replace(BASH, UnixPath.of("/etc/x"), FileNode.file("two"));

        assertThat(tree.find(UnixPath.of("/etc/x")).orElseThrow().origin()).isEqualTo(BASH);
        assertThatThrownBy(() -> tree.replace(BASH, UnixPath.of("/etc"), FileNode.file("three")))
                .hasMessageContaining("PYF-601");
    }

    @Test
    void slicesHoldTheirOwnFilesAndTheDirectoriesAboveThem() {
        tree.setDirectory(LIBC, UnixPath.of("/opt"), new Directory(0711, new Owner(1, 2)));
        tree.add(NUMPY, UnixPath.of("/opt/venv/numpy.py"), FileNode.file("n"));
        tree.add(LIBC, UnixPath.of("/etc/x"), FileNode.file("x"));

        assertThat(tree.slices())
                .extracting(slice -> slice.name().kind())
                .containsExactly(LayerKind.OPERATING_SYSTEM, LayerKind.PYTHON_PACKAGES);
        assertThat(tree.slices().get(1).entries())
                .extracting(entry -> entry.path().value())
                .containsExactly("/opt", "/opt/venv", "/opt/venv/numpy.py");
        assertThat(tree.slices().get(1).entries().get(0).node().mode()).isEqualTo(0711);
    }

    @Test
    void everyLayerHasAllDirectoriesAboveItsFilesOnce() {
        tree.setDirectory(LIBC, UnixPath.of("/a/b/c"), new Directory(0711, new Owner(1, 2)));
        tree.add(NUMPY, UnixPath.of("/a/b/c/x"), FileNode.file("x"));
        tree.add(NUMPY, UnixPath.of("/a/b/c/y"), FileNode.file("y"));
        tree.add(NUMPY, UnixPath.of("/d"), FileNode.link("a"));

        assertThat(tree.slices().get(1).entries())
                .extracting(entry -> entry.path() + " " + entry.origin().name())
                .containsExactly(
                        "/a libc6", "/a/b libc6", "/a/b/c libc6", "/a/b/c/x numpy", "/a/b/c/y numpy", "/d numpy");
        assertThat(tree.slices().get(0).entries())
                .extracting(entry -> entry.path().value())
                .containsExactly("/a", "/a/b", "/a/b/c");
    }

    @Test
    void emptyTreeHasNoLayers() {
        assertThat(tree.slices()).isEmpty();
        assertThat(tree.entries()).isEmpty();
    }

    @Test
    void entriesBelowAPathAreItselfAndWhatLiesInIt() {
        for (String file : List.of("/a/x", "/a/b/y", "/a-b", "/aa")) {
            tree.add(LIBC, UnixPath.of(file), FileNode.file(file));
        }

        assertThat(tree.entriesBelow(UnixPath.of("/a")))
                .extracting(entry -> entry.path().value())
                .containsExactly("/a", "/a/b", "/a/b/y", "/a/x");
        assertThat(tree.entriesBelow(UnixPath.of("/b"))).isEmpty();
    }

    @Test
    void rootIsNoEntry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree.add(LIBC, UnixPath.ROOT, FileNode.directory()))
                .withMessage("the root itself is no entry");
    }

    @Test
    void movedDirectoryTakesItsFilesAndLinksAlong() {
        tree.add(NUMPY, UnixPath.of("/site/pyflink/lib/a.jar"), FileNode.file("a"));
        tree.add(
                NUMPY,
                UnixPath.of("/site/pyflink/lib/b.jar"),
                new HardLink(UnixPath.of("/site/pyflink/lib/a.jar"), 0644, Owner.ROOT));

        tree.move(
                UnixPath.of("/site/pyflink/lib"), UnixPath.of("/opt/flink/lib"), new Origin(LayerKind.FLINK, "flink"));

        assertThat(tree.entriesBelow(UnixPath.of("/site/pyflink/lib"))).isEmpty();
        assertThat(tree.find(UnixPath.of("/opt/flink/lib/b.jar")).orElseThrow().node())
                .isEqualTo(new HardLink(UnixPath.of("/opt/flink/lib/a.jar"), 0644, Owner.ROOT));
    }

    @Test
    void nothingIsPutBelowAFile() {
        tree.add(LIBC, UnixPath.of("/etc/x"), FileNode.file("x"));

        assertThatThrownBy(() -> tree.add(BASH, UnixPath.of("/etc/x/y"), FileNode.file("y")))
                .hasMessageContaining("PYF-601");
    }

    @Nested
    class OverABase {

        private static final Origin BASE = new Origin(LayerKind.BASE, "base:1");

        private final FileTree over = FileTree.over(List.of(
                entry("/bin", FileNode.link("usr/bin")),
                entry("/etc", new Directory(0711, new Owner(3, 4))),
                entry("/etc/file", FileNode.file(new Content.Below(4, "file"))),
                entry("/usr", FileNode.directory()),
                entry("/usr/bin", new Directory(0750, new Owner(1, 2))),
                entry("/usr/bin/sh", FileNode.file(new Content.Below(5, "sh")))));

        private static FileTree.Entry entry(String path, FileNode node) {
            return new FileTree.Entry(UnixPath.of(path), node, BASE);
        }

        @Test
        void baseIsOfNoLayer() {
            assertThat(over.slices()).isEmpty();
        }

        @Test
        void linksAreFollowedAndFoldersKeepTheirRights() {
            over.add(NUMPY, UnixPath.of("/bin/own"), FileNode.file("own"));

            assertThat(over.slices())
                    .singleElement()
                    .satisfies(slice -> assertThat(slice.entries())
                            .extracting(entry -> entry.path() + " "
                                    + Integer.toOctalString(entry.node().mode()))
                            .containsExactly("/usr 755", "/usr/bin 750", "/usr/bin/own 644"));
        }

        @Test
        void whatIsHiddenIsNoMoreAndAWhiteoutInTheLayerOfWhoHidesIt() {
            over.hide(BASH, UnixPath.of("/usr/bin/sh"));

            assertThat(over.find(UnixPath.of("/bin/sh"))).isEmpty();
            assertThat(over.slices())
                    .singleElement()
                    .satisfies(slice -> assertThat(slice.entries())
                            .extracting(entry ->
                                    entry.path() + " " + entry.node().getClass().getSimpleName())
                            .containsExactly("/usr Directory", "/usr/bin Directory", "/usr/bin/sh Whiteout"));
        }

        @Test
        void oneWhiteoutIsEnoughForADirectoryAndWhatLayInIt() {
            over.hide(BASH, UnixPath.of("/usr/bin"));
            over.hide(BASH, UnixPath.of("/usr/bin/sh"));
            over.hide(BASH, UnixPath.of("/usr/bin"));
            over.hide(BASH, UnixPath.of("/nothing"));
            over.hide(BASH, UnixPath.of("/bin"));

            assertThat(hidden()).containsExactly("/bin", "/usr/bin");
        }

        @Test
        void whatComesLaterIsNotHidden() {
            over.hide(BASH, UnixPath.of("/etc/file"));
            over.hide(BASH, UnixPath.of("/etc"));
            over.hide(BASH, UnixPath.of("/usr/bin/sh"));
            over.replace(NUMPY, UnixPath.of("/usr/bin/sh"), FileNode.file("own"));
            over.add(NUMPY, UnixPath.of("/etc/other"), FileNode.file("own"));
            over.hide(BASH, UnixPath.of("/etc/other"));

            assertThat(hidden()).containsExactly("/etc/file");
            assertThat(over.find(UnixPath.of("/etc/other"))).isPresent();
        }

        @Test
        void nothingIsHiddenBelowWhatIsNoDirectoryAnyMore() {
            over.hide(BASH, UnixPath.of("/etc/file"));
            over.hide(BASH, UnixPath.of("/etc"));
            over.add(NUMPY, UnixPath.of("/etc"), FileNode.link("usr"));

            assertThat(hidden()).isEmpty();
        }

        private List<String> hidden() {
            return over.slices().stream()
                    .flatMap(slice -> slice.entries().stream())
                    .filter(entry -> entry.node() instanceof FileNode.Whiteout)
                    .map(entry -> entry.path().value())
                    .toList();
        }

        @Test
        void fileTakesTheBasesPlace() {
            over.add(NUMPY, UnixPath.of("/bin/sh"), FileNode.file("own"));
            over.replace(BASH, UnixPath.of("/etc/file"), FileNode.link("elsewhere"));

            assertThat(over.slices())
                    .flatExtracting(FileTree.Slice::entries)
                    .extracting(entry -> entry.path().value())
                    .contains("/usr/bin/sh", "/etc/file");
        }

        @Test
        void folderIsTheBasesUnlessItsRightsAreSet() {
            over.add(NUMPY, UnixPath.of("/etc"), FileNode.directory());
            assertThat(over.slices()).isEmpty();

            over.setDirectory(NUMPY, UnixPath.of("/etc"), new Directory(01777, Owner.ROOT));
            assertThat(over.slices())
                    .singleElement()
                    .satisfies(slice -> assertThat(slice.entries())
                            .extracting(
                                    entry -> Integer.toOctalString(entry.node().mode()))
                            .containsExactly("1777"));
        }

        @Test
        void rightsAreSetBehindALinkToAFolder() {
            over.setDirectory(NUMPY, UnixPath.of("/bin"), new Directory(0775, Owner.ROOT));

            assertThat(over.find(UnixPath.of("/bin")).orElseThrow().node()).isEqualTo(FileNode.link("usr/bin"));
            assertThat(over.slices())
                    .flatExtracting(FileTree.Slice::entries)
                    .extracting(entry -> entry.path() + " "
                            + Integer.toOctalString(entry.node().mode()))
                    .containsExactly("/usr 755", "/usr/bin 775");
        }

        @Test
        void filledFolderDoesNotGiveWay() {
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> over.add(NUMPY, UnixPath.of("/usr/bin"), FileNode.file("own")))
                    .withMessageContainingAll("[PYF-927]", "`/usr/bin`", "numpy");
            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> over.add(NUMPY, UnixPath.of("/etc/file/below"), FileNode.file("own")))
                    .withMessageContainingAll("[PYF-927]", "`/etc/file`");
        }

        @Test
        void bytesOfTheBaseAreNotRead() {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new Content.Below(4, "file of base:1").open())
                    .withMessageContaining("file of base:1");
        }
    }
}

package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** What is done to nodes that lie in the tree already. */
class FileTreeChangesTest {

    private static final Origin FIRST = new Origin(LayerKind.OPERATING_SYSTEM, "first");
    private static final Origin SECOND = new Origin(LayerKind.CONFIGURATION, "second");
    private static final Directory PRIVATE = new Directory(0700, new Owner(1, 2));

    private final FileTree tree = new FileTree();

    @Nested
    class Replacing {

        @Test
        void putsAFileWhereNothingIsWithTheDirectoriesAbove() {
            tree.replace(SECOND, path("/a/b/x"), FileNode.file("new"));

            assertThat(paths()).containsExactly("/a", "/a/b", "/a/b/x");
            assertThat(tree.entries()).extracting(FileTree.Entry::origin).containsOnly(SECOND);
        }

        @Test
        void takesThePlaceOfFilesLinksAndEmptyDirectories() {
            tree.add(FIRST, path("/file"), FileNode.file("old"));
            tree.add(FIRST, path("/link"), FileNode.link("file"));
            tree.add(FIRST, path("/directory"), FileNode.directory());

            for (String place : List.of("/file", "/link", "/directory")) {
                tree.replace(SECOND, path(place), FileNode.file("new"));

                assertThat(tree.find(path(place)))
                        .contains(new FileTree.Entry(path(place), FileNode.file("new"), SECOND));
            }
        }

        @Test
        void leavesTheTargetOfALinkAlone() {
            tree.add(FIRST, path("/file"), FileNode.file("old"));
            tree.add(FIRST, path("/link"), FileNode.link("file"));
            tree.replace(SECOND, path("/link"), FileNode.file("new"));

            assertThat(tree.find(path("/file")).orElseThrow().node()).isEqualTo(FileNode.file("old"));
        }

        @Test
        void leavesDirectoriesAndLinksToThemWhereADirectoryComes() {
            tree.add(FIRST, path("/usr/bin/x"), FileNode.file("x"));
            tree.add(FIRST, path("/bin"), FileNode.link("usr/bin"));
            List<FileTree.Entry> before = tree.entries();

            tree.replace(SECOND, path("/usr/bin"), PRIVATE);
            tree.replace(SECOND, path("/bin"), PRIVATE);

            assertThat(tree.entries()).isEqualTo(before);
        }

        @Test
        void putsADirectoryOverFilesAndLinksThatLeadToNone() {
            tree.add(FIRST, path("/file"), FileNode.file("x"));
            tree.add(FIRST, path("/to-file"), FileNode.link("file"));
            tree.add(FIRST, path("/to-nothing"), FileNode.link("missing"));

            for (String place : List.of("/to-file", "/to-nothing", "/file")) {
                tree.replace(SECOND, path(place), PRIVATE);

                assertThat(tree.find(path(place)).orElseThrow().node()).isEqualTo(PRIVATE);
            }
        }

        @Test
        void refusesToPutAFileOverAFilledDirectory() {
            tree.add(FIRST, path("/a/x"), FileNode.file("x"));
            tree.add(FIRST, path("/a-b"), FileNode.file("behind"));

            assertThatExceptionOfType(PyFlinkException.class)
                    .isThrownBy(() -> tree.replace(SECOND, path("/a"), FileNode.file("new")))
                    .withMessageContaining("`/a` comes from `first` and, differently, from `second`");
            assertThat(paths()).containsExactly("/a", "/a/x", "/a-b");
        }

        @Test
        void writesHardLinksWithCanonicalTargets() {
            tree.add(FIRST, path("/bin"), FileNode.link("usr/bin"));
            tree.add(FIRST, path("/usr/bin/a"), FileNode.file("a"));
            tree.replace(SECOND, path("/bin/b"), new HardLink(path("/bin/a"), 0644, Owner.ROOT));

            assertThat(tree.find(path("/usr/bin/b")).orElseThrow().node())
                    .isEqualTo(new HardLink(path("/usr/bin/a"), 0644, Owner.ROOT));
        }
    }

    @Nested
    class Directories {

        @Test
        void newOneComesWithThoseAbove() {
            tree.setDirectory(SECOND, path("/a/b"), PRIVATE);

            assertThat(tree.entries())
                    .containsExactly(
                            new FileTree.Entry(path("/a"), FileNode.directory(), SECOND),
                            new FileTree.Entry(path("/a/b"), PRIVATE, SECOND));
        }

        @Test
        void oneThatIsThereKeepsItsOriginAndWhatLiesInIt() {
            tree.add(FIRST, path("/a/x"), FileNode.file("x"));

            tree.setDirectory(SECOND, path("/a"), PRIVATE);

            assertThat(tree.find(path("/a"))).contains(new FileTree.Entry(path("/a"), PRIVATE, FIRST));
            assertThat(paths()).containsExactly("/a", "/a/x");
        }

        @Test
        void fileOrLinkIsNotMadeOne() {
            tree.add(FIRST, path("/a/x"), FileNode.file("x"));
            tree.add(FIRST, path("/link"), FileNode.link("a"));

            for (String place : List.of("/a/x", "/link")) {
                assertThatExceptionOfType(PyFlinkException.class)
                        .isThrownBy(() -> tree.setDirectory(SECOND, path(place), PRIVATE))
                        .withMessageContaining("[PYF-601]")
                        .withMessageContaining("`%s` comes from `first`", place);
            }
        }
    }

    @Nested
    class Removing {

        @Test
        void takesAPathAndAllBelowItAndNothingBesideIt() {
            for (String file : List.of("/a/b/c/x", "/a/b/y", "/a/b-c", "/a/bb", "/a/a")) {
                tree.add(FIRST, path(file), FileNode.file(file));
            }

            tree.remove(path("/a/b"));

            assertThat(paths()).containsExactly("/a", "/a/a", "/a/b-c", "/a/bb");
        }

        @Test
        void doesNothingWhereNothingIs() {
            tree.add(FIRST, path("/a/x"), FileNode.file("x"));

            tree.remove(path("/a/b"));

            assertThat(paths()).containsExactly("/a", "/a/x");
        }
    }

    @Nested
    class Moving {

        @Test
        void takesADirectoryToItsNewPlaceUnderItsNewOrigin() {
            tree.add(FIRST, path("/site/lib/sub/a.jar"), FileNode.file("a"));
            tree.add(FIRST, path("/site/lib-b/b.jar"), FileNode.file("b"));
            tree.setDirectory(FIRST, path("/site/lib"), PRIVATE);

            tree.move(path("/site/lib"), path("/opt/lib"), SECOND);

            assertThat(paths())
                    .containsExactly(
                            "/opt",
                            "/opt/lib",
                            "/opt/lib/sub",
                            "/opt/lib/sub/a.jar",
                            "/site",
                            "/site/lib-b",
                            "/site/lib-b/b.jar");
            assertThat(tree.find(path("/opt/lib"))).contains(new FileTree.Entry(path("/opt/lib"), PRIVATE, SECOND));
            assertThat(tree.find(path("/opt/lib/sub/a.jar")).orElseThrow().node())
                    .isEqualTo(FileNode.file("a"));
        }

        @Test
        void leavesHardLinksToFilesThatStay() {
            HardLink outside = new HardLink(path("/site/lib-b/x"), 0644, Owner.ROOT);
            tree.add(FIRST, path("/site/lib-b/x"), FileNode.file("x"));
            tree.add(FIRST, path("/site/lib/link"), outside);

            tree.move(path("/site/lib"), path("/opt/lib"), SECOND);

            assertThat(tree.find(path("/opt/lib/link")).orElseThrow().node()).isEqualTo(outside);
        }
    }

    private Stream<String> paths() {
        return tree.entries().stream().map(entry -> entry.path().value());
    }

    private static UnixPath path(String text) {
        return UnixPath.of(text);
    }
}

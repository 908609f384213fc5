package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

class TarOrderTest {

    private static final RegularFile FILE = new RegularFile(0750, new Owner(1, 2), Content.of("shared"));

    @Test
    void entriesAreSortedWithEachDirectoryBeforeWhatLiesInIt() {
        List<FileTree.Entry> ordered =
                order(entry("/a-b", FILE), entry("/a/x", FILE), entry("/a", FileNode.directory()));

        assertThat(ordered).extracting(entry -> entry.path().value()).containsExactly("/a", "/a/x", "/a-b");
    }

    @Test
    void ofSeveralNamesTheFirstHasTheBytesAndAllHaveTheModeOfTheFile() {
        List<FileTree.Entry> ordered = order(entry("/c", FILE), link("/b", "/c"), link("/a", "/b"));

        assertThat(ordered).extracting(FileTree.Entry::node).containsExactly(FILE, sharedWithA(), sharedWithA());
    }

    @Test
    void linksBehindTheirFileStay() {
        List<FileTree.Entry> ordered = order(entry("/a", FILE), link("/b", "/a"), link("/c", "/b"));

        assertThat(ordered).extracting(FileTree.Entry::node).containsExactly(FILE, sharedWithA(), sharedWithA());
    }

    @Test
    void longChainOfLinksLeadsToItsFile() {
        List<FileTree.Entry> ordered =
                order(link("/a", "/b"), link("/b", "/c"), link("/c", "/d"), link("/d", "/e"), entry("/e", FILE));

        assertThat(ordered)
                .extracting(FileTree.Entry::node)
                .containsExactly(FILE, sharedWithA(), sharedWithA(), sharedWithA(), sharedWithA());
    }

    @Test
    void orderKeepsWhereEntriesComeFrom() {
        assertThat(order(entry("/c", FILE), link("/b", "/c")))
                .extracting(entry -> entry.path() + " " + entry.origin().name())
                .containsExactly("/b coreutils", "/c coreutils");
    }

    @Test
    void linkThatLeadsToNoFileOfItsLayerIsExplained() {
        assertThatThrownBy(() -> order(link("/bin/b", "/bin/a")))
                .hasMessageContaining(
                        "[PYF-802] `/bin/b` of `coreutils` is a hard link to `/bin/a`, which is no file of the same layer")
                .hasMessageContaining("why:    a hard link cannot lead into another layer")
                .hasMessageContaining("try:    leave `coreutils` out of the declaration");
    }

    @Test
    void nameWithAnOrderInItsMiddleIsTakenLiterally() {
        assertThat(order(entry("/app/x.wh.y", FILE), entry("/app/.whx", FILE))).hasSize(2);
    }

    @Test
    void linksToNothingToDirectoriesAndInCirclesAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> order(
                        link("/a", "/missing"),
                        link("/b", "/c"),
                        link("/c", "/b"),
                        entry("/d", FileNode.directory()),
                        link("/e", "/d")))
                .isInstanceOfSatisfying(
                        PyFlinkException.class,
                        e -> assertThat(e.problems())
                                .hasSize(4)
                                .allMatch(problem -> problem.code().equals("PYF-802")));
    }

    @Test
    void fileNamesThatAreOrdersToContainerEnginesAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> order(entry("/app/.wh.secret", FILE), entry("/app/.wh..wh..opq", FILE)))
                .hasMessageContaining("[PYF-803] `/app/.wh.secret` of `coreutils` cannot lie in an image")
                .hasMessageContaining("why:    a name that begins with `.wh.` tells container engines to delete")
                .hasMessageContaining("try:    rename the file")
                .hasMessageContaining("/app/.wh.secret")
                .hasMessageContaining("/app/.wh..wh..opq")
                .hasMessageContaining("coreutils");
    }

    private static HardLink sharedWithA() {
        return new HardLink(UnixPath.of("/a"), 0750, new Owner(1, 2));
    }

    private static FileTree.Entry link(String path, String target) {
        return entry(path, new HardLink(UnixPath.of(target), 0644, Owner.ROOT));
    }

    private static FileTree.Entry entry(String path, FileNode node) {
        return new FileTree.Entry(UnixPath.of(path), node, new Origin(LayerKind.OPERATING_SYSTEM, "coreutils"));
    }

    private static List<FileTree.Entry> order(FileTree.Entry... entries) {
        return TarOrder.of(new FileTree.Slice(LayerName.of(LayerKind.OPERATING_SYSTEM), List.of(entries)));
    }
}

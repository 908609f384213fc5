package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileTree.Entry;
import org.pyflinkimage.value.UnixPath;

/** Slices that do not depend on each other. */
class SlicingTest {

    /** By the sums of their names in different groups. */
    private static final Origin BASH = new Origin(LayerKind.OPERATING_SYSTEM, "bash");

    private static final Origin MAWK = new Origin(LayerKind.OPERATING_SYSTEM, "mawk");
    private static final Origin JOB = new Origin(LayerKind.JOB, "job");

    private final FileTree tree = new FileTree();

    @Test
    void emptyDirectoryOfTwoPackagesIsInBothSlices() {
        tree.add(MAWK, path("/etc/alone"), FileNode.directory());
        tree.add(MAWK, path("/etc/both"), FileNode.directory());
        List<Entry> alone = slice(MAWK).orElseThrow();
        FileTree other = new FileTree();
        other.add(BASH, path("/etc/both"), FileNode.directory());
        other.add(MAWK, path("/etc/alone"), FileNode.directory());
        other.add(MAWK, path("/etc/both"), FileNode.directory());

        assertThat(slice(other, BASH).orElseThrow())
                .extracting(entry -> entry.path().value())
                .containsExactly("/etc", "/etc/both");
        assertThat(slice(other, MAWK).orElseThrow())
                .extracting(Entry::path, Entry::node)
                .isEqualTo(alone.stream()
                        .map(entry -> org.assertj.core.groups.Tuple.tuple(entry.path(), entry.node()))
                        .toList());
    }

    @Test
    void directoryThatIsSetByAnotherStaysInBothSlices() {
        tree.add(BASH, path("/var/mail"), FileNode.directory());
        tree.setDirectory(JOB, path("/var/mail"), new Directory(02775, Owner.ROOT));

        assertThat(slice(BASH)).isEqualTo(slice(JOB));
        assertThat(slice(JOB).orElseThrow().get(1).node().mode()).isEqualTo(02775);
    }

    @Test
    void whatWasTakenOutOrBecameAFileIsInNoSliceOfOthers() {
        tree.add(BASH, path("/a/gone"), FileNode.directory());
        tree.add(MAWK, path("/a/gone"), FileNode.directory());
        tree.add(BASH, path("/a/file"), FileNode.directory());
        tree.add(MAWK, path("/a/file"), FileNode.directory());
        tree.remove(path("/a/gone"));
        tree.add(JOB, path("/a/gone"), FileNode.directory());
        tree.replace(JOB, path("/a/file"), FileNode.file("x"));

        assertThat(slice(MAWK)).isEmpty();
        assertThat(slice(JOB).orElseThrow())
                .extracting(entry -> entry.path().value())
                .containsExactly("/a", "/a/file", "/a/gone");
    }

    @Test
    void hardLinkStaysOneWhereItsFileIsInTheSameSlice() {
        tree.add(BASH, path("/usr/bin/a"), FileNode.file("x"));
        tree.add(BASH, path("/usr/bin/b"), new HardLink(path("/usr/bin/a"), 0644, Owner.ROOT));

        assertThat(node(BASH, "/usr/bin/b")).isEqualTo(new HardLink(path("/usr/bin/a"), 0644, Owner.ROOT));
    }

    @Test
    void hardLinkToWhatAnotherPackageReplacedIsAFileOfItsOwn() {
        tree.add(BASH, path("/usr/bin/a"), FileNode.program(Content.of("x")));
        tree.add(BASH, path("/usr/bin/b"), new HardLink(path("/usr/bin/a"), 0755, Owner.ROOT));
        tree.add(BASH, path("/usr/bin/c"), new HardLink(path("/usr/bin/b"), 0755, Owner.ROOT));
        tree.replace(MAWK, path("/usr/bin/a"), FileNode.program(Content.of("y")));

        assertThat(node(BASH, "/usr/bin/b")).isEqualTo(FileNode.program(Content.of("y")));
        // It leads to the first in this slice, which has the bytes.
        assertThat(node(BASH, "/usr/bin/c")).isEqualTo(new HardLink(path("/usr/bin/b"), 0755, Owner.ROOT));
    }

    @Test
    void hardLinkByWayOfAnotherSliceLeadsToTheFileItself() {
        tree.add(BASH, path("/usr/bin/a"), FileNode.file("a"));
        tree.add(MAWK, path("/usr/bin/b"), new HardLink(path("/usr/bin/a"), 0644, Owner.ROOT));
        tree.add(BASH, path("/usr/bin/c"), new HardLink(path("/usr/bin/b"), 0644, Owner.ROOT));

        assertThat(node(BASH, "/usr/bin/c")).isEqualTo(new HardLink(path("/usr/bin/a"), 0644, Owner.ROOT));
        assertThat(node(MAWK, "/usr/bin/b")).isEqualTo(FileNode.file("a"));
    }

    @Test
    void severalHardLinksToWhatWasReplacedAreOneFile() {
        tree.add(BASH, path("/usr/bin/a"), FileNode.program(Content.of("x")));
        tree.add(BASH, path("/usr/bin/b"), new HardLink(path("/usr/bin/a"), 0755, Owner.ROOT));
        tree.add(BASH, path("/usr/bin/c"), new HardLink(path("/usr/bin/a"), 0755, Owner.ROOT));
        tree.replace(MAWK, path("/usr/bin/a"), FileNode.program(Content.of("y")));

        assertThat(node(BASH, "/usr/bin/b")).isEqualTo(FileNode.program(Content.of("y")));
        assertThat(node(BASH, "/usr/bin/c")).isEqualTo(new HardLink(path("/usr/bin/b"), 0755, Owner.ROOT));
    }

    @Test
    void hardLinksInACircleAndToNothingStayForTheLayerToRefuse() {
        HardLink toOther = new HardLink(path("/b"), 0644, Owner.ROOT);
        HardLink toNothing = new HardLink(path("/none"), 0644, Owner.ROOT);
        tree.add(BASH, path("/a"), toOther);
        tree.add(MAWK, path("/b"), new HardLink(path("/a"), 0644, Owner.ROOT));
        tree.add(BASH, path("/c"), toNothing);

        assertThat(node(BASH, "/a")).isEqualTo(toOther);
        assertThat(node(BASH, "/c")).isEqualTo(toNothing);
    }

    private FileNode node(Origin origin, String path) {
        return slice(origin).orElseThrow().stream()
                .filter(entry -> entry.path().equals(path(path)))
                .findFirst()
                .orElseThrow()
                .node();
    }

    private Optional<List<Entry>> slice(Origin origin) {
        return slice(tree, origin);
    }

    private static Optional<List<Entry>> slice(FileTree tree, Origin origin) {
        LayerName name = LayerDivision.of(List.of()).layerOf(origin);
        return tree.slices().stream()
                .filter(slice -> slice.name().equals(name))
                .findFirst()
                .map(FileTree.Slice::entries);
    }

    private static UnixPath path(String path) {
        return UnixPath.of(path);
    }
}

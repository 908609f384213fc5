package org.pyflinkimage.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.UnixPath;

class LayerKeyTest {

    private static final Origin ORIGIN = new Origin(LayerKind.PYTHON_PACKAGES, "numpy");

    @Test
    void anyDifferenceMakesAnotherLayer() {
        List<FileNode> nodes = List.of(
                FileNode.file("x"),
                FileNode.file("y"),
                FileNode.program(Content.of("x")),
                new RegularFile(0644, new Owner(0, 1), Content.of("x")),
                new RegularFile(0644, new Owner(1, 0), Content.of("x")),
                FileNode.link("x"),
                FileNode.link("y"),
                new HardLink(UnixPath.of("/a"), 0644, Owner.ROOT),
                new HardLink(UnixPath.of("/b"), 0644, Owner.ROOT),
                FileNode.directory(),
                new Directory(0700, Owner.ROOT));
        List<Content> contents = List.of(
                deflated("a.whl", "s", 30, "x"),
                deflated("a.whl", "t", 30, "x"),
                deflated("a.whl", "s", 31, "x"),
                deflated("a.whl", "s", 30, "y"),
                new Content.Stored(Path.of("a.whl"), 10, 30, "x"),
                new Content.Stored(Path.of("a.whl"), 10, 31, "x"),
                new Content.Stored(Path.of("a.whl"), 10, 30, "y"));

        List<String> keys = Stream.of(
                        nodes.stream().map(node -> key("/x", node)),
                        contents.stream().map(content -> key("/x", FileNode.file(content))),
                        Stream.of(key("/y", nodes.get(0)), LayerKey.of(List.of())))
                .flatMap(all -> all)
                .toList();

        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{64}"));
    }

    @Test
    void whereTheBytesLieAndWhoseFilesTheyAreMakesNone() {
        FileNode here = FileNode.file(deflated("here/a.whl", "s", 30, "x"));
        FileNode there = FileNode.file(deflated("there/b.whl", "s", 30, "x"));

        assertThat(key("/x", here)).isEqualTo(key("/x", there));
        assertThat(LayerKey.of(List.of(
                        new FileTree.Entry(UnixPath.of("/x"), here, new Origin(LayerKind.PYTHON_PACKAGES, "scipy")))))
                .isEqualTo(key("/x", here));
    }

    @Test
    void asYesterday() {
        List<FileNode> nodes = List.of(
                new Directory(01777, new Owner(1, 2)),
                FileNode.link("target"),
                new HardLink(UnixPath.of("/0"), 0640, Owner.ROOT),
                FileNode.file("text"),
                FileNode.file(new Content.Stored(Path.of("a.jar"), 10, 30, "sum")),
                FileNode.file(deflated("a.whl", "stream", 30, "sum")));
        List<FileTree.Entry> entries = Stream.iterate(0, i -> i < nodes.size(), i -> i + 1)
                .map(i -> new FileTree.Entry(UnixPath.of("/" + i), nodes.get(i), ORIGIN))
                .toList();

        // Layers that are kept in stores are found by this key: another one makes all of them anew.
        assertThat(LayerKey.of(entries)).isEqualTo("f9553eda28355e3c2117a0a4c34fc93d30fe4231d07a1ca3b06fe97caab682f5");
    }

    private static String key(String path, FileNode node) {
        return LayerKey.of(List.of(new FileTree.Entry(UnixPath.of(path), node, ORIGIN)));
    }

    private static Content deflated(String file, String streamSum, long size, String sum) {
        Content.Stored stream = new Content.Stored(Path.of(file), 10, 20, streamSum);
        return new Content.Deflated(stream, size, 40, sum);
    }
}

package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

class BaseAccountsTest {

    /** A name in Latin-1, which is no UTF-8. */
    private static final byte[] LATIN =
            "mueller:x:7:7:J\u00fcrgen M\u00fcller:/:/bin/sh".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void linesOfAnyEncodingStayAsTheyAre() throws IOException {
        FileTree tree = FileTree.over(List.of(
                below("/etc", FileNode.directory()),
                below("/etc/passwd", new RegularFile(0640, new Owner(0, 42), Content.of(LATIN.clone())))));

        BaseAccounts.install(tree);

        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(LATIN);
        expected.writeBytes("\nflink:x:9999:9999::/opt/flink:/bin/bash\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(bytes(tree, ImagePaths.PASSWD)).isEqualTo(expected.toByteArray());
        assertThat(tree.find(ImagePaths.PASSWD).orElseThrow().node())
                .satisfies(node -> assertThat(node.mode()).isEqualTo(0640))
                .satisfies(node -> assertThat(node.owner()).isEqualTo(new Owner(0, 42)));
        assertThat(new String(bytes(tree, ImagePaths.GROUP), StandardCharsets.UTF_8))
                .isEqualTo("flink:x:9999:\n");
    }

    private static byte[] bytes(FileTree tree, UnixPath path) throws IOException {
        RegularFile file = (RegularFile) tree.find(path).orElseThrow().node();
        try (InputStream stream = file.content().open()) {
            return stream.readAllBytes();
        }
    }

    private static FileTree.Entry below(String path, FileNode node) {
        return new FileTree.Entry(UnixPath.of(path), node, new Origin(LayerKind.BASE, "base:1"));
    }
}

package org.pyflinkimage.debian;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.UnixPath;

/** A tree with the few files that a test puts there, and what was written into it as lines of text. */
final class SampleSystem {

    private static final Origin PACKAGE = new Origin(LayerKind.OPERATING_SYSTEM, "package");

    final FileTree tree = new FileTree();
    final SystemTree system = SystemTree.of(tree);

    SampleSystem file(String path, String text) {
        return put(path, FileNode.file(text));
    }

    SampleSystem program(String path) {
        return put(path, FileNode.program(Content.of(path)));
    }

    SampleSystem link(String path, String target) {
        return put(path, FileNode.link(target));
    }

    SampleSystem put(String path, FileNode node) {
        tree.add(PACKAGE, UnixPath.of(path), node);
        return this;
    }

    /** What no package brought: {@code d 0755 0:0 /boot}, {@code f 0640 0:42 /etc/shadow}, {@code l /bin/sh -> dash}. */
    List<String> written() {
        return tree.entries().stream()
                .filter(entry -> !entry.origin().equals(PACKAGE))
                .map(SampleSystem::line)
                .toList();
    }

    /** The text of a file, all links followed. */
    String text(String path) {
        FileNode node = tree.follow(UnixPath.of(path))
                .orElseThrow(() -> new AssertionError("no " + path))
                .node();
        return new String(((RegularFile) node).content().bytes(), StandardCharsets.UTF_8);
    }

    private static String line(FileTree.Entry entry) {
        FileNode node = entry.node();
        if (node instanceof SymbolicLink link) {
            return "l " + entry.path() + " -> " + link.target();
        }
        if (node instanceof HardLink link) {
            return "h " + entry.path() + " -> " + link.target();
        }
        String kind = node instanceof RegularFile ? "f" : "d";
        return "%s %04o %s %s".formatted(kind, node.mode(), node.owner(), entry.path());
    }
}

package org.pyflinkimage.build.layout;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** Flink's user and group in an image upon another, beside those that are there. */
final class BaseAccounts {

    private static final Origin ORIGIN = new Origin(LayerKind.CONFIGURATION, "accounts");

    private BaseAccounts() {}

    /** Adds a line to each list that has none of that name. */
    static void install(FileTree tree) {
        add(tree, ImagePaths.PASSWD, FlinkUser.passwdLine());
        add(tree, ImagePaths.GROUP, FlinkUser.groupLine());
    }

    private static void add(FileTree tree, UnixPath list, String line) {
        Optional<FileTree.Entry> there = tree.follow(list);
        String text = there.map(FileTree.Entry::node)
                .filter(RegularFile.class::isInstance)
                .map(node -> text((RegularFile) node))
                .orElse("");
        if (text.lines().anyMatch(each -> each.startsWith(FlinkUser.NAME + ":"))) {
            return;
        }
        String whole = text.isEmpty() || text.endsWith("\n") ? text + line : text + "\n" + line;
        FileNode old = there.map(FileTree.Entry::node).orElseGet(() -> FileNode.file(""));
        RegularFile node =
                new RegularFile(old.mode(), old.owner(), Content.of(whole.getBytes(StandardCharsets.ISO_8859_1)));
        tree.replace(ORIGIN, there.map(FileTree.Entry::path).orElse(list), node);
    }

    /** A character for each byte: names of people are in any encoding, and all lines stay as they are. */
    private static String text(RegularFile file) {
        return new String(file.content().bytes(), StandardCharsets.ISO_8859_1);
    }
}

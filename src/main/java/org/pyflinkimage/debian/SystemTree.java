package org.pyflinkimage.debian;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.UnixPath;

/** The tree as those see it who write what maintainer scripts would have made: paths are plain texts, one origin for all. */
record SystemTree(FileTree tree, Origin origin) {

    /** What no package's file holds, but its script would have written. */
    static SystemTree of(FileTree tree) {
        return new SystemTree(tree, new Origin(LayerKind.SYSTEM_STATE, "system"));
    }

    /** The same tree, for what depends on one package alone, or on what was made of one source, and so changes with that. */
    SystemTree by(Origin other) {
        return new SystemTree(tree, other);
    }

    void file(String path, String text) {
        put(path, FileNode.file(text));
    }

    /** A file of the superuser that a group may read, and nobody else. */
    void secret(String path, String text, int group) {
        put(path, new RegularFile(0640, new Owner(0, group), Content.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    void link(String path, String target) {
        put(path, FileNode.link(target));
    }

    /** Links a path where no package has put anything, and the target is there. */
    void linkIfMissing(String path, String target) {
        UnixPath link = UnixPath.of(path);
        boolean leadsSomewhere =
                tree.follow(tree.canonical(link).resolveLink(target)).isPresent();
        if (tree.find(link).isEmpty() && leadsSomewhere) {
            link(path, target);
        }
    }

    void directory(String path, int mode, int group) {
        tree.setDirectory(origin, UnixPath.of(path), new Directory(mode, new Owner(0, group)));
    }

    void put(String path, FileNode node) {
        tree.replace(origin, UnixPath.of(path), node);
    }

    boolean has(String path) {
        return tree.follow(UnixPath.of(path)).isPresent();
    }

    /** The text of a file that a package brought, or that was read of the system below. */
    Optional<String> text(String path) {
        return tree.text(UnixPath.of(path));
    }
}

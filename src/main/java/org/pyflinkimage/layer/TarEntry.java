package org.pyflinkimage.layer;

import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileNode.Whiteout;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.Owner;

/**
 * What one tar header says.
 *
 * @param name relative to the root; a directory's ends with a slash
 * @param type tar's letter for the kind
 * @param size the bytes that follow; 0 for all but regular files
 * @param target where a link leads; empty for all else
 */
record TarEntry(String name, char type, int mode, Owner owner, long size, String target) {

    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMBOLIC_LINK = '2';
    static final char DIRECTORY = '5';

    /** A file whose name begins so hides what layers below have under the rest of the name. */
    static final String WHITEOUT = ".wh.";

    /**
     * The header of a tree's entry.
     *
     * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">whiteouts</a>
     */
    static TarEntry of(FileTree.Entry entry) {
        String name = entry.path().relative();
        FileNode node = entry.node();
        if (node instanceof Directory) {
            return new TarEntry(name + "/", DIRECTORY, node.mode(), node.owner(), 0, "");
        }
        if (node instanceof SymbolicLink link) {
            return new TarEntry(name, SYMBOLIC_LINK, node.mode(), node.owner(), 0, link.target());
        }
        if (node instanceof HardLink link) {
            String target = link.target().relative();
            return new TarEntry(name, HARD_LINK, node.mode(), node.owner(), 0, target);
        }
        if (node instanceof Whiteout) {
            String whiteout = entry.path()
                    .parent()
                    .resolve(WHITEOUT + entry.path().name())
                    .relative();
            return new TarEntry(whiteout, FILE, node.mode(), node.owner(), 0, "");
        }
        long size = ((RegularFile) node).content().size();
        return new TarEntry(name, FILE, node.mode(), node.owner(), size, "");
    }

    /** A regular file of root that everybody may read. */
    static TarEntry file(String name, long size) {
        return new TarEntry(name, FILE, 0644, Owner.ROOT, size, "");
    }

    /** A directory of root that everybody may read. */
    static TarEntry directory(String name) {
        return new TarEntry(name + "/", DIRECTORY, 0755, Owner.ROOT, 0, "");
    }
}

package org.pyflinkimage.tree;

import org.pyflinkimage.value.UnixPath;

/**
 * What lies at a path: a directory, a regular file, a symbolic link or a hard link, or in a layer that nothing lies there any more.
 * Devices do not exist here.
 */
public sealed interface FileNode {

    /** Who owns it. */
    Owner owner();

    /** The permission bits, including set-user-id, set-group-id and sticky: {@code 0755}, {@code 04755}. */
    int mode();

    /** A directory. */
    record Directory(int mode, Owner owner) implements FileNode {
        public Directory {
            requireMode(mode);
        }
    }

    /** A regular file. */
    record RegularFile(int mode, Owner owner, Content content) implements FileNode {
        public RegularFile {
            requireMode(mode);
        }
    }

    /**
     * A symbolic link.
     *
     * @param target as written in the link: absolute or relative to the link's directory
     */
    record SymbolicLink(String target, Owner owner) implements FileNode {
        public SymbolicLink {
            if (!UnixPath.isTaken(target)) {
                throw new IllegalArgumentException("not a link target: " + target);
            }
        }

        @Override
        public int mode() {
            return 0777;
        }
    }

    /**
     * A second name of a regular file.
     *
     * @param target the file's first name, in the same package and so in the same slice
     */
    record HardLink(UnixPath target, int mode, Owner owner) implements FileNode {
        public HardLink {
            requireMode(mode);
        }
    }

    /** That what a layer below has at the path is hidden, with all below it. It is in slices alone: to a tree nothing is there. */
    record Whiteout() implements FileNode {
        @Override
        public Owner owner() {
            return Owner.ROOT;
        }

        @Override
        public int mode() {
            return 0;
        }
    }

    /** A directory that everybody may read, owned by root. */
    static Directory directory() {
        return new Directory(0755, Owner.ROOT);
    }

    /** A file that everybody may read, owned by root. */
    static RegularFile file(Content content) {
        return new RegularFile(0644, Owner.ROOT, content);
    }

    /** A file that everybody may read, owned by root, with this UTF-8 text. */
    static RegularFile file(String text) {
        return file(Content.of(text));
    }

    /** A program that everybody may run, owned by root. */
    static RegularFile program(Content content) {
        return new RegularFile(0755, Owner.ROOT, content);
    }

    /** A symbolic link owned by root. */
    static SymbolicLink link(String target) {
        return new SymbolicLink(target, Owner.ROOT);
    }

    private static void requireMode(int mode) {
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException("not permission bits: " + Integer.toOctalString(mode));
        }
    }
}

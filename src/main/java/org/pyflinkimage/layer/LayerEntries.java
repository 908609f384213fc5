package org.pyflinkimage.layer;

import java.io.IOException;
import java.util.List;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;

/** The tar of a layer in the making, which is compressed while it is written. */
interface LayerEntries {

    /** Writes a part of the tar that is no file's content. */
    void write(byte[] bytes) throws IOException;

    /**
     * Writes the content of a file.
     *
     * @param name what to call it where it is not what it was
     */
    void write(String name, Content content) throws IOException;

    /**
     * Writes all of the tar.
     *
     * @param entries as {@link TarOrder} has them
     */
    default void writeAll(List<FileTree.Entry> entries) throws IOException {
        for (FileTree.Entry entry : entries) {
            TarEntry header = TarEntry.of(entry);
            write(TarHeader.of(header));
            if (entry.node() instanceof RegularFile file) {
                write(header.name(), file.content());
                write(new byte[TarHeader.padding(header.size())]);
            }
        }
        write(TarHeader.end());
    }
}

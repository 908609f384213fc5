package org.pyflinkimage.layer;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.Sha256;

/** The name under which a layer is kept: differs wherever its blob would, and is known without reading a file. */
final class LayerKey {

    /** Grows with every change of the bytes that this room writes for the same entries. */
    private static final int FORMAT = 3;

    private LayerKey() {}

    /** Grows with every change of the bytes that zstd makes of a tar, which another version of it may. */
    private static final int ZSTD_FORMAT = 1;

    /** The key of these entries, in this order. */
    static String of(List<FileTree.Entry> entries, Compression compression) {
        String key = of(entries);
        return compression == Compression.ZSTD
                ? Sha256.of("zstd " + ZSTD_FORMAT + " " + key).hex()
                : key;
    }

    /** The same where they are compressed as usual. */
    static String of(List<FileTree.Entry> entries) {
        MessageDigest digest = Sha256.newDigest();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            out.writeInt(FORMAT);
            for (FileTree.Entry entry : entries) {
                write(entry, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.finish(digest).hex();
    }

    /** The key of a tar as it is. */
    static String of(Sha256 tar) {
        return Sha256.of(FORMAT + " " + tar.digest()).hex();
    }

    private static void write(FileTree.Entry entry, DataOutputStream out) throws IOException {
        FileNode node = entry.node();
        out.writeUTF(entry.path().value());
        out.writeUTF(node.getClass().getSimpleName());
        out.writeInt(node.mode());
        out.writeUTF(node.owner().toString());
        if (node instanceof SymbolicLink link) {
            out.writeUTF(link.target());
        } else if (node instanceof HardLink link) {
            out.writeUTF(link.target().value());
        } else if (node instanceof RegularFile file) {
            write(file.content(), out);
        }
    }

    private static void write(Content content, DataOutputStream out) throws IOException {
        out.writeUTF(content.getClass().getSimpleName());
        out.writeLong(content.size());
        out.writeUTF(content.identity());
        if (content instanceof Content.Deflated deflated) {
            // The same bytes can be deflated in many ways, and the blob holds this one.
            out.writeUTF(deflated.stream().identity());
        }
    }
}

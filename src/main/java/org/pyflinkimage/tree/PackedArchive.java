package org.pyflinkimage.tree;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/**
 * The files of a package in a form that layers are made from quickly: every file deflated once, each in a stream of its own.
 *
 * <p>A {@code .deb} or a gzipped source distribution is one compressed stream: to take one file out of it, all of it has to be
 * inflated, and to put it into a layer, deflated again. Packed once and kept, its streams are carried over as they are. The form
 * is private to this project's store: streams, then an index with their sums, {@linkplain Sealed sealed}, then its offset and a mark.
 */
public final class PackedArchive {

    private static final long MARK = 0x7079666c696e6b32L; // "pyflink2"
    private static final int TRAILER = 16;
    private static final int INDEX_AT_MOST = 1 << 30;

    /** Files that are compressed already: deflating them again costs time and wins nothing. */
    private static final Set<String> COMPRESSED =
            Set.of("jar", "whl", "zip", "gz", "xz", "bz2", "zst", "png", "jpg", "jpeg");

    /**
     * A member of a package.
     *
     * @param path where the package wants it, below the root that its reader chose
     */
    public record Member(UnixPath path, FileNode node) {}

    private PackedArchive() {}

    /**
     * Reads the members of a packed archive, in the order in which they were added.
     *
     * @throws DamagedFile where it is not what was kept under its name
     */
    public static List<Member> read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size() - TRAILER;
            ByteBuffer trailer = readAt(channel, end, TRAILER);
            long start = trailer.getLong();
            if (trailer.getLong() != MARK || start < 0 || start > end || end - start > INDEX_AT_MOST) {
                throw new IOException("not a packed archive");
            }
            byte[] whole = readAt(channel, start, (int) (end - start)).array();
            byte[] index = Sealed.open(String.valueOf(file.getFileName()), whole)
                    .orElseThrow(() -> new IOException("its index has another sum than it had"));
            return readIndex(file, new DataInputStream(new ByteArrayInputStream(index)));
        } catch (IOException | IllegalArgumentException e) {
            throw DamagedFile.by(file, e);
        }
    }

    /**
     * Reads all of a packed archive.
     *
     * @throws DamagedFile where it is not what was kept under its name
     */
    public static void verify(Path file) throws IOException {
        for (Member member : read(file)) {
            if (member.node() instanceof RegularFile regular) {
                verify(regular.content());
            }
        }
    }

    private static void verify(Content content) throws IOException {
        try (InputStream stream =
                content instanceof Content.Deflated deflated ? deflated.openDeflated() : content.open()) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static List<Member> readIndex(Path file, DataInputStream index) throws IOException {
        int count = index.readInt();
        if (count < 0) {
            throw new IOException("not a packed archive");
        }
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UnixPath path = UnixPath.of(index.readUTF());
            char kind = index.readChar();
            int mode = index.readInt();
            Owner owner = new Owner(Integer.toUnsignedLong(index.readInt()), Integer.toUnsignedLong(index.readInt()));
            members.add(new Member(path, readNode(file, index, kind, mode, owner)));
        }
        return List.copyOf(members);
    }

    private static FileNode readNode(Path file, DataInputStream index, char kind, int mode, Owner owner)
            throws IOException {
        return switch (kind) {
            case 'd' -> new Directory(mode, owner);
            case 'l' -> new SymbolicLink(index.readUTF(), owner);
            case 'h' -> new HardLink(UnixPath.of(index.readUTF()), mode, owner);
            case 's' -> new RegularFile(mode, owner, readStored(file, index));
            case 'z' ->
                new RegularFile(
                        mode,
                        owner,
                        new Content.Deflated(
                                readStored(file, index), index.readLong(), index.readInt(), index.readUTF()));
            default -> throw new IOException("not a packed archive");
        };
    }

    private static Content.Stored readStored(Path file, DataInputStream index) throws IOException {
        return new Content.Stored(file, index.readLong(), index.readLong(), index.readUTF());
    }

    private static ByteBuffer readAt(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (position < 0 || channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("packed archive ends early");
            }
        }
        return buffer.flip();
    }

    /** Writes a packed archive; unless {@link #close} was reached without an error, the file is worth nothing. */
    public static final class Writer implements AutoCloseable {

        private final SummedOutput out;
        private final String keptAs;
        private final ByteArrayOutputStream indexBytes = new ByteArrayOutputStream();
        private final DataOutputStream index = new DataOutputStream(indexBytes);
        private int count;

        /** @param keptAs the file's name once it is whole */
        public Writer(Path file, String keptAs) throws IOException {
            this.out = new SummedOutput(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
            this.keptAs = keptAs;
        }

        /** Adds a directory, a symbolic link or a hard link. */
        public void add(UnixPath path, FileNode node) throws IOException {
            if (node instanceof Directory) {
                begin(path, 'd', node);
            } else if (node instanceof SymbolicLink link) {
                begin(path, 'l', node);
                index.writeUTF(link.target());
            } else if (node instanceof HardLink link) {
                begin(path, 'h', node);
                index.writeUTF(link.target().value());
            } else if (node instanceof RegularFile file) {
                try (InputStream stream = file.content().open()) {
                    add(path, file.mode(), file.owner(), stream);
                }
            }
        }

        /** Adds a regular file with all that the stream holds; the stream is not closed. */
        public void add(UnixPath path, int mode, Owner owner, InputStream stream) throws IOException {
            long offset = out.begin();
            RegularFile file = new RegularFile(mode, owner, Content.of(""));
            if (isCompressed(path)) {
                stream.transferTo(out);
                begin(path, 's', file);
                writeRange(offset);
            } else {
                CRC32 crc = new CRC32();
                MessageDigest digest = Sha256.newDigest();
                long size = deflate(stream, crc, digest);
                begin(path, 'z', file);
                writeRange(offset);
                index.writeLong(size);
                index.writeInt((int) crc.getValue());
                index.writeUTF(Sha256.finish(digest).hex());
            }
        }

        /** What was written since {@link SummedOutput#begin}. */
        private void writeRange(long offset) throws IOException {
            index.writeLong(offset);
            index.writeLong(out.written() - offset);
            index.writeUTF(out.sum().hex());
        }

        private long deflate(InputStream stream, CRC32 crc, MessageDigest digest) throws IOException {
            Deflater deflater = RawDeflate.deflater();
            DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater, 1 << 14, false);
            long size = copy(stream, deflating, crc, digest);
            deflating.finish();
            deflater.end();
            return size;
        }

        private static long copy(InputStream from, OutputStream to, CRC32 crc, MessageDigest digest)
                throws IOException {
            byte[] buffer = new byte[1 << 14];
            long size = 0;
            for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                to.write(buffer, 0, length);
                crc.update(buffer, 0, length);
                digest.update(buffer, 0, length);
                size += length;
            }
            return size;
        }

        private void begin(UnixPath path, char kind, FileNode node) throws IOException {
            index.writeUTF(path.value());
            index.writeChar(kind);
            index.writeInt(node.mode());
            index.writeInt((int) node.owner().user());
            index.writeInt((int) node.owner().group());
            count++;
        }

        private byte[] wholeIndex() {
            ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + indexBytes.size());
            return whole.putInt(count).put(indexBytes.toByteArray()).array();
        }

        @Override
        public void close() throws IOException {
            try (DataOutputStream end = new DataOutputStream(out)) {
                long start = out.written();
                end.write(Sealed.seal(keptAs, wholeIndex()));
                end.writeLong(start);
                end.writeLong(MARK);
            }
        }
    }

    private static boolean isCompressed(UnixPath path) {
        String name = path.name();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return name.indexOf('.') >= 0 && COMPRESSED.contains(extension);
    }
}

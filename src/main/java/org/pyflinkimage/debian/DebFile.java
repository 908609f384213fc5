package org.pyflinkimage.debian;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.pyflinkimage.tar.ForeignTar;
import org.pyflinkimage.tree.BoundedHeads;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/** A binary package's file: an ar of {@code debian-binary}, a control tar and a data tar (deb(5)). */
public final class DebFile {

    /** Where the control members lie in a packed archive; no package may put data there. */
    public static final UnixPath CONTROL = UnixPath.of("/DEBIAN");

    private static final long UNPACKED_AT_MOST = 4L << 30;

    /** These are read into memory; the longest lists of sums have two megabytes. */
    private static final long CONTROL_AT_MOST = 32L << 20;

    private static final int MEMBERS_AT_MOST = 1_000_000;

    /** In characters, of all members and of what they lead to: a package's index is held in memory. Those of Debian have sixty each. */
    static final long NAMES_AT_MOST = 128L * MEMBERS_AT_MOST;

    /** In bytes, on the average: itself, and an extended one of the same length. */
    private static final long USUAL_HEAD = 2048;

    private static final long BYTES_AT_MOST = UNPACKED_AT_MOST + MEMBERS_AT_MOST * USUAL_HEAD;

    /** A dictionary of the size that a stream names is made before a byte of it is read. */
    static final int XZ_KIBIBYTES_AT_MOST = 256 << 10;

    /** In MiB, what unpacking one file takes at most at a time; what {@code xz -9} packs takes a fourth. */
    public static final int MEMORY_AT_MOST = XZ_KIBIBYTES_AT_MOST >> 10;

    /** In bytes, enough for the heads of a stream of xz and of its first block. */
    private static final int XZ_HEADS = 2048;

    /** Gives memory to files that are unpacked at once. */
    @FunctionalInterface
    public interface Memory {

        /** Waits until there is so much. Each file has one part at a time, and gives it back. */
        Taken take(int mebibytes);

        /** A part of it. */
        @FunctionalInterface
        interface Taken {
            void giveBack();
        }
    }

    /** What is wrong with a package's file, in words. */
    private static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** The packed archive did not take what was read. */
    private static final class UnwrittenException extends IOException {
        private static final long serialVersionUID = 1L;
        private final IOException failure;

        UnwrittenException(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Writes something to the packed archive. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    /** Tells a member's content that cannot be read from an archive that cannot be written. */
    private static final class Contents extends FilterInputStream {

        Contents(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw new RefusedException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Tells how much is read, in blocks. */
    private static final class Counted extends FilterInputStream {

        private final LongConsumer read;

        Counted(InputStream stream, LongConsumer read) {
            super(stream);
            this.read = read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            read.accept(Math.max(0, count));
            return count;
        }
    }

    private final PackedArchive.Writer writer;
    private final Memory memory;
    private long unpacked;
    private int members;
    private long names;

    private DebFile(PackedArchive.Writer writer, Memory memory) {
        this.writer = writer;
        this.memory = memory;
    }

    /**
     * Writes a package's files to a {@link PackedArchive}: data at their paths, control members below {@link #CONTROL}.
     *
     * @param keptAs the packed archive's name once it is whole
     * @param read is told how many more of the package's bytes were read
     * @param memory is asked for what unpacking takes, up to {@link #MEMORY_AT_MOST}
     * @throws IOException where the packed archive cannot be written, which is no fault of the package
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-309} where the file is no package, is damaged, or has members
     *     that leave the root, are absolute or devices, or are too many or too large
     */
    public static void pack(Path deb, Path packedArchive, String keptAs, LongConsumer read, Memory memory)
            throws IOException {
        try (PackedArchive.Writer writer = new PackedArchive.Writer(packedArchive, keptAs)) {
            packInto(writer, deb, read, memory);
        }
    }

    private static void packInto(PackedArchive.Writer writer, Path deb, LongConsumer read, Memory memory)
            throws IOException {
        try {
            new DebFile(writer, memory).packAll(deb, read);
        } catch (PyFlinkException e) {
            throw e; // It was interrupted while it waited for memory.
        } catch (UnwrittenException e) {
            throw e.failure;
        } catch (IOException | RuntimeException e) {
            throw Problem.environment("PYF-309", "`%s` is refused as a Debian package".formatted(deb.getFileName()))
                    .why(String.valueOf(e.getMessage()))
                    .remedy("delete it from the store; if it comes back the same, its archive is broken or hostile")
                    .toException(e);
        }
    }

    private void packAll(Path deb, LongConsumer read) throws IOException {
        try (InputStream file = new BufferedInputStream(new Counted(Files.newInputStream(deb), read), 1 << 16);
                ArArchiveInputStream ar = new ArArchiveInputStream(file)) {
            requireFormat(ar);
            packMember(ar, "control.tar", CONTROL);
            packMember(ar, "data.tar", UnixPath.ROOT);
        }
    }

    private static void requireFormat(ArArchiveInputStream ar) throws IOException {
        ArArchiveEntry entry = ar.getNextEntry();
        if (entry == null || !entry.getName().equals("debian-binary")) {
            throw new RefusedException("its first member is not `debian-binary`");
        }
        String version = new String(ar.readNBytes(16), StandardCharsets.US_ASCII);
        if (!version.startsWith("2.")) {
            throw new RefusedException("its format is not version 2");
        }
    }

    /** Members whose names start with an underscore are passed over, as deb(5) has it. */
    private void packMember(ArArchiveInputStream ar, String name, UnixPath root) throws IOException {
        ArArchiveEntry entry = ar.getNextEntry();
        while (entry != null && entry.getName().startsWith("_")) {
            entry = ar.getNextEntry();
        }
        if (entry == null || !entry.getName().startsWith(name)) {
            throw new RefusedException("it has no `%s` where one belongs".formatted(name));
        }
        String extension = entry.getName().substring(name.length());
        if (extension.equals(".xz")) {
            packXz(new BufferedInputStream(ar), entry.getName(), root);
        } else {
            packTar(decompressed(extension, ar), root);
        }
    }

    private void packXz(InputStream member, String name, UnixPath root) throws IOException {
        int needed = kibibytesOfFirstBlock(member);
        if (needed > XZ_KIBIBYTES_AT_MOST) {
            throw new RefusedException("unpacking `%s` takes %s MiB of memory, and more than %s are not given"
                    .formatted(name, (needed + 1023L) >> 10, MEMORY_AT_MOST));
        }
        int mebibytes = (needed + 1023) >> 10;
        Memory.Taken taken = memory.take(mebibytes);
        try {
            // Whatever packs a file gives all blocks the same dictionary, so the first one's is the bound.
            packTar(new XZInputStream(member, mebibytes << 10), root);
        } finally {
            taken.giveBack();
        }
    }

    /** What is needed before a byte is unpacked; 0 where there is no such block, and the stream itself will say why. */
    private static int kibibytesOfFirstBlock(InputStream member) throws IOException {
        member.mark(XZ_HEADS);
        byte[] heads = member.readNBytes(XZ_HEADS);
        member.reset();
        try (XZInputStream nothingAllowed = new XZInputStream(new ByteArrayInputStream(heads), 0)) {
            return nothingAllowed.read() < 0 ? 0 : XZ_KIBIBYTES_AT_MOST;
        } catch (MemoryLimitException e) {
            return e.getMemoryNeeded();
        } catch (IOException e) {
            return 0;
        }
    }

    private static InputStream decompressed(String extension, InputStream stream) throws IOException {
        return switch (extension) {
            case "" -> stream;
            case ".gz" -> new GZIPInputStream(stream, 1 << 14);
            case ".zst" -> new ZstdInputStream(stream);
            default -> throw new RefusedException("its members are compressed as `%s`".formatted(extension));
        };
    }

    /** @param bytes not closed: that would close the ar that the next member is read from */
    private void packTar(InputStream bytes, UnixPath root) throws IOException {
        BoundedHeads heads = new BoundedHeads(bytes, BYTES_AT_MOST);
        ForeignTar tar = new ForeignTar(heads);
        TarArchiveEntry entry = heads.next(0, tar::getNextEntry, TarArchiveEntry::getExtraPaxHeaders);
        for (;
                entry != null;
                entry = heads.next(entry.getSize(), tar::getNextEntry, TarArchiveEntry::getExtraPaxHeaders)) {
            requireBounds(entry, root);
            UnixPath path = pathOf(text(tar.name(), tar), root);
            if (!path.equals(root)) {
                packEntry(tar, entry, path, root);
            }
        }
        // What is left belongs to the member all the same: its check sum stands at its end, where the tar itself does
        // not look.
        heads.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private void packEntry(ForeignTar tar, TarArchiveEntry entry, UnixPath path, UnixPath root) throws IOException {
        int mode = entry.getMode() & 07777;
        Owner owner = ownerOf(tar, entry);
        if (entry.isDirectory()) {
            write(() -> writer.add(path, new Directory(mode, owner)));
        } else if (entry.isSymbolicLink()) {
            String target = text(tar.target(), tar);
            write(() -> writer.add(path, new SymbolicLink(target, owner)));
        } else if (entry.isLink()) {
            HardLink link = new HardLink(pathOf(text(tar.target(), tar), root), mode, owner);
            write(() -> writer.add(path, link));
        } else if (entry.isFile()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isFIFO()
                && !entry.isSparse()) {
            write(() -> writer.add(path, mode, owner, new Contents(tar)));
        } else {
            throw new RefusedException("`%s` is neither a file, a directory nor a link".formatted(tar.shownName()));
        }
    }

    /** @param read of the entry: its name, or what it leads to */
    private static String text(Optional<String> read, ForeignTar tar) throws RefusedException {
        return read.orElseThrow(() ->
                new RefusedException("the name of `%s`, or what it leads to, is no UTF-8".formatted(tar.shownName())));
    }

    private static Owner ownerOf(ForeignTar tar, TarArchiveEntry entry) throws RefusedException {
        long user = entry.getLongUserId();
        long group = entry.getLongGroupId();
        if (Math.min(user, group) < 0 || Math.max(user, group) > Integer.MAX_VALUE) {
            throw new RefusedException(
                    "`%s` belongs to a user or a group that no system has".formatted(tar.shownName()));
        }
        return new Owner(user, group);
    }

    private static void write(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw new UnwrittenException(e);
        }
    }

    private void requireBounds(TarArchiveEntry entry, UnixPath root) throws IOException {
        unpacked += Math.max(0, entry.getSize());
        if (root.equals(CONTROL) && unpacked > CONTROL_AT_MOST) {
            throw new RefusedException("its control files have more than %s MiB".formatted(CONTROL_AT_MOST >> 20));
        }
        members++;
        names += entry.getName().length() + entry.getLinkName().length();
        if (names > NAMES_AT_MOST) {
            throw new RefusedException(
                    "the paths in it have more than %s million characters".formatted(NAMES_AT_MOST / 1_000_000));
        }
        if (unpacked > UNPACKED_AT_MOST || members > MEMBERS_AT_MOST) {
            throw new RefusedException(
                    "it unpacks to more than %s GiB or %s members".formatted(UNPACKED_AT_MOST >> 30, MEMBERS_AT_MOST));
        }
    }

    private static UnixPath pathOf(String name, UnixPath root) throws IOException {
        UnixPath path = root.resolveEntry(name)
                .orElseThrow(() -> new RefusedException("`%s` is no path below the root".formatted(name)));
        if (root.isRoot() && path.startsWith(CONTROL)) {
            throw new RefusedException("`%s` lies where control members belong".formatted(name));
        }
        return path;
    }
}

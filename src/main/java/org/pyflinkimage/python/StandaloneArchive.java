package org.pyflinkimage.python;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.tar.ForeignTar;
import org.pyflinkimage.tree.BoundedHeads;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The archive of a standalone CPython: a gzipped tar of one folder, {@code python}. */
public final class StandaloneArchive {

    private static final long UNPACKED_AT_MOST = 2L << 30;
    private static final int MEMBERS_AT_MOST = 100_000;

    /** In bytes, on the average: itself, and an extended one of the same length. */
    private static final long USUAL_HEAD = 2048;

    /** Of all that the gzip unpacks to. */
    private static final long BYTES_AT_MOST = UNPACKED_AT_MOST + MEMBERS_AT_MOST * USUAL_HEAD;

    /** What is wrong with an archive, in words. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(@Nullable String message) {
            super(message);
        }
    }

    /** Tells bytes that cannot be read from an archive that cannot be written. */
    private static final class Contents extends FilterInputStream {

        Contents(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException e) {
                throw new RefusedException(e.getMessage());
            }
        }
    }

    private final StandaloneMembers kept;
    private long unpacked;
    private int members;

    private StandaloneArchive(StandaloneMembers kept) {
        this.kept = kept;
    }

    /**
     * Writes what an image gets of an archive to a {@link PackedArchive}: all files at the paths that they have in the image, without
     * those that {@link StandaloneExcludes} names.
     *
     * @param keptAs the packed archive's name once it is whole
     * @throws IOException where the packed archive cannot be written, which is no fault of the archive
     * @throws PyFlinkException {@code PYF-350} where the file is no such archive, is damaged, or has members that leave their folder,
     *     are devices, or are too many or too large
     */
    public static void pack(Path archive, Path packedArchive, String keptAs) throws IOException {
        try (PackedArchive.Writer writer = new PackedArchive.Writer(packedArchive, keptAs)) {
            new StandaloneArchive(new StandaloneMembers(writer)).read(archive);
        } catch (RefusedException e) {
            throw refused(archive, e);
        }
    }

    private static PyFlinkException refused(Path archive, RefusedException reason) {
        return Problem.environment(
                        "PYF-350", "`%s` is refused as a standalone CPython".formatted(archive.getFileName()))
                .why(String.valueOf(reason.getMessage()))
                .remedy(
                        "delete it from the store; if it comes back the same, where it lies is broken or hostile: name another"
                                + " place, `<pythonMirror>` (-Dpyflink.pythonMirror)")
                .toException(reason);
    }

    private void read(Path archive) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                BoundedHeads heads = new BoundedHeads(inflated(new Contents(file)), BYTES_AT_MOST);
                InputStream plain = new Contents(heads);
                ForeignTar tar = new ForeignTar(plain)) {
            TarArchiveEntry entry = next(tar, heads, 0);
            for (; entry != null; entry = next(tar, heads, entry.getSize())) {
                requireBounds(entry);
                kept.add(entry, text(tar.name(), tar), text(tar.target(), tar), new Contents(tar));
            }
            // What is left belongs to it all the same: its check sum stands at its end.
            plain.transferTo(OutputStream.nullOutputStream());
        }
        kept.requireWhole();
    }

    /** @param read of the entry: its name, or what it leads to */
    private static String text(Optional<String> read, ForeignTar tar) throws RefusedException {
        return read.orElseThrow(() ->
                new RefusedException("the name of `%s`, or what it leads to, is no UTF-8".formatted(tar.shownName())));
    }

    private static InputStream inflated(InputStream file) throws IOException {
        try {
            return new GZIPInputStream(file, 1 << 16);
        } catch (IOException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private static @Nullable TarArchiveEntry next(ForeignTar tar, BoundedHeads heads, long unread) throws IOException {
        try {
            return heads.next(unread, tar::getNextEntry, TarArchiveEntry::getExtraPaxHeaders);
        } catch (IOException | RuntimeException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    private void requireBounds(TarArchiveEntry entry) throws RefusedException {
        unpacked += Math.max(0, entry.getSize());
        members++;
        if (unpacked > UNPACKED_AT_MOST || members > MEMBERS_AT_MOST) {
            throw new RefusedException(
                    "it unpacks to more than %s GiB or %s members".formatted(UNPACKED_AT_MOST >> 30, MEMBERS_AT_MOST));
        }
    }
}

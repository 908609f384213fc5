package org.pyflinkimage.python;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.pyflinkimage.tar.ForeignTar;
import org.pyflinkimage.tree.BoundedHeads;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Reads the files of a source distribution, a gzipped tar or a zip archive, whose one directory at the top does not count. */
public final class SdistReader {

    private static final long TOTAL_AT_MOST = 8L << 30;

    /** Of all that the gzip unpacks to, heads of entries included. */
    private static final long BYTES_AT_MOST = TOTAL_AT_MOST + (1L << 30);

    /** Larger ones have some ten thousand files. */
    private static final int MEMBERS_AT_MOST = 200_000;

    /** In characters, on the average. */
    private static final long LONGEST_NAMES = 128;

    private static final byte[] ZIP_MARK = {'P', 'K'};

    /** What a tar calls a regular file. */
    private static final Set<Byte> FILES =
            Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG);

    /** Takes one file; the stream is not closed. */
    @FunctionalInterface
    public interface FileVisitor {
        void visit(String path, boolean executable, InputStream stream) throws IOException;

        /**
         * Takes a link of a {@linkplain #strict strictly} read tar, before or after what it leads to.
         *
         * @param target from the link's folder on, or, of a file that is there twice, from the directory at the top of all
         */
        default void link(String path, String target, boolean symbolic) throws IOException {}
    }

    private final String title;
    private final Path sdist;
    private final boolean strict;
    private final int membersAtMost;
    private int members;
    private long names;
    private String top = "";

    SdistReader(String title, Path sdist) {
        this(title, sdist, false, MEMBERS_AT_MOST);
    }

    SdistReader(String title, Path sdist, boolean strict, int membersAtMost) {
        this.title = title;
        this.sdist = sdist;
        this.strict = strict;
        this.membersAtMost = membersAtMost;
    }

    /** One of a source distribution that nobody has looked at: its links are told of, and it has nothing beside its one directory. */
    public static SdistReader strict(String title, Path sdist) {
        return new SdistReader(title, sdist, true, MEMBERS_AT_MOST);
    }

    /**
     * Hands over every regular file, of a tar in the archive's order. Links are passed over: no source distribution that has a
     * recipe needs one.
     *
     * @throws PyFlinkException {@code PYF-454} where the archive has what none should have
     */
    public void forEachFile(FileVisitor visitor) throws IOException {
        if (isZip()) {
            readZip(visitor);
        } else {
            readTar(visitor);
        }
    }

    private boolean isZip() throws IOException {
        try (InputStream stream = Files.newInputStream(sdist)) {
            return Arrays.equals(stream.readNBytes(ZIP_MARK.length), ZIP_MARK);
        }
    }

    private void readTar(FileVisitor visitor) throws IOException {
        long total = 0;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(sdist), 1 << 16);
                BoundedHeads heads = new BoundedHeads(new GZIPInputStream(file, 1 << 16), BYTES_AT_MOST);
                ForeignTar tar = new ForeignTar(heads)) {
            TarArchiveEntry entry = heads.next(0, tar::getNextEntry, TarArchiveEntry::getExtraPaxHeaders);
            for (;
                    entry != null;
                    entry = heads.next(entry.getSize(), tar::getNextEntry, TarArchiveEntry::getExtraPaxHeaders)) {
                Optional<String> path = pathOf(text(tar.name(), tar));
                total += entry.getSize();
                requireBounded(total);
                requireFew(entry.getName());
                if (entry.isSparse()) {
                    throw problem("has a file with holes: `%s`".formatted(path.orElse(tar.shownName())));
                }
                if (path.isPresent() && FILES.contains(entry.getLinkFlag()) && !entry.isDirectory()) {
                    visitor.visit(path.get(), (entry.getMode() & 0111) != 0, tar);
                } else if (strict && !entry.isDirectory()) {
                    boolean link = path.isPresent() && (entry.isLink() || entry.isSymbolicLink());
                    if (!link) {
                        throw problem("has what is no file in its directory: `%s`".formatted(tar.shownName()));
                    }
                    String target = text(tar.target(), tar);
                    requireShort(target);
                    visitor.link(
                            path.get(), entry.isLink() ? pathOf(target).orElse("") : target, entry.isSymbolicLink());
                }
            }
        }
    }

    /** @param read of the entry: its name, or what it leads to */
    private String text(Optional<String> read, ForeignTar tar) {
        return read.orElseThrow(
                () -> problem("has a name, or a link to one, that is no UTF-8: `%s`".formatted(tar.shownName())));
    }

    private void readZip(FileVisitor visitor) throws IOException {
        List<Problem> problems = new ArrayList<>();
        try (ZipFile zip = BoundedZip.open(sdist, membersAtMost)) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            entries.forEach(entry -> requireFew(entry.getName()));
            Map<String, ZipArchiveEntry> files = new ZipEntryCheck(title, problems).files(entries);
            PyFlinkException.throwIfAny(problems);
            for (Map.Entry<String, ZipArchiveEntry> entry : files.entrySet()) {
                Optional<String> path = pathOf(entry.getKey());
                if (path.isPresent()) {
                    try (InputStream stream = zip.getInputStream(entry.getValue())) {
                        visitor.visit(path.get(), ZipEntryCheck.isExecutable(entry.getValue()), stream);
                    }
                }
            }
        }
    }

    /** The path below the directory at the top; empty for that directory itself. */
    private Optional<String> pathOf(String name) {
        String relative = UnixPath.ofEntry(name)
                .orElseThrow(() -> problem((UnixPath.isTooLongEntry(name)
                                ? "has a longer name than any file has, which is 255 bytes of UTF-8, or 4094 "
                                        + "with its folders: `%s`"
                                : "has an entry that leads out of it: `%s`")
                        .formatted(name)))
                .relative();
        int slash = relative.indexOf('/');
        String first = slash < 0 ? relative : relative.substring(0, slash);
        if (strict && !top.isEmpty() && !first.isEmpty() && !first.equals(top)) {
            throw problem("has `%s` beside `%s`, and a source distribution has one directory".formatted(first, top));
        }
        top = first.isEmpty() ? top : first;
        return slash < 0 ? Optional.empty() : Optional.of(relative.substring(slash + 1));
    }

    private void requireBounded(long total) {
        if (total > TOTAL_AT_MOST) {
            throw problem("unpacks to more than any source distribution");
        }
    }

    /** Whoever reads it keeps what it has by name. */
    private void requireFew(String name) {
        members++;
        requireShort(name);
    }

    /** @param name of a member, or of what one leads to */
    private void requireShort(String name) {
        names += name.length();
        if (members > membersAtMost || names > membersAtMost * LONGEST_NAMES) {
            throw problem("has more files, or longer names, than any source distribution");
        }
    }

    private PyFlinkException problem(String what) {
        return WheelCheck.problem("PYF-454", "the source distribution of `%s` %s".formatted(title, what))
                .toException();
    }
}

package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;
import org.pyflinkimage.value.Utf8;

/** Checks that a zip archive's entries can be installed without harm: plain files below the root, of bounded size. */
final class ZipEntryCheck {

    private static final long SIZE_AT_MOST = 8L << 30;
    private static final long TOTAL_AT_MOST = 32L << 30;
    static final int ENTRIES_AT_MOST = 500_000;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR_FILE = 0100000;

    private final String archive;
    private final List<Problem> problems;

    /** @param problems where what is wrong is added */
    ZipEntryCheck(String archive, List<Problem> problems) {
        this.archive = archive;
        this.problems = problems;
    }

    /** The archive's files by their normalized relative paths; directories are implied. */
    Map<String, ZipArchiveEntry> files(List<ZipArchiveEntry> entries) {
        Map<String, ZipArchiveEntry> files = new TreeMap<>();
        for (ZipArchiveEntry entry : entries) {
            Optional<UnixPath> path = UnixPath.ofEntry(entry.getName());
            if (!isText(entry)) {
                report(entry, "has a name that is no UTF-8");
            } else if (path.isEmpty() || (path.get().isRoot() && !entry.isDirectory())) {
                report(
                        entry,
                        UnixPath.isTooLongEntry(entry.getName())
                                ? "is a longer name than any file has"
                                : "is no path below its directory");
            } else if (!entry.isDirectory() || entry.getSize() > 0) {
                check(entry);
                if (files.putIfAbsent(path.get().relative(), entry) != null) {
                    report(entry, "is there twice");
                }
            }
        }
        checkTotal(entries);
        checkRanges(files.values().stream().toList());
        return files;
    }

    /** As pip: execution bits count only where the entry says that it is a regular file. */
    static boolean isExecutable(ZipArchiveEntry entry) {
        int mode = entry.getUnixMode();
        return (mode & FILE_TYPE) == REGULAR_FILE && (mode & 0111) != 0;
    }

    /** Where its bytes are none, what reads them puts question marks there: the file would lie under another name. */
    private static boolean isText(ZipArchiveEntry entry) {
        return bytesOf(entry).map(bytes -> Utf8.read(bytes).isPresent()).orElse(true);
    }

    private static String shownName(ZipArchiveEntry entry) {
        return bytesOf(entry)
                .filter(bytes -> Utf8.read(bytes).isEmpty())
                .map(Utf8::shown)
                .orElseGet(entry::getName);
    }

    /** Of its name. */
    private static Optional<byte[]> bytesOf(ZipArchiveEntry entry) {
        boolean another = entry.getNameSource() == ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD;
        if (another && entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField field) {
            return Optional.ofNullable(field.getUnicodeName());
        }
        return Optional.ofNullable(entry.getRawName());
    }

    private void check(ZipArchiveEntry entry) {
        int type = entry.getUnixMode() & FILE_TYPE;
        if (type != 0 && type != REGULAR_FILE) {
            report(entry, "is no regular file");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            report(entry, "is encrypted");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            report(entry, "is compressed by the unknown method " + entry.getMethod());
        }
        if (entry.getSize() < 0 || entry.getSize() > SIZE_AT_MOST || entry.getCompressedSize() < 0) {
            report(entry, "has no size or too large a one");
        }
        if (entry.getMethod() == ZipEntry.STORED && entry.getSize() != entry.getCompressedSize()) {
            report(entry, "has two sizes");
        }
    }

    private void checkTotal(List<ZipArchiveEntry> entries) {
        long total = 0;
        for (ZipArchiveEntry entry : entries) {
            total += Math.min(Math.max(0, entry.getSize()), SIZE_AT_MOST);
        }
        if (entries.size() > ENTRIES_AT_MOST || total > TOTAL_AT_MOST) {
            problems.add(WheelCheck.problem("PYF-454", "`%s` unpacks to more than any wheel".formatted(archive)));
        }
    }

    /** Bytes that belong to several entries are how small archives unpack to enormous ones. */
    private void checkRanges(List<ZipArchiveEntry> files) {
        List<ZipArchiveEntry> byOffset = new ArrayList<>(files);
        byOffset.sort(Comparator.comparingLong(ZipArchiveEntry::getDataOffset)
                .thenComparingLong(ZipArchiveEntry::getCompressedSize));
        long end = 0;
        for (ZipArchiveEntry entry : byOffset) {
            if (entry.getDataOffset() < end) {
                report(entry, "lies inside another entry");
            }
            end = Math.max(end, entry.getDataOffset() + entry.getCompressedSize());
        }
    }

    private void report(ZipArchiveEntry entry, String what) {
        problems.add(WheelCheck.problem("PYF-454", "`%s` in `%s` %s".formatted(shownName(entry), archive, what)));
    }
}

package org.pyflinkimage.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.Utf8;

/**
 * A tar that somebody else wrote. What reads it for us puts a question mark where a name is no UTF-8, and leaves out what an owner's
 * number has beyond 32 bits: a file would lie under another name, two under one, or one would be the superuser's, without a word.
 *
 * <p>So names are asked for here, and not of the entry: those of plain headers are read byte by byte, as ISO 8859-1 does it. Those of
 * extended headers are read as UTF-8 whatever is asked for; which of them a name is of, their bytes tell.
 */
public final class ForeignTar extends TarArchiveInputStream {

    /** Where numbers of user and group stand in a plain header. */
    private static final int USER = TarConstants.NAMELEN + TarConstants.MODELEN;

    private static final int GROUP = USER + TarConstants.UIDLEN;

    /** The extended headers of the entry that was read last. */
    private final ByteArrayOutputStream extended = new ByteArrayOutputStream();

    private int depth;
    private byte[] header = new byte[TarConstants.DEFAULT_RCDSIZE];

    public ForeignTar(InputStream tar) {
        super(tar, StandardCharsets.ISO_8859_1.name());
    }

    /** The name of the entry that was read last; empty where it is no UTF-8. */
    public Optional<String> name() {
        return text(getCurrentEntry().getName(), "path");
    }

    /** What the entry that was read last leads to, where it is a link; empty where that is no UTF-8. */
    public Optional<String> target() {
        return text(getCurrentEntry().getLinkName(), "linkpath");
    }

    /** The name of the entry that was read last for a message, whatever its bytes are. */
    public String shownName() {
        String read = getCurrentEntry().getName();
        return name().orElseGet(() -> {
            Optional<String> record = ofExtended("path", value -> isReadAs(read, value));
            return bytesOf(record.map(ForeignTar::withoutSlashes).orElse(read))
                    .map(Utf8::shown)
                    .orElse(read);
        });
    }

    private Optional<String> text(String read, String key) {
        if (read.chars().allMatch(character -> character < 0x80) || isOfExtended(read, key)) {
            return Optional.of(read);
        }
        return bytesOf(read).flatMap(Utf8::read);
    }

    /** Those that a text has been read from byte by byte; empty where it has not. */
    private static Optional<byte[]> bytesOf(String read) {
        byte[] bytes = read.getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(bytes).filter(all -> new String(all, StandardCharsets.ISO_8859_1).equals(read));
    }

    /** Slashes before a name are not kept. Of headers for all entries none is looked at: they name no file. */
    private boolean isOfExtended(String read, String key) {
        byte[] bytes = read.getBytes(StandardCharsets.UTF_8);
        String written = withoutSlashes(new String(bytes, StandardCharsets.ISO_8859_1));
        return ofExtended(key, value -> withoutSlashes(value).equals(written)).isPresent();
    }

    /** Whether what reads the tar makes this name of a value that is no UTF-8. */
    private static boolean isReadAs(String read, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return withoutSlashes(new String(bytes, StandardCharsets.UTF_8)).equals(read);
    }

    private Optional<String> ofExtended(String key, Predicate<String> wanted) {
        return new ExtendedRecords(extended.toString(StandardCharsets.ISO_8859_1)).find(key, wanted);
    }

    private static String withoutSlashes(String name) {
        return name.replaceFirst("^/+", "");
    }

    /** Calls itself for each header that stands before the one of the entry itself. */
    @Override
    public @Nullable TarArchiveEntry getNextEntry() throws IOException {
        if (depth == 0) {
            extended.reset();
        }
        depth++;
        try {
            TarArchiveEntry entry = super.getNextEntry();
            if (depth == 1 && entry != null) {
                whole(header, USER, entry.getLongUserId(), "uid").ifPresent(entry::setUserId);
                whole(header, GROUP, entry.getLongGroupId(), "gid").ifPresent(entry::setGroupId);
            }
            return entry;
        } finally {
            depth--;
        }
    }

    @Override
    protected byte[] readRecord() throws IOException {
        byte[] record = super.readRecord();
        if (record != null) {
            header = record.clone();
        }
        return record;
    }

    /** A number of more than 32 bits, of which the entry has those alone. Binary ones, whose first bit is set, can be so large. */
    private OptionalLong whole(byte[] record, int at, long read, String key) {
        if (record[at] >= 0) {
            return OptionalLong.empty();
        }
        long number = TarUtils.parseOctalOrBinary(record, at, TarConstants.UIDLEN);
        return number != read
                        && (int) number == read
                        && ofExtended(key, any -> true).isEmpty()
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0 && depth > 0 && getCurrentEntry().isPaxHeader()) {
            extended.write(buffer, offset, count);
        }
        return count;
    }
}

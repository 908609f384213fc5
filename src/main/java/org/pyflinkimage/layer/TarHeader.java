package org.pyflinkimage.layer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The header blocks of tar entries, in the ustar form of POSIX, with pax records for what does not fit into it.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX, pax: extended header, ustar</a>
 */
final class TarHeader {

    /** All parts of a tar are padded to a multiple of so many bytes. */
    static final int BLOCK = 512;

    /** The time of all files in all images: one constant, and not 1970, because zip files cannot hold times before 1980. */
    private static final long TIME = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final int NAME_LENGTH = 100;
    private static final int PREFIX_LENGTH = 155;
    private static final long SMALL_NUMBER = 07777777;
    private static final long BIG_NUMBER = 077777777777L;
    private static final int CHECKSUM_AT = 148;

    private final byte[] block = new byte[BLOCK];

    private TarHeader() {}

    /** The blocks that introduce an entry. */
    static byte[] of(TarEntry entry) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream(BLOCK);
        Map<String, String> records = paxRecords(entry);
        if (!records.isEmpty()) {
            writePaxHeader(records, blocks);
        }
        blocks.writeBytes(ustar(entry, entry.type()));
        return blocks.toByteArray();
    }

    /** How many bytes fill up the last block of a content. */
    static int padding(long size) {
        return (int) (-size & (BLOCK - 1));
    }

    /** The two empty blocks that end a tar. */
    static byte[] end() {
        return new byte[2 * BLOCK];
    }

    private static Map<String, String> paxRecords(TarEntry entry) {
        Map<String, String> records = new TreeMap<>();
        if (!fitsName(entry.name())) {
            records.put("path", entry.name());
        }
        if (!isShortAscii(entry.target(), NAME_LENGTH)) {
            records.put("linkpath", entry.target());
        }
        putIfBeyond(records, "size", entry.size(), BIG_NUMBER);
        putIfBeyond(records, "uid", entry.owner().user(), SMALL_NUMBER);
        putIfBeyond(records, "gid", entry.owner().group(), SMALL_NUMBER);
        return records;
    }

    private static void putIfBeyond(Map<String, String> records, String key, long value, long limit) {
        if (value > limit) {
            records.put(key, Long.toString(value));
        }
    }

    private static void writePaxHeader(Map<String, String> records, ByteArrayOutputStream blocks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        records.forEach((key, value) -> body.writeBytes(paxRecord(key, value)));
        blocks.writeBytes(ustar(TarEntry.file("././@PaxHeader", body.size()), 'x'));
        blocks.writeBytes(body.toByteArray());
        blocks.writeBytes(new byte[padding(body.size())]);
    }

    /** {@code <length> <key>=<value>\n}, where the length counts its own digits too. */
    private static byte[] paxRecord(String key, String value) {
        byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
        int length = rest.length;
        while (length != rest.length + Integer.toString(length).length()) {
            length = rest.length + Integer.toString(length).length();
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream(length);
        record.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        record.writeBytes(rest);
        return record.toByteArray();
    }

    private static byte[] ustar(TarEntry entry, char type) {
        TarHeader header = new TarHeader();
        header.name(entry.name());
        header.octal(100, 8, entry.mode());
        header.octal(108, 8, atMost(entry.owner().user(), SMALL_NUMBER));
        header.octal(116, 8, atMost(entry.owner().group(), SMALL_NUMBER));
        header.octal(124, 12, atMost(entry.size(), BIG_NUMBER));
        header.octal(136, 12, TIME);
        header.block[156] = (byte) type;
        header.text(157, NAME_LENGTH, entry.target());
        header.text(257, 6, "ustar");
        header.text(263, 2, "00");
        header.checksum();
        return header.block;
    }

    /** A number that does not fit stands in a pax record, and here is 0, as other writers do it. */
    private static long atMost(long value, long limit) {
        return value > limit ? 0 : value;
    }

    private void name(String name) {
        int slash = isShortAscii(name, NAME_LENGTH) ? -1 : prefixLength(name);
        if (slash > 0) {
            text(345, PREFIX_LENGTH, name.substring(0, slash));
        }
        text(0, NAME_LENGTH, name.substring(slash + 1));
    }

    private void octal(int offset, int width, long value) {
        String digits = Long.toOctalString(value);
        text(offset, width, "0".repeat(width - 1 - digits.length()) + digits);
    }

    private void text(int offset, int width, String text) {
        for (int i = 0; i < Math.min(width, text.length()); i++) {
            char character = text.charAt(i);
            block[offset + i] = (byte) (character < 0x80 ? character : '?');
        }
    }

    private void checksum() {
        text(CHECKSUM_AT, 8, "        ");
        int sum = 0;
        for (byte value : block) {
            sum += value & 0xff;
        }
        octal(CHECKSUM_AT, 7, sum);
        block[CHECKSUM_AT + 6] = 0;
    }

    private static boolean fitsName(String name) {
        return isShortAscii(name, NAME_LENGTH)
                || (isShortAscii(name, NAME_LENGTH + 1 + PREFIX_LENGTH) && prefixLength(name) > 0);
    }

    /** Where a long name can be cut into ustar's prefix and name; -1 where it cannot. */
    private static int prefixLength(String name) {
        int slash = name.lastIndexOf('/', PREFIX_LENGTH);
        boolean fits = slash > 0 && slash < name.length() - 1 && name.length() - slash - 1 <= NAME_LENGTH;
        return fits ? slash : -1;
    }

    private static boolean isShortAscii(String text, int length) {
        return text.length() <= length && text.chars().allMatch(character -> character < 0x80);
    }
}

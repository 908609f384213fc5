package org.pyflinkimage.jar;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads a jar from its first byte to its last, as it comes. Whatever a jar says, reading it ends: what is more than jars have, or what
 * nobody understands, is passed over.
 */
public final class JarReader {

    private static final String SERVICES = "META-INF/services/";
    private static final String CLASS = ".class";

    /** Bytes that a jar unpacks to; {@code flink-dist} has a sixth. */
    private static final long UNPACKED_AT_MOST = 2L << 30;

    private static final int ENTRIES_AT_MOST = 500_000;

    /** Of one class file or list of services; the largest known class has a quarter. */
    private static final int FILE_AT_MOST = 8 << 20;

    private final ReadClasses classes;
    private final ReadServices services = new ReadServices();
    private final byte[] buffer = new byte[1 << 14];
    private long left;

    private JarReader(ClassDepth depth, long unpackedAtMost) {
        this.classes = new ReadClasses(depth);
        this.left = unpackedAtMost;
    }

    /**
     * What a jar says.
     *
     * @param jar read to its end, and left open
     * @throws IOException where the stream fails; not where its bytes are no jar
     */
    public static JarReading read(InputStream jar, ClassDepth depth) throws IOException {
        return read(jar, depth, UNPACKED_AT_MOST);
    }

    static JarReading read(InputStream jar, ClassDepth depth, long unpackedAtMost) throws IOException {
        JarReader reader = new JarReader(depth, unpackedAtMost);
        JarEnd end = new JarEnd(jar);
        // Java's reader takes half a kilobyte at a time.
        InputStream buffered = new BufferedInputStream(end, 1 << 16);
        int entries = reader.readEntries(buffered);
        // Whoever gives the stream may compare its sum at its end.
        buffered.transferTo(OutputStream.nullOutputStream());
        return reader.classes.reading(entries > 0 && end.says(entries), reader.services);
    }

    /** How many there were; 0 where there is one that could not be read. */
    private int readEntries(InputStream jar) throws IOException {
        // ISO 8859-1 takes any bytes for a name; whoever names a class otherwise than by ASCII is passed over.
        ZipInputStream zip = new ZipInputStream(jar, StandardCharsets.ISO_8859_1);
        int entries = 0;
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (!readEntry(zip, entry.getName()) || entries > ENTRIES_AT_MOST) {
                    return 0;
                }
            }
            return entries;
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            return 0;
        }
    }

    /** Whether there may be more. */
    private boolean readEntry(ZipInputStream zip, String name) throws IOException {
        if (name.startsWith(SERVICES) && Service.CONTRACTS.contains(name.substring(SERVICES.length()))) {
            bytes(zip).ifPresent(bytes -> services.add(name.substring(SERVICES.length()), bytes));
        } else if (name.endsWith(CLASS) && !name.startsWith("META-INF/")) {
            bytes(zip).ifPresent(bytes -> classes.add(name.substring(0, name.length() - CLASS.length()), bytes));
        }
        int count = zip.read(buffer);
        while (count >= 0 && left >= 0) {
            left -= count;
            count = zip.read(buffer);
        }
        return left >= 0;
    }

    /** All of an entry; empty where it is too large, and the rest of it still to be read. */
    private Optional<byte[]> bytes(ZipInputStream zip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int count = zip.read(buffer);
        while (count >= 0 && left >= 0) {
            left -= count;
            bytes.write(buffer, 0, count);
            if (bytes.size() > FILE_AT_MOST) {
                return Optional.empty();
            }
            count = zip.read(buffer);
        }
        return Optional.of(bytes.toByteArray());
    }
}

package org.pyflinkimage.jar;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a jar as the Java virtual machine does it, by its directory, so that of {@code flink-dist} two thirds are not inflated. Whatever a
 * jar says, reading it ends: what is more than jars have, or what nobody understands, is passed over.
 */
public final class JarReader {

    private static final String SERVICES = "META-INF/services/";
    private static final String CLASS = ".class";

    /** Bytes of classes that a jar unpacks to; {@code flink-dist} has a tenth. */
    public static final long UNPACKED_AT_MOST = 2L << 30;

    private static final int ENTRIES_AT_MOST = 500_000;

    /** Of one class file or list of services; the largest known class has a quarter. */
    private static final int FILE_AT_MOST = 8 << 20;

    private final ReadClasses classes;
    private final ReadServices services = new ReadServices();
    private final byte[] buffer = new byte[1 << 14];
    private final Runnable beforeEach;
    private long left;

    private JarReader(ClassDepth depth, Runnable beforeEach, long unpackedAtMost) {
        this.classes = new ReadClasses(depth);
        this.beforeEach = beforeEach;
        this.left = unpackedAtMost;
    }

    /**
     * What a jar says.
     *
     * @param beforeEach runs before each of its entries is read; what it throws ends the reading
     * @throws IOException where the file cannot be read; not where its bytes are no jar
     */
    public static JarReading read(Path jar, ClassDepth depth, Runnable beforeEach) throws IOException {
        return read(jar, depth, beforeEach, UNPACKED_AT_MOST);
    }

    static JarReading read(Path jar, ClassDepth depth, Runnable beforeEach, long unpackedAtMost) throws IOException {
        JarReader reader = new JarReader(depth, beforeEach, unpackedAtMost);
        boolean isWhole = reader.readEntries(jar);
        return reader.classes.reading(isWhole, reader.services);
    }

    /** Whether all of it could be read. */
    private boolean readEntries(Path jar) throws IOException {
        // ISO 8859-1 takes any bytes for a name; whoever names a class otherwise than by ASCII is passed over.
        try (ZipFile zip = new ZipFile(jar.toFile(), StandardCharsets.ISO_8859_1)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            boolean isWhole = zip.size() <= ENTRIES_AT_MOST;
            while (isWhole && entries.hasMoreElements()) {
                beforeEach.run();
                readEntry(zip, entries.nextElement());
                isWhole = left >= 0;
            }
            return isWhole;
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            return false;
        }
    }

    private void readEntry(ZipFile zip, ZipEntry entry) throws IOException {
        String name = entry.getName();
        if (name.startsWith(SERVICES) && Service.CONTRACTS.contains(name.substring(SERVICES.length()))) {
            bytes(zip, entry).ifPresent(bytes -> services.add(name.substring(SERVICES.length()), bytes));
        } else if (name.endsWith(CLASS) && !name.startsWith("META-INF/")) {
            bytes(zip, entry).ifPresent(bytes -> classes.add(name.substring(0, name.length() - CLASS.length()), bytes));
        }
    }

    /** All of an entry, whatever it says of its size; empty where it is too large. */
    private Optional<byte[]> bytes(ZipFile zip, ZipEntry entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream stream = zip.getInputStream(entry)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                left -= count;
                bytes.write(buffer, 0, count);
                if (bytes.size() > FILE_AT_MOST || left < 0) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(bytes.toByteArray());
    }
}

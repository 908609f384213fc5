package org.pyflinkimage.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Makes Debian packages in memory, good ones and hostile ones. */
public final class DebBuilder {

    private final ByteArrayOutputStream controlBytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dataBytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream control = tar(controlBytes);
    private final TarArchiveOutputStream data = tar(dataBytes);
    private String extension = ".xz";

    private final String controlFile;

    private DebBuilder(String controlFile) {
        this.controlFile = controlFile;
    }

    /** A package with this control file: {@code Package: x\nVersion: 1}. */
    public static DebBuilder of(String controlFile) throws IOException {
        return new DebBuilder(controlFile).control("control", controlFile, 0644);
    }

    /** A package of that name with the fields that every one has. */
    public static DebBuilder named(String name, String... furtherFields) throws IOException {
        return of(
                "Package: %s\nVersion: 1.0-1\nArchitecture: amd64\nMaintainer: A <a@example.com>\n%sDescription: a sample\n"
                        .formatted(name, furtherFields.length == 0 ? "" : String.join("\n", furtherFields) + "\n"));
    }

    /** A field of the control file. */
    public String field(String name) {
        return Stanza.parse(controlFile).get(name);
    }

    public DebBuilder control(String name, String text, int mode) throws IOException {
        add(control, "./" + name, text.getBytes(StandardCharsets.UTF_8), mode);
        return this;
    }

    /** How the members are compressed: {@code .xz}, {@code .gz} or nothing. */
    public DebBuilder compressed(String as) {
        extension = as;
        return this;
    }

    public DebBuilder file(String name, String text, int mode) throws IOException {
        add(data, name, text.getBytes(StandardCharsets.UTF_8), mode);
        return this;
    }

    public DebBuilder directory(String name, int mode) throws IOException {
        return entry(name + "/", TarConstants.LF_DIR, "", mode);
    }

    public DebBuilder link(String name, String target) throws IOException {
        return entry(name, TarConstants.LF_SYMLINK, target, 0777);
    }

    public DebBuilder hardLink(String name, String target) throws IOException {
        return entry(name, TarConstants.LF_LINK, target, 0644);
    }

    /** An entry of any kind, sensible or not. */
    public DebBuilder entry(String name, byte kind, String target, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setModTime(0L);
        entry.setLinkName(target);
        entry.setMode(mode);
        return entry(entry);
    }

    /** An entry as it is. */
    public DebBuilder entry(TarArchiveEntry entry) throws IOException {
        data.putArchiveEntry(entry);
        data.closeArchiveEntry();
        return this;
    }

    /** Extended headers for all entries to come. */
    public DebBuilder global(TarArchiveEntry headers) throws IOException {
        data.putArchiveEntry(headers);
        return this;
    }

    public byte[] build() throws IOException {
        control.close();
        data.close();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            add(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            add(ar, "control.tar" + extension, compress(controlBytes.toByteArray()));
            add(ar, "data.tar" + extension, compress(dataBytes.toByteArray()));
        }
        return bytes.toByteArray();
    }

    private byte[] compress(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream stream = compressing(compressed)) {
            stream.write(bytes);
        }
        return compressed.toByteArray();
    }

    private OutputStream compressing(OutputStream stream) throws IOException {
        return switch (extension) {
            case ".xz" -> new XZOutputStream(stream, new LZMA2Options(0));
            case ".gz" -> new GZIPOutputStream(stream);
            default -> stream;
        };
    }

    private static TarArchiveOutputStream tar(OutputStream stream) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(stream, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] bytes, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setModTime(0L);
        entry.setSize(bytes.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    static void add(ArArchiveOutputStream ar, String name, byte[] bytes) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, bytes.length, 0, 0, 0100644, 0));
        ar.write(bytes);
        ar.closeArchiveEntry();
    }
}

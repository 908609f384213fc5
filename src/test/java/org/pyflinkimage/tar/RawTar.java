package org.pyflinkimage.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes tars whose names are any bytes: each character is one. A file has its name as text. */
public final class RawTar {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.ISO_8859_1.name());

    public RawTar() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    /** The bytes of UTF-8 as characters. */
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    public RawTar file(String name) {
        return put(new TarArchiveEntry(name, TarConstants.LF_NORMAL, true), name);
    }

    public RawTar link(String name, String target) {
        return link(name, target, TarConstants.LF_SYMLINK);
    }

    public RawTar hardLink(String name, String target) {
        return link(name, target, TarConstants.LF_LINK);
    }

    private RawTar link(String name, String target, byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        return put(entry, "");
    }

    /** A file whose owner's numbers are binary ones. */
    public RawTar owned(String name, long user, long group) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
        entry.setUserId(user);
        entry.setGroupId(group);
        return put(entry, name);
    }

    /** An extended header for the next entry. */
    public RawTar extended(String key, String value) {
        String behindLength = " " + key + "=" + value + "\n";
        int length = behindLength.length() + 1;
        while (String.valueOf(length).length() + behindLength.length() > length) {
            length++;
        }
        return records(length + behindLength);
    }

    /** An extended header for the next entry, as it stands there. */
    public RawTar records(String text) {
        return put(new TarArchiveEntry("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC), text);
    }

    private RawTar put(TarArchiveEntry entry, String content) {
        try {
            entry.setSize(content.length());
            tar.putArchiveEntry(entry);
            tar.write(content.getBytes(StandardCharsets.ISO_8859_1));
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        try {
            tar.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.pyflinkimage.inspect;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes layers as other programs make them, good ones and hostile ones. */
public final class ForeignLayer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());

    private boolean finished;

    public ForeignLayer() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /**
     * Members in words: {@code etc/} is a folder, {@code a -> b} a symbolic link, {@code a => b} a hard link, {@code a ! } a device,
     * {@code a = text} a file; what is left is a file with its own name in it.
     */
    public static ForeignLayer of(String... members) {
        ForeignLayer layer = new ForeignLayer();
        for (String member : members) {
            layer.member(member);
        }
        return layer;
    }

    /** Adds one in words. */
    public ForeignLayer member(String member) {
        String[] symbolic = member.split(" -> ", 2);
        String[] hard = member.split(" => ", 2);
        String[] file = member.split(" = ", 2);
        if (symbolic.length == 2) {
            link(symbolic[0], symbolic[1], TarConstants.LF_SYMLINK);
        } else if (hard.length == 2) {
            link(hard[0], hard[1], TarConstants.LF_LINK);
        } else if (member.endsWith(" !")) {
            link(member.replace(" !", ""), "", TarConstants.LF_CHR);
        } else {
            file(file[0], (file.length == 2 ? file[1] : member).getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** A file, or a folder where its name ends with a slash. */
    public ForeignLayer file(String name, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        boolean folder = name.endsWith("/");
        entry.setSize(folder ? 0 : content.length);
        return put(entry, folder ? new byte[0] : content);
    }

    /** A file of this user. */
    public ForeignLayer file(String name, String text, long user) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        entry.setUserId(user);
        return put(entry, content);
    }

    /** A file that everybody may run. */
    public ForeignLayer program(String name, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        entry.setMode(0755);
        return put(entry, content);
    }

    /** A folder with these rights. */
    public ForeignLayer folder(String name, int mode, long user, long group) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setUserId(user);
        entry.setGroupId(group);
        return put(entry, new byte[0]);
    }

    /** A name for the next member, as GNU's tar writes long ones. */
    public ForeignLayer name(byte[] name) {
        TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
        entry.setSize(name.length);
        return put(entry, name);
    }

    /** An extended header for the next member, in keys and values. */
    public ForeignLayer extended(String... keysAndValues) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.writeBytes(record(keysAndValues[i] + "=" + keysAndValues[i + 1]));
        }
        TarArchiveEntry entry = new TarArchiveEntry("././@PaxHeader", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        entry.setSize(records.size());
        return put(entry, records.toByteArray());
    }

    /** Begins with its own length, those digits included. */
    private static byte[] record(String text) {
        int rest = (" " + text + "\n").getBytes(StandardCharsets.UTF_8).length;
        int length = rest + Integer.toString(rest).length();
        length = rest + Integer.toString(length).length();
        return (length + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** An extended header for all members that follow, in keys and values. */
    public ForeignLayer global(String... keysAndValues) {
        try {
            TarArchiveEntry entry = new TarArchiveEntry("global", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
            for (int i = 0; i < keysAndValues.length; i += 2) {
                entry.addPaxHeader(keysAndValues[i], keysAndValues[i + 1]);
            }
            tar.putArchiveEntry(entry);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void link(String name, String target, byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        put(entry, new byte[0]);
    }

    private ForeignLayer put(TarArchiveEntry entry, byte[] content) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tar, as it is. */
    public byte[] plain() {
        try {
            if (!finished) {
                tar.finish();
                finished = true;
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tar, compressed: {@code gzip}, {@code zstd}, or not at all. */
    public byte[] compressed(String as) {
        byte[] plain = plain();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = switch (as) {
            case "gzip" -> new GZIPOutputStream(compressed);
            case "zstd" -> new ZstdOutputStream(compressed);
            default -> compressed;
        }) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}

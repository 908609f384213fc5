package org.pyflinkimage.python;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.pyflinkimage.value.Platform;

/** The archive of a standalone CPython of some small files; what makes it hostile is added to it. */
public final class StandaloneTar {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Member(TarArchiveEntry entry, byte[] content) {}

    private final List<Member> members = new ArrayList<>();

    /** One that looks like {@code 3.10.16} for a platform. */
    public static StandaloneTar of(PythonVersion version, Platform platform) {
        String line = version.line().toString();
        return new StandaloneTar()
                .directory("python/")
                .program("python/bin/python" + line, program(platform))
                .link("python/bin/python3", "python" + line)
                .file(
                        "python/include/python%s/patchlevel.h".formatted(line),
                        "#define PY_VERSION      \"" + version + "\"\n")
                .program("python/lib/libpython%s.so.1.0".formatted(line), library(version, platform))
                .link("python/lib/libpython%s.so".formatted(line), "libpython%s.so.1.0".formatted(line))
                .file("python/lib/python%s/os.py".formatted(line), "import sys\n")
                .file("python/lib/python%s/LICENSE.txt".formatted(line), "PSF\n")
                .file("python/lib/python%s/test/test_os.py".formatted(line), "import os\n");
    }

    /** What a program of a platform begins with. */
    static byte[] program(Platform platform) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})
                .putShort(18, (short) (platform == Platform.LINUX_AMD64 ? 62 : 183))
                .array();
    }

    /** The same, and somewhere behind its beginning the version. */
    private static byte[] library(PythonVersion version, Platform platform) {
        byte[] text = ("\0x\0" + version + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] beginning = program(platform);
        return ByteBuffer.allocate(beginning.length + text.length)
                .put(beginning)
                .put(text)
                .array();
    }

    public StandaloneTar file(String name, String text) {
        return add(new TarArchiveEntry(name, TarConstants.LF_NORMAL), 0644, text.getBytes(StandardCharsets.UTF_8));
    }

    StandaloneTar program(String name, byte[] content) {
        return add(new TarArchiveEntry(name, TarConstants.LF_NORMAL), 06755, content);
    }

    StandaloneTar directory(String name) {
        return add(new TarArchiveEntry(name, TarConstants.LF_DIR), 0700, new byte[0]);
    }

    StandaloneTar link(String name, String target) {
        return linked(name, target, TarConstants.LF_SYMLINK);
    }

    StandaloneTar hardLink(String name, String target) {
        return linked(name, target, TarConstants.LF_LINK);
    }

    /** An extended header for all members to come. */
    StandaloneTar global(String key, String value) {
        TarArchiveEntry entry = new TarArchiveEntry("all", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
        entry.addPaxHeader(key, value);
        return add(entry, 0644, new byte[0]);
    }

    /** A member of another kind: a device, a pipe. */
    StandaloneTar special(String name, byte kind) {
        return add(new TarArchiveEntry(name, kind, true), 0644, new byte[0]);
    }

    private StandaloneTar linked(String name, String target, byte kind) {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        boolean tooLong = target.length() > TarConstants.NAMELEN;
        if (tooLong) {
            addPath("linkpath", target);
        }
        entry.setLinkName(tooLong ? "long" : target);
        return add(entry, 0777, new byte[0]);
    }

    /** Not by the library, which takes the square of a path's length for it. */
    private void addPath(String key, String path) {
        String behindLength = " %s=%s\n".formatted(key, path);
        int length = behindLength.length();
        while (length != behindLength.length() + String.valueOf(length).length()) {
            length = behindLength.length() + String.valueOf(length).length();
        }
        byte[] content = (length + behindLength).getBytes(StandardCharsets.UTF_8);
        add(new TarArchiveEntry("paths", TarConstants.LF_PAX_EXTENDED_HEADER_LC), 0644, content);
    }

    private StandaloneTar add(TarArchiveEntry entry, int mode, byte[] content) {
        entry.setMode(mode);
        entry.setUserId(1000);
        entry.setSize(content.length);
        members.add(new Member(entry, content));
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Member member : members) {
                tar.putArchiveEntry(member.entry());
                if (member.entry().isGlobalPaxHeader()) {
                    continue;
                }
                tar.write(member.content());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }
}

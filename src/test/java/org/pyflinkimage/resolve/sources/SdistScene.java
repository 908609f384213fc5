package org.pyflinkimage.resolve.sources;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Source distributions that are made on the spot. */
public final class SdistScene {

    private SdistScene() {}

    /** A PKG-INFO that says what a distribution requires. */
    public static String pkgInfo(String name, String version, String... requires) {
        StringBuilder text =
                new StringBuilder("Metadata-Version: 2.2\nName: %s\nVersion: %s\n".formatted(name, version));
        for (String requirement : requires) {
            text.append("Requires-Dist: ").append(requirement).append('\n');
        }
        return text.toString();
    }

    /**
     * A gzipped tar.
     *
     * @param top the directory at its top; empty where names have their own
     * @param files by their names; that of an executable one ends in a star, that of a link to its text in an arrow
     */
    public static byte[] tar(String top, Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, String> file : files.entrySet()) {
                String name = (top.isEmpty() ? "" : top + "/") + file.getKey().replaceFirst("[*>]$", "");
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                boolean link = file.getKey().endsWith(">");
                TarArchiveEntry entry =
                        link ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK) : new TarArchiveEntry(name);
                if (link) {
                    entry.setLinkName(file.getValue());
                } else {
                    entry.setSize(content.length);
                    entry.setMode(file.getKey().endsWith("*") ? 0755 : 0644);
                }
                tar.putArchiveEntry(entry);
                if (!link) {
                    tar.write(content);
                }
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The same as a zip archive. */
    public static byte[] zip(String top, Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(top + "/" + file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The files of {@code acme} 1.0, one module, with a script and what else there is. */
    public static Map<String, String> acme(String setup, String... more) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("setup.py", setup);
        files.put("acme.py", "__version__ = '1.0'\n");
        files.put("PKG-INFO", pkgInfo("acme", "1.0"));
        for (int i = 0; i < more.length; i += 2) {
            files.put(more[i], more[i + 1]);
        }
        return files;
    }
}

package org.pyflinkimage.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.pyflinkimage.value.Sha256;

/**
 * What a layer holds, read by code that is not ours.
 *
 * @param diffId computed from its bytes
 * @param files by absolute path, folders and links among them
 */
record LayerContents(Sha256 diffId, SortedMap<String, LayerFile> files) {

    /** An image has a gigabyte; of these few files the text is looked at. */
    private static final Pattern READ = Pattern.compile(
            "/docker-entrypoint\\.sh|/usr/lib/os-release|/etc/(passwd|group)|/var/lib/dpkg/status|/opt/flink/(conf(\\.image)?|usrlib)/.*|/usr/local/.*");

    /** Reads a compressed layer to its end. */
    static LayerContents read(InputStream compressed) throws IOException {
        MessageDigest diffId = Sha256.newDigest();
        InputStream bytes = new DigestInputStream(
                new BufferedInputStream(GzipCompressorInputStream.builder()
                        .setInputStream(compressed)
                        .setDecompressConcatenated(true)
                        .get()),
                diffId);
        SortedMap<String, LayerFile> files = new TreeMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(bytes, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String path = "/" + entry.getName().replaceAll("/$", "");
            String text = READ.matcher(path).matches() ? new String(tar.readAllBytes(), StandardCharsets.UTF_8) : "";
            if (files.put(path, LayerFile.of(entry, text)) != null) {
                throw new IOException("twice in a layer: " + path);
            }
        }
        bytes.transferTo(OutputStream.nullOutputStream());
        return new LayerContents(Sha256.finish(diffId), files);
    }
}

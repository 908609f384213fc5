package org.pyflinkimage.layer;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import com.jcraft.jzlib.JZlib;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.value.Sha256;

/** A file of deflate streams, as wheels are, for tests. */
public final class PackageFile {

    private final Path file;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public PackageFile(Path file) {
        this.file = file;
        bytes.writeBytes(new byte[] {'P', 'K', 3, 4});
    }

    /** Adds these bytes, deflated. */
    public Content.Deflated add(byte[] content) throws IOException {
        byte[] deflated = deflate(content);
        CRC32 crc = new CRC32();
        crc.update(content);
        long offset = bytes.size();
        bytes.writeBytes(deflated);
        Files.write(file, bytes.toByteArray());
        Content.Stored stream = new Content.Stored(
                file, offset, deflated.length, Sha256.of(deflated).hex());
        return new Content.Deflated(
                stream, content.length, (int) crc.getValue(), Sha256.of(content).hex());
    }

    /** Bytes that no deflation makes smaller; the same for a length. */
    public static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** By JZlib, so that recorded digests hold on every JDK. */
    private static byte[] deflate(byte[] content) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(JZlib.Z_BEST_COMPRESSION, JZlib.MAX_WBITS, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, deflater)) {
            out.write(content);
        }
        return deflated.toByteArray();
    }
}

package org.pyflinkimage.layer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
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
        return new Content.Deflated(
                file,
                offset,
                deflated.length,
                content.length,
                (int) crc.getValue(),
                Sha256.of(content).hex());
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] buffer = new byte[content.length * 2 + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }
}

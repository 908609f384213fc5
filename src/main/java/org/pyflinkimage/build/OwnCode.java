package org.pyflinkimage.build;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.pyflinkimage.value.Sha256;

/** What tells one build of this plugin from another. */
final class OwnCode {

    private static final int BUFFER = 1 << 16;

    private OwnCode() {}

    /** What the jar is known by that this class was loaded from; empty where it was loaded from a folder, or the jar cannot be read. */
    static Optional<Sha256> sum() {
        return Loaded.SUM;
    }

    static Optional<Sha256> sumAt(URL code) {
        try {
            Path jar = Path.of(code.toURI());
            return Files.isRegularFile(jar) ? Optional.of(checked(jar)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException | IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Two checksums and the size. Nobody makes a build of the plugin that passes for another one, for then it would be run as it is; and a
     * JVM that has just started takes a sixth of the time for these, which each build pays.
     */
    private static Sha256 checked(Path jar) throws IOException {
        Checksum crc32 = new CRC32();
        Checksum crc32c = new CRC32C();
        long size = 0;
        try (InputStream code = Files.newInputStream(jar)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = code.read(buffer); read >= 0; read = code.read(buffer)) {
                crc32.update(buffer, 0, read);
                crc32c.update(buffer, 0, read);
                size += read;
            }
        }
        return Sha256.of(size + " " + crc32.getValue() + " " + crc32c.getValue());
    }

    /** Read once: the code of a running process stays what it is. */
    private static final class Loaded {
        static final Optional<Sha256> SUM = Optional.ofNullable(
                        OwnCode.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(OwnCode::sumAt);
    }
}

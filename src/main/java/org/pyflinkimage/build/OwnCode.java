package org.pyflinkimage.build;

import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.pyflinkimage.value.Sha256;

/** What tells one build of this plugin from another. */
final class OwnCode {

    private OwnCode() {}

    /** The sum of the jar that this class was loaded from; empty where it was loaded from a folder, or the jar cannot be read. */
    static Optional<Sha256> sum() {
        return Loaded.SUM;
    }

    static Optional<Sha256> sumAt(URL code) {
        try {
            Path jar = Path.of(code.toURI());
            return Files.isRegularFile(jar) ? Optional.of(Sha256.of(jar)) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Read once: the code of a running process stays what it is. */
    private static final class Loaded {
        static final Optional<Sha256> SUM = Optional.ofNullable(
                        OwnCode.class.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(OwnCode::sumAt);
    }
}

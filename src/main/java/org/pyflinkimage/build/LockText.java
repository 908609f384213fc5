package org.pyflinkimage.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** The text of a lock file, which somebody else may have put there: no pipe or device is opened, and no end is waited for. */
final class LockText {

    /** A lock file of a thousand images is smaller. */
    static final int LARGEST = 64 << 20;

    private LockText() {}

    /**
     * The file that a path names: a link stays one, and what it leads to is read, written, waited for, and what its addresses on disk are
     * relative to, whichever link leads there. One that leads nowhere is itself.
     */
    static Path real(Path file) {
        try {
            return Files.isSymbolicLink(file) ? file.toRealPath() : file;
        } catch (IOException leadsNowhere) {
            return file;
        }
    }

    /**
     * Reads a file; empty where there is none.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-714} where it is too large, {@code PYF-751} where it is no text,
     *     {@code PYF-754} where it cannot be read
     */
    static Optional<String> read(Path file) {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            String kind = Files.isSymbolicLink(file) && Files.notExists(file)
                    ? "it is a symbolic link to nothing"
                    : "it is no regular file";
            throw unreadable(file, kind).toException();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw tooLarge(file).toException();
            }
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw Problem.declaration("PYF-751", "`%s` is not a lock file".formatted(file))
                    .why("it is no UTF-8 text")
                    .remedy("restore it from version control, or delete it to resolve anew")
                    .toException(e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e)).toException(e);
        }
    }

    private static Problem tooLarge(Path file) {
        return Problem.declaration("PYF-714", "`%s` is too large for a lock file".formatted(file))
                .why("it has more than %s MiB".formatted(LARGEST >> 20))
                .remedy("restore it from version control, or delete it to resolve anew");
    }

    private static Problem unreadable(Path file, String reason) {
        return Problem.environment("PYF-754", "`%s` cannot be read".formatted(file))
                .why(reason)
                .remedy("name another file: " + Element.LOCK_FILE.named());
    }
}

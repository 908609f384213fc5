package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** The lock file beside a POM: read while it answers the declaration, written anew when it does not. */
final class LockKeeper {

    private final Path file;
    private final boolean locked;
    private final BuildLog log;

    /** @param locked whether a lock file that does not answer the declaration ends the build */
    LockKeeper(Path file, boolean locked, BuildLog log) {
        this.file = file;
        this.locked = locked;
        this.log = log;
    }

    /**
     * The lock that answers this declaration.
     *
     * @param resolution makes one where the file has none
     * @throws PyFlinkException {@code PYF-753} where the build is locked and the file does not answer the declaration
     */
    LockFile lockFor(Sha256 declaration, Supplier<LockFile> resolution) {
        Optional<LockFile> present = read();
        if (present.isPresent() && present.get().declaration().equals(declaration)) {
            log.note("Using `%s`".formatted(file.getFileName()));
            return present.get();
        }
        if (locked) {
            throw drifted(present.isPresent());
        }
        present.ifPresent(
                old -> log.note("`%s` answers another declaration: resolving anew".formatted(file.getFileName())));
        LockFile resolved = resolution.get();
        write(resolved);
        return resolved;
    }

    private Optional<LockFile> read() {
        try {
            return Optional.of(LockFileCodec.read(Files.readString(file), file.toString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            throw Problem.declaration("PYF-751", "`%s` is not a lock file".formatted(file))
                    .why("it is no UTF-8 text")
                    .remedy("restore it from version control, or delete it to resolve anew")
                    .toException(e);
        } catch (IOException e) {
            throw Problem.environment("PYF-754", "`%s` cannot be read".formatted(file))
                    .why(String.valueOf(e))
                    .remedy("name another file: `<lockFile>`, `-Dpyflink.lockFile`")
                    .toException(e);
        }
    }

    private void write(LockFile lock) {
        Path half = file.resolveSibling(
                file.getFileName() + ".tmp-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(half, LockFileCodec.write(lock));
            moveOver(half);
        } catch (IOException e) {
            throw Problem.environment("PYF-755", "`%s` cannot be written".formatted(file))
                    .why(String.valueOf(e))
                    .remedy("name another file: `<lockFile>`, `-Dpyflink.lockFile`")
                    .toException(e);
        }
    }

    private void moveOver(Path half) throws IOException {
        try {
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private PyFlinkException drifted(boolean present) {
        return Problem.declaration(
                        "PYF-753",
                        present
                                ? "`%s` does not answer the declaration".formatted(file)
                                : "`%s` does not exist".formatted(file))
                .why("`<locked>` asks for a build from the lock file alone")
                .remedy("run once with `-Dpyflink.locked=false` and commit the lock file")
                .toException();
    }
}

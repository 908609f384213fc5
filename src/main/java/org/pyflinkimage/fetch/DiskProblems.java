package org.pyflinkimage.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.pyflinkimage.value.Problem;

/** What to say when a disk does not take a file. */
final class DiskProblems {

    private static final String ELSEWHERE = "choose another folder: `-Dpyflink.store=FOLDER`";

    private DiskProblems() {}

    /** The problem behind a failure to write below a folder. */
    static Problem writing(Path folder, Exception failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        String reason = String.valueOf(
                cause instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : cause.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return Problem.environment("PYF-506", "No space left for `%s`".formatted(folder))
                    .why(reason)
                    .remedy("free some space; everything in the store can be deleted and is fetched again when needed")
                    .remedy(ELSEWHERE);
        }
        if (cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || lower.contains("permission denied")
                || lower.contains("read-only")) {
            return Problem.environment("PYF-507", "`%s` cannot be written".formatted(folder))
                    .why(
                            cause instanceof FileSystemException
                                    ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                                    : reason)
                    .remedy("allow this user to write there, or " + ELSEWHERE);
        }
        return Problem.environment("PYF-508", "Writing to `%s` failed".formatted(folder))
                .why(describe(cause))
                .remedy(ELSEWHERE);
    }

    /** An exception in one line. */
    static String describe(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof IOException && message != null && message.contains(" ")
                ? message
                : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}

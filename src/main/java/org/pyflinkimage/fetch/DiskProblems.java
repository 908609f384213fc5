package org.pyflinkimage.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.pyflinkimage.value.Problem;

/** What to say when a disk does not take a file. */
public final class DiskProblems {

    private static final String OTHER_STORE = "choose another folder: `-Dpyflink.store=FOLDER`";
    private static final String OTHER_TEMPORARY =
            "choose another folder for temporary files: `MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`";

    private DiskProblems() {}

    /** The problem behind a failure to write below a folder: {@code PYF-506} to {@code PYF-508}, {@code PYF-521}. */
    static Problem writing(Path folder, Exception failure) {
        return writing(folder, causeOf(failure), OTHER_STORE);
    }

    /** The problem behind a failure to write below a folder of temporary files; the same codes. */
    public static Problem temporary(Path folder, Exception failure) {
        return writing(folder, causeOf(failure), OTHER_TEMPORARY);
    }

    /**
     * The problem behind a failure to fill a file of the store, at either end: {@code PYF-522} where what it is made from cannot
     * be read or is not what it should be.
     */
    static Problem filling(Path store, Path file, Exception failure) {
        Throwable cause = causeOf(failure);
        String reason = reasonOf(cause);
        boolean named = cause instanceof FileSystemException other && other.getFile() != null;
        boolean ofFile = named && file.toString().equals(((FileSystemException) cause).getFile());
        boolean ofDisk = isFull(reason) || (!named && isForbidden(cause, reason));
        return ofFile || ofDisk || cause instanceof ClosedByInterruptException
                ? writing(store, cause, OTHER_STORE)
                : Problem.environment("PYF-522", "A file for the store could not be made from what was read")
                        .why(describe(cause))
                        .remedy(
                                "look whether the file named can be read; what lies in the store can be deleted and is fetched "
                                        + "again when needed");
    }

    private static Problem writing(Path folder, Throwable cause, String elsewhere) {
        String reason = reasonOf(cause);
        if (cause instanceof ClosedByInterruptException) {
            return HttpProblems.interrupted();
        }
        if (isFull(reason)) {
            Problem full = Problem.environment("PYF-506", "No space left for `%s`".formatted(folder))
                    .why(reason);
            return elsewhere.equals(OTHER_STORE)
                    ? full.remedy(
                                    "free some space; everything in the store can be deleted and is fetched again when needed")
                            .remedy(elsewhere)
                    : full.remedy("free some space, or " + elsewhere);
        }
        if (isForbidden(cause, reason)) {
            return Problem.environment("PYF-507", "`%s` cannot be written".formatted(folder))
                    .why(
                            cause instanceof FileSystemException
                                    ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                                    : reason)
                    .remedy("allow this user to write there, or " + elsewhere);
        }
        return Problem.environment("PYF-508", "Writing to `%s` failed".formatted(folder))
                .why(describe(cause))
                .remedy(elsewhere);
    }

    private static Throwable causeOf(Exception failure) {
        return failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String reasonOf(Throwable cause) {
        return String.valueOf(
                cause instanceof FileSystemException file && file.getReason() != null
                        ? file.getReason()
                        : cause.getMessage());
    }

    private static boolean isFull(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota");
    }

    private static boolean isForbidden(Throwable cause, String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || lower.contains("permission denied")
                || lower.contains("read-only");
    }

    /** An exception in one line. */
    static String describe(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof IOException && message != null && message.contains(" ")
                ? message
                : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}

package org.pyflinkimage.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.value.Problem;

/**
 * Why a file could not be read or written.
 *
 * @param cause what the file system said
 */
public record DiskFailure(Throwable cause) {

    /** Under which codes a disk is told of that is full, forbidden or broken; that somebody ended the work is none of them. */
    public static final Set<String> CODES = Set.of("PYF-506", "PYF-507", "PYF-508");

    private static final String OTHER_TEMPORARY =
            "choose another folder for temporary files: `MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`";

    /** The failure behind an exception. */
    public static DiskFailure of(Exception failure) {
        return new DiskFailure(
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure);
    }

    /** The problem of a folder of temporary files: {@code PYF-506} to {@code PYF-508}, {@code PYF-521}. */
    public static Problem temporary(Path folder, Exception failure) {
        return of(failure).writing(folder, List.of("free some space, or " + OTHER_TEMPORARY), OTHER_TEMPORARY);
    }

    /**
     * The problem of a folder that does not take a file: {@code PYF-506} to {@code PYF-508}, {@code PYF-521}.
     *
     * @param whenFull what to try where its disk is full
     * @param elsewhere which other folder to try
     */
    public Problem writing(Path folder, List<String> whenFull, String elsewhere) {
        if (isInterruption()) {
            return Interruption.problem();
        }
        if (isFull()) {
            Problem full = Problem.environment("PYF-506", "No space left for `%s`".formatted(folder))
                    .why(reason());
            return full.withRemedies(whenFull);
        }
        if (isForbidden()) {
            return Problem.environment("PYF-507", "`%s` cannot be written".formatted(folder))
                    .why(
                            cause instanceof FileSystemException
                                    ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                                    : reason())
                    .remedy("allow this user to write there, or " + elsewhere);
        }
        return Problem.environment("PYF-508", "Writing to `%s` failed".formatted(folder))
                .why(describe(cause))
                .remedy(elsewhere);
    }

    /**
     * The same where the disk, the rights there or an interruption is to blame; empty where it is something else, which whoever writes
     * tells.
     *
     * @param elsewhere which other place to try
     */
    public Optional<Problem> ofDisk(Path folder, String elsewhere) {
        return isFull() || isForbidden() || isInterruption()
                ? Optional.of(writing(folder, List.of("free some space there", "or " + elsewhere), elsewhere))
                : Optional.empty();
    }

    /** Whether the thread was interrupted: a channel then ends what it does. */
    public boolean isInterruption() {
        return cause instanceof ClosedByInterruptException;
    }

    /** Whether the disk, or what this user may have of it, is full. */
    public boolean isFull() {
        String reason = reason().toLowerCase(Locale.ROOT);
        return reason.contains("no space left") || reason.contains("not enough space") || reason.contains("quota");
    }

    /** Whether this user may not do that. */
    public boolean isForbidden() {
        String reason = reason().toLowerCase(Locale.ROOT);
        return cause instanceof AccessDeniedException
                || cause instanceof ReadOnlyFileSystemException
                || reason.contains("permission denied")
                || reason.contains("read-only");
    }

    /** The file that the failure names. */
    public Optional<String> file() {
        return cause instanceof FileSystemException named ? Optional.ofNullable(named.getFile()) : Optional.empty();
    }

    /** An exception in one line. */
    public static String describe(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof IOException && message != null && message.contains(" ")
                ? message
                : cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private String reason() {
        return String.valueOf(
                cause instanceof FileSystemException named && named.getReason() != null
                        ? named.getReason()
                        : cause.getMessage());
    }
}

package org.pyflinkimage.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * A folder of its owner alone that lives as long as one piece of work; gone when this process ends before that, too. What a process that
 * is killed leaves, logins among it, the next one deletes that makes such a folder.
 */
public final class Scratch implements AutoCloseable {

    /** Nobody else calls folders so, and a number is behind it. */
    private static final String PREFIX = "pyflink-scratch-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9]+");
    private static final String WORK = "content";

    /** Without a sign of anybody it may be a folder that somebody makes in this moment. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Has the sign that its owner lives, and beside that the folder of the work, which may go to other programs as a whole. */
    private final Path home;

    private final Path folder;
    private final Presence presence;
    private final AtExit atExit = AtExit.run(this::delete);

    private Scratch(Path home, Presence presence) throws IOException {
        this.home = home;
        this.presence = presence;
        this.folder = Files.createDirectory(home.resolve(WORK), FileRights.OWNER_RUNS.attributes());
    }

    /**
     * A folder among the system's temporary ones.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-506} to {@code PYF-508} where the disk does not take it
     */
    public static Scratch create() {
        return below(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** The same in another folder, for what is too large for those. */
    public static Scratch below(Path parent) {
        try {
            Path home = Files.createTempDirectory(parent, PREFIX);
            sweep(parent, Files.getOwner(home));
            return new Scratch(home, Presence.enter(home));
        } catch (IOException e) {
            throw DiskFailure.temporary(parent, e).toException(e);
        }
    }

    /** Deletes what killed processes left below a folder, as whoever makes one there does. */
    public static void sweep(Path parent) {
        if (hasAny(parent)) {
            try {
                below(parent).close();
            } catch (PyFlinkException e) {
                if (e.problems().stream().anyMatch(Problem::isInterruption)) {
                    throw e;
                }
            }
        }
    }

    private static boolean hasAny(Path parent) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
            return all.iterator().hasNext();
        } catch (IOException | DirectoryIteratorException e) {
            return false; // Somebody else sweeps them, now or later.
        }
    }

    /** Where the files of one lie, by the folder that somebody made, or has left; empty where that is something else. */
    public static Optional<Path> workIn(Path home) {
        return Optional.of(home.resolve(WORK))
                .filter(work ->
                        NAME.matcher(String.valueOf(home.getFileName())).matches() && !Files.isSymbolicLink(home));
    }

    /**
     * Deletes those of this user whose processes live no more: nobody else can put anything into them. Of a folder that has no sign of
     * an owner nothing is deleted but the folder, where nothing is in it: the sign is there before the work begins.
     */
    private static void sweep(Path parent, UserPrincipal user) {
        Instant limit = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path home : all) {
                if (NAME.matcher(home.getFileName().toString()).matches() && isOf(user, home)) {
                    boolean had = Presence.hasSign(home);
                    if (had || isOlder(home, limit)) {
                        Presence.alone(home, () -> had && deleteAll(home.resolve(WORK)))
                                .ifPresent(done -> leave(home));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // Somebody else sweeps them, now or later.
        }
    }

    private static boolean isOf(UserPrincipal user, Path home) throws IOException {
        return Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(home, LinkOption.NOFOLLOW_LINKS).equals(user);
    }

    private static boolean isOlder(Path home, Instant limit) throws IOException {
        return Files.getLastModifiedTime(home, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(limit);
    }

    public Path folder() {
        return folder;
    }

    /** Where a file of that name lies, or is to lie. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** A new folder in it. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw DiskFailure.temporary(folder, e).toException(e);
        }
    }

    /** Writes a file of text. */
    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a program that only its owner may run. */
    public Path writeProgram(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8), FileRights.OWNER_RUNS);
    }

    /** Writes a file that only its owner may read. */
    public Path write(String name, byte[] bytes) {
        return write(name, bytes, FileRights.OWNER_READS);
    }

    private Path write(String name, byte[] bytes, FileRights rights) {
        Path file = folder.resolve(name);
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, options, rights.attributes())) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (rights == FileRights.OWNER_RUNS) {
                // What a process is not let give when a file is made, it may give to the file.
                rights.giveTo(file);
            }
            return file;
        } catch (IOException e) {
            throw DiskFailure.temporary(folder, e).toException(e);
        }
    }

    /** Deletes a folder of it that has been read: others need its room. */
    public void discard(Path read) {
        if (read.startsWith(folder) && !read.equals(folder)) {
            deleteAll(read);
        }
    }

    @Override
    public void close() {
        delete();
        atExit.forget();
    }

    private void delete() {
        deleteAll(folder);
        presence.close();
        leave(home);
    }

    /** Deletes a folder that has nothing in it but the lock of its turns. */
    private static void leave(Path home) {
        try {
            if (isEmptyButForItsLock(home)) {
                Files.deleteIfExists(home.resolve(Presence.TURN));
                Files.deleteIfExists(home);
            }
        } catch (IOException e) {
            return; // Whoever is in it leaves it himself.
        }
    }

    private static boolean isEmptyButForItsLock(Path home) throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            return all.allMatch(file -> file.endsWith(Presence.TURN));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether nothing of it is left; nobody else could read that. There may be more files than memory has room for their names. */
    private static boolean deleteAll(Path top) {
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes known) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

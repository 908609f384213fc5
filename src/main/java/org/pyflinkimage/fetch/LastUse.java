package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When files were used last. The time of their last change says it, which means nothing else: they are never changed. It is
 * right to the hour, so that a build that changes nothing has hardly anything to write.
 */
final class LastUse {

    private static final Duration EXACT_TO = Duration.ofHours(1);

    private final Set<Path> used = ConcurrentHashMap.newKeySet();

    /** Notes that a file is used now. */
    Path mark(Path file) {
        if (used.add(file)) {
            markOnDisk(file, Instant.now());
        }
        return file;
    }

    /** A time to come is another clock's. */
    private static void markOnDisk(Path file, Instant now) {
        try {
            Duration ago = Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
            if (ago.abs().compareTo(EXACT_TO) > 0) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            return; // A store that is only read is not pruned from here either.
        }
    }

    void forget(Path file) {
        used.remove(file);
    }

    /** The files that were used through this store. */
    Set<Path> files() {
        return Set.copyOf(used);
    }
}

package org.pyflinkimage.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Sha256;

/**
 * Files kept by their content's sum, and files derived from them kept by a key; shared by all builds of a user.
 *
 * <p>A file appears under its final name at once and whole, or not at all: whatever kills a build leaves no half file that the
 * next one takes for a whole one. Several builds may use one store at the same time. What happens to a file later its reader has to
 * notice: a file is handed out without being read.
 */
public interface ArtifactStore {

    /** Under which codes is told that a store takes no file: those of its disk, and that its folder is none. */
    Set<String> NOT_TAKEN =
            Stream.concat(DiskFailure.CODES.stream(), Stream.of("PYF-538")).collect(Collectors.toUnmodifiableSet());

    /** Writes a file's bytes to a path that does not exist yet. */
    @FunctionalInterface
    interface FileWriter {
        void write(Path file) throws IOException;
    }

    /** The file with this sum and size, if it is here. */
    Optional<Path> find(Sha256 sum, long size);

    /** What is kept under this sum, though its size may show that it is damaged. */
    Optional<Path> find(Sha256 sum);

    /**
     * Keeps what the writer writes, after checking it.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-501} where its sum or size is another one; nothing is kept then
     */
    Path put(Sha256 sum, long size, FileWriter writer);

    /**
     * A file that was computed from others: what an earlier build kept under this key, else what the writer writes now.
     *
     * @param kind a word for what it is; its folder
     * @param key file-name safe; differs wherever the result would
     */
    Path derived(String kind, String key, FileWriter writer);

    /** What an earlier build kept under this key, if it did. */
    Optional<Path> findDerived(String kind, String key);

    /** A folder for files that are to be kept, or are as large: on the store's own disk, where that is no trouble. */
    default Scratch scratch() {
        return Scratch.create();
    }

    /**
     * Makes sure that a file has this sum; what this store has summed up before it does not read again.
     *
     * @throws org.pyflinkimage.value.DamagedFile where it has another
     */
    void verify(Path file, Sha256 sum);

    /** Takes a damaged file out, so that it is made or fetched again; false where it is none of this store's, or cannot be deleted. */
    boolean discard(Path file);
}

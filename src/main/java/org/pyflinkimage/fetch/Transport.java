package org.pyflinkimage.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.pyflinkimage.value.PyFlinkException;

/** Brings bytes from addresses: {@code http}, {@code https} and {@code file}. Safe for use by several threads. */
public interface Transport {

    /** The most that is read of anything into memory, in bytes: an index of all packages of an archive is as large. */
    long LARGEST_BODY = 256L << 20;

    /**
     * All that lies at an address; empty where nothing does (404, 410, no such file).
     *
     * @throws PyFlinkException {@code PYF-50x} where it could not be found out, or is larger than
     *     {@link #LARGEST_BODY}
     */
    Optional<byte[]> read(URI address);

    /**
     * The same of what is smaller: whoever takes a text apart makes many times its bytes of it.
     *
     * @param atMost in bytes
     */
    default Optional<byte[]> read(URI address, long atMost) {
        return read(address);
    }

    /**
     * The same of an address that has something in it which no log may keep.
     *
     * @param shown what is told of it while it is waited for
     */
    default Optional<byte[]> read(URI address, String shown, long atMost) {
        return read(address, atMost);
    }

    /**
     * Writes what lies at an address to a file that does not exist yet; leaves no file behind where that fails. On disk, only regular
     * files are read.
     *
     * @param amount how much is read at most
     * @param received told the number of bytes of each piece; a negative number takes back what has to be read again
     * @throws PyFlinkException {@code PYF-502} where nothing lies there, {@code PYF-501} where it has another
     *     size than is known, else {@code PYF-50x}
     */
    void download(URI address, Path file, Amount amount, LongConsumer received);

    /** Whether a download failed because more lies at its address than may be read. */
    static boolean isTooLarge(PyFlinkException failure) {
        return failure.problems().stream().allMatch(problem -> problem.code().equals("PYF-542"));
    }

    /** Whether a download failed because nothing lies at its address. */
    static boolean isMissing(PyFlinkException failure) {
        return failure.problems().stream().allMatch(problem -> problem.code().equals("PYF-502"));
    }
}

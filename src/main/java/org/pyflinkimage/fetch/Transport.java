package org.pyflinkimage.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The way to whatever lies at an address: http, https or file. */
public interface Transport {

    /** The whole body, 256 MiB at most; empty where nothing lies there (404, 410, no such file). */
    Optional<byte[]> read(URI address);

    /**
     * Writes the body to a file.
     *
     * @param received is told the number of bytes of each part that arrives
     */
    void download(URI address, Path file, LongConsumer received);
}

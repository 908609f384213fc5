package org.pyflinkimage.system;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are made as they are needed. */
@FunctionalInterface
public interface Bytes {

    /** Writes them to a stream, which stays open. */
    void writeTo(OutputStream out) throws IOException;
}

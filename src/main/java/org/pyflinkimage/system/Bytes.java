package org.pyflinkimage.system;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes that are made as they are needed. */
@FunctionalInterface
public interface Bytes {

    /** Writes them to a stream; whoever gave it closes it. */
    void writeTo(OutputStream out) throws IOException;
}

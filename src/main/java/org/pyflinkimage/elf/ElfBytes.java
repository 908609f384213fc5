package org.pyflinkimage.elf;

import java.io.IOException;

/** The bytes of a file, by where they stand in it. */
@FunctionalInterface
public interface ElfBytes {

    /** As many of these bytes as there are. */
    byte[] read(long offset, int length) throws IOException;
}

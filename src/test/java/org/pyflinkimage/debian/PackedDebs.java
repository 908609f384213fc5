package org.pyflinkimage.debian;

import java.io.IOException;
import java.nio.file.Path;

/** Packages as they are kept, for whom neither progress nor memory is of interest. */
public final class PackedDebs {

    private PackedDebs() {}

    /** Packs one. */
    public static void pack(Path deb, Path packedArchive, String keptAs) throws IOException {
        DebFile.pack(deb, packedArchive, keptAs, count -> {}, mebibytes -> () -> {});
    }
}

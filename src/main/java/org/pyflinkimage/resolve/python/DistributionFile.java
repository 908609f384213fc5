package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Sha256;

/**
 * The file that was chosen for a distribution.
 *
 * @param fileName decoded
 * @param address without login
 * @param sha256 empty where the index does not say
 * @param size in bytes; empty where the index does not say
 */
record DistributionFile(
        NormalizedName name, String version, String fileName, URI address, Optional<Sha256> sha256, OptionalLong size) {

    /** The same at another address. */
    DistributionFile at(URI other) {
        return new DistributionFile(name, version, fileName, other, sha256, size);
    }

    boolean isWheel() {
        return fileName.endsWith(".whl");
    }
}

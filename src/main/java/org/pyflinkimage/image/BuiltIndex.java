package org.pyflinkimage.image;

import java.nio.file.Path;
import org.pyflinkimage.value.Sha256;

/**
 * Images for several platforms that were written as one.
 *
 * @param digest of the index that names their manifests
 * @param archive the file that holds all of them
 */
public record BuiltIndex(Sha256 digest, Path archive) {}

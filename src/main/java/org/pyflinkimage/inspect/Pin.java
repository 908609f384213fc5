package org.pyflinkimage.inspect;

import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/**
 * The image that is meant, whatever its name leads to by now.
 *
 * @param digest of its manifest
 * @param size of its manifest, in bytes
 */
public record Pin(Sha256 digest, long size, Platform platform) {}

package org.pyflinkimage.layer;

import java.nio.file.Path;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Sha256;

/**
 * A layer of an image: a tar, and its gzipped form that lies in the store.
 *
 * @param blob the gzipped tar; never changed once it is there
 * @param digest the sum of the blob
 * @param diffId the sum of the tar
 * @param size the blob's bytes
 * @param unpackedSize the tar's bytes
 */
public record Layer(LayerName name, Path blob, Sha256 digest, Sha256 diffId, long size, long unpackedSize) {}

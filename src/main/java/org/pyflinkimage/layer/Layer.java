package org.pyflinkimage.layer;

import java.nio.file.Path;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Sha256;

/**
 * A layer of an image, lying in the store.
 *
 * @param blob the compressed tar
 * @param digest of the blob
 * @param diffId of the uncompressed tar
 * @param size of the blob, in bytes
 * @param unpackedSize of the files in it, in bytes
 */
public record Layer(LayerName name, Path blob, Sha256 digest, Sha256 diffId, long size, long unpackedSize) {}

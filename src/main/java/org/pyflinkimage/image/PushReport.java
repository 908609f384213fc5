package org.pyflinkimage.image;

import org.pyflinkimage.value.Sha256;

/**
 * What a push did.
 *
 * @param digest of the manifest or index that the tags name now
 * @param uploaded the number of blobs that were sent
 * @param present the number of blobs that the registry had already
 * @param uploadedSize the bytes of the blobs that were sent
 */
public record PushReport(Sha256 digest, int uploaded, int present, long uploadedSize) {}

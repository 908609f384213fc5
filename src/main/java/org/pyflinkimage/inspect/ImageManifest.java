package org.pyflinkimage.inspect;

import java.util.List;
import org.pyflinkimage.value.Sha256;

/**
 * The image for one platform.
 *
 * @param digest of the manifest itself
 * @param size of the manifest itself, in bytes
 * @param layers the lowest first
 */
public record ImageManifest(Sha256 digest, long size, Descriptor config, List<Descriptor> layers) {
    public ImageManifest {
        layers = List.copyOf(layers);
    }
}

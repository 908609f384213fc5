package org.pyflinkimage.inspect;

import java.util.List;
import org.pyflinkimage.value.Sha256;

/**
 * The image for one platform.
 *
 * @param digest of the manifest itself
 * @param layers the lowest first
 */
public record ImageManifest(Sha256 digest, Descriptor config, List<Descriptor> layers) {
    public ImageManifest {
        layers = List.copyOf(layers);
    }
}

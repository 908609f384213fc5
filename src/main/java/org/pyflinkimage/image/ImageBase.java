package org.pyflinkimage.image;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.Sha256;

/**
 * The image that another is built upon.
 *
 * @param reference as declared, of a path the last part
 * @param digest of its manifest; empty where another program has the image, and this plugin did not read it
 * @param history how its layers came about, each entry a JSON text of its configuration; none where it does not say so
 */
public record ImageBase(BaseImage reference, Optional<Sha256> digest, List<String> history) {
    public ImageBase {
        history = List.copyOf(history);
    }
}

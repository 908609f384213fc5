package org.pyflinkimage.build.base;

import java.util.List;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.StoredLayer;

/**
 * What of a base becomes part of an image as it is.
 *
 * @param layers the lowest first
 * @param history how they came about, each entry a JSON text; none where it does not fit them
 */
public record BaseParts(List<StoredLayer> layers, List<String> history, ContainerConfiguration configuration) {
    public BaseParts {
        layers = List.copyOf(layers);
        history = List.copyOf(history);
    }
}

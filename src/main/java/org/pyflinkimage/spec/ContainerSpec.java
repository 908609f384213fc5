package org.pyflinkimage.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How containers of an image start, as far as the declaration says so.
 *
 * @param environment variables beside, or in place of, those that the build sets; in the declared order
 * @param user empty for the image's own
 */
public record ContainerSpec(Map<String, String> environment, Optional<ContainerUser> user) {

    public ContainerSpec {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** Nothing but what the build sets. */
    public static ContainerSpec standard() {
        return new ContainerSpec(Map.of(), Optional.empty());
    }
}

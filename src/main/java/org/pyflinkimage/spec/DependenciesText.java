package org.pyflinkimage.spec;

import java.util.List;
import java.util.Optional;

/**
 * What a {@code <connector>} says of the jars that it depends on.
 *
 * @param connector its coordinates, as they are declared
 * @param transitive the text of {@code <transitive>}; empty where there is none
 * @param exclusions those of {@code <exclusions>}
 */
public record DependenciesText(String connector, Optional<String> transitive, List<String> exclusions) {
    public DependenciesText {
        exclusions = List.copyOf(exclusions);
    }
}

package org.pyflinkimage.spec;

import java.util.List;

/**
 * A connector that comes with the jars that it depends on.
 *
 * @param exclusions what of those is left out, with what only that depends on; sorted, each once
 */
public record TransitiveConnector(MavenCoordinates jar, List<JarPattern> exclusions) {
    public TransitiveConnector {
        exclusions = exclusions.stream().distinct().sorted().toList();
    }
}

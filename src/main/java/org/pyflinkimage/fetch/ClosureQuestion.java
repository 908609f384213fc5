package org.pyflinkimage.fetch;

import java.util.List;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;

/**
 * Which jars some connectors depend on.
 *
 * @param connectors whose dependencies are looked for; of two versions of one jar that they lead to, Maven's mediation takes one
 * @param declared every connector of the image: none of them is brought by another, in whatever version
 * @param brought what comes with no connector, as the image has it anyway or must not have it
 */
public record ClosureQuestion(
        List<TransitiveConnector> connectors, List<MavenCoordinates> declared, List<Brought> brought) {
    public ClosureQuestion {
        connectors = List.copyOf(connectors);
        declared = List.copyOf(declared);
        brought = List.copyOf(brought);
    }

    /**
     * Jars that come with no connector.
     *
     * @param why what is told of them
     */
    public record Brought(JarPattern jars, String why) {}
}

package org.pyflinkimage.facts;

import java.util.List;
import java.util.TreeSet;
import org.pyflinkimage.flink.FlinkVersion;

/**
 * The releases of PyFlink that are known, and nothing else of them: all that a declaration's text is read by.
 *
 * @param versions oldest first
 */
public record KnownReleases(List<FlinkVersion> versions) {

    static final String FILE = "flink.json";
    static final String FIELD = "releases";

    public KnownReleases {
        versions = List.copyOf(new TreeSet<>(versions));
    }

    /** Those that this plugin was released with; read alone, for a build that has nothing to judge. */
    public static KnownReleases shipped() {
        return Shipped.RELEASES;
    }

    static KnownReleases read(FactNode file) {
        return new KnownReleases(file.list(FIELD, node -> {
            node.skipRest();
            return version(node);
        }));
    }

    static FlinkVersion version(FactNode release) {
        return release.parsed("version", FlinkVersion::parse);
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final KnownReleases RELEASES = FactNode.read(FILE, FactsReader.shippedText(FILE), KnownReleases::read);
    }
}

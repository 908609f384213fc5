package org.pyflinkimage.facts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pyflinkimage.flink.FlinkVersion;

/**
 * What is in Flink's distribution under which name.
 *
 * @param pythonArtifacts by release, where that is another than {@link #PYTHON}: with the Scala that PyFlink's packages were made with
 * @param parts what PyFlink's packages lack
 */
public record FlinkDistribution(Map<FlinkVersion, String> pythonArtifacts, List<DistributionPart> parts) {

    /** What runs Python; its jar lies in {@code opt}. */
    private static final String PYTHON = "flink-python";

    static final String FILE = "distribution.json";

    public FlinkDistribution {
        pythonArtifacts = Map.copyOf(pythonArtifacts);
        parts = List.copyOf(parts);
    }

    /** All that is known. */
    public static FlinkDistribution shipped() {
        return Shipped.ALL;
    }

    /** The file in {@code opt} that a job in Python is started by. */
    public String pythonJar(FlinkVersion flink) {
        return "%s-%s.jar".formatted(pythonArtifacts.getOrDefault(flink, PYTHON), flink);
    }

    static FlinkDistribution read(FactNode file) {
        Map<FlinkVersion, String> pythonArtifacts = new HashMap<>();
        file.list("pythonJars", FlinkDistribution::pythonJars).forEach(pythonArtifacts::putAll);
        return new FlinkDistribution(pythonArtifacts, file.list("parts", DistributionPart::read));
    }

    private static Map<FlinkVersion, String> pythonJars(FactNode node) {
        String artifact = node.text("artifact");
        Map<FlinkVersion, String> artifacts = new HashMap<>();
        node.allParsed("releases", FlinkVersion::parse).forEach(release -> artifacts.put(release, artifact));
        node.source();
        return artifacts;
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final FlinkDistribution ALL =
                FactNode.read(FILE, FactsReader.shippedText(FILE), FlinkDistribution::read);
    }
}

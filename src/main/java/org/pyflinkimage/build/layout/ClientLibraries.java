package org.pyflinkimage.build.layout;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.facts.ConnectorFacts.Kin;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.ScalaName;
import org.pyflinkimage.jar.JarReading;

/**
 * Flink's connectors and their client libraries in jars. They are known by their classes, whatever a jar is called and whoever
 * brings it: Flink's connectors have nothing else inside that tells their names.
 */
final class ClientLibraries {

    private final Kin kin = Facts.shipped().connectors().kin();
    private final JarCoordinates coordinates;

    ClientLibraries(JarCoordinates coordinates) {
        this.coordinates = coordinates;
    }

    /**
     * The connectors that a jar is, or has inside, with their client libraries under other names: their artifacts, each with what the
     * names of its classes begin with. A jar that is one has nothing else; a job's jar has much beside them.
     */
    SortedMap<String, String> connectorsIn(ImageJar jar, JarReading reading) {
        return coordinates
                .of(jar)
                .filter(known -> known.groupId().equals(DistributionPart.GROUP))
                .map(known -> ScalaName.of(known.artifactId()).artifact())
                .filter(kin.fat()::containsValue)
                .<SortedMap<String, String>>map(connector -> new TreeMap<>(Map.of(connector, "")))
                .orElseGet(() -> kin.classes().inside().entrySet().stream()
                        .filter(inside -> JarReading.hasBelow(inside.getValue(), reading.classes()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new)));
    }

    /** The same connector without its client library. */
    String connectorBeside(String whole) {
        return kin.fat().entrySet().stream()
                .filter(beside -> beside.getValue().equals(whole))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A client library of which both jars of a pair have classes, in different versions; of several the first. */
    Optional<Versions> versionsIn(JarPair pair) {
        return kin.classes().own().entrySet().stream()
                .map(own -> new Versions(own.getKey(), List.copyOf(pair.otherVersions(own.getValue()))))
                .filter(versions -> !versions.classes().isEmpty())
                .findFirst();
    }

    /**
     * A client library in two versions.
     *
     * @param library its artifact
     * @param classes that are not the same
     */
    record Versions(String library, List<String> classes) {
        Versions {
            classes = List.copyOf(classes);
        }
    }

    /** Where a jar is a client library and nothing else, the connector that has that inside under other names. */
    Optional<String> connectorWith(String library, JarReading jar) {
        return isNothingElse(library, jar)
                ? kin.clients().entrySet().stream()
                        .filter(needed -> needed.getValue().equals(library))
                        .flatMap(needed -> Optional.ofNullable(kin.fat().get(needed.getKey())).stream())
                        .filter(kin.classes().inside()::containsKey)
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private boolean isNothingElse(String library, JarReading jar) {
        String own = Objects.requireNonNull(kin.classes().own().get(library)).get(0);
        String root = own.substring(0, own.lastIndexOf('/', own.length() - 2) + 1);
        return jar.classes().keySet().stream().allMatch(name -> name.startsWith(root));
    }
}

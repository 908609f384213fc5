package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.pyflinkimage.value.JavaVersion;

/**
 * A database that Flink's JDBC connector has a dialect of: what else has to be there to connect to it.
 *
 * @param subprotocol the word after {@code jdbc:} in its addresses
 * @param jars Maven coordinates of the driver, by the oldest Java that reads it
 * @param dialects the words by which Flink calls its dialect, and then those that this one builds upon: in {@code
 *     flink-connector-jdbc-WORD}, and in the package of its classes; none where the connector itself has it
 * @param connectors what tables call connectors that need this driver although their address does not say so
 */
public record Database(
        String subprotocol,
        Drivers drivers,
        NavigableMap<JavaVersion, String> jars,
        List<String> dialects,
        List<String> connectors) {

    private static final String FILE = "databases.json";

    public Database {
        jars = Collections.unmodifiableNavigableMap(new TreeMap<>(jars));
        dialects = List.copyOf(dialects);
        connectors = List.copyOf(connectors);
    }

    /**
     * By which classes drivers are known.
     *
     * @param classes their names, of which one is enough; the usual driver first
     * @param byWord names of drivers that take such an address where it has a word
     */
    public record Drivers(List<String> classes, Map<String, String> byWord) {
        public Drivers {
            classes = List.copyOf(classes);
            byWord = Map.copyOf(byWord);
        }
    }

    /**
     * All that are known.
     *
     * @param source where it stands which driver is whose
     */
    public record Known(List<Database> all, String source) {
        public Known {
            all = List.copyOf(all);
        }
    }

    /** Those that are known. */
    public static Known shipped() {
        return Shipped.ALL;
    }

    static Known read(FactNode file) {
        return new Known(file.list("databases", Database::one), file.source());
    }

    private static Database one(FactNode node) {
        NavigableMap<JavaVersion, String> jars = new TreeMap<>();
        for (Map.Entry<String, String> jar : node.textsByName("jars").entrySet()) {
            jars.put(
                    JavaVersion.parse(jar.getKey())
                            .orElseThrow(() -> new IllegalStateException("no Java: " + jar.getKey())),
                    jar.getValue());
        }
        return new Database(
                node.text("subprotocol"),
                new Drivers(node.texts("drivers"), node.optionalTextsByName("driversByWord")),
                jars,
                node.optionalTexts("dialects"),
                node.optionalTexts("connectors"));
    }

    /** The driver that a Java reads, as coordinates. */
    public Optional<String> jarFor(JavaVersion java) {
        return Optional.ofNullable(jars.floorEntry(java)).map(Map.Entry::getValue);
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final Known ALL = FactNode.read(FILE, FactsReader.shippedText(FILE), Database::read);
    }
}

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
 * @param drivers names of the classes of which one takes such an address, the usual one first
 * @param jars Maven coordinates of the driver, by the oldest Java that reads it
 * @param dialect the word by which Flink calls its dialect: in {@code flink-connector-jdbc-WORD}, and in the package of its classes; empty
 *     where the connector itself has it
 * @param connectors what tables call connectors that need this driver although their address does not say so
 */
public record Database(
        String subprotocol,
        List<String> drivers,
        NavigableMap<JavaVersion, String> jars,
        Optional<String> dialect,
        List<String> connectors) {

    private static final String FILE = "databases.json";

    public Database {
        drivers = List.copyOf(drivers);
        jars = Collections.unmodifiableNavigableMap(new TreeMap<>(jars));
        connectors = List.copyOf(connectors);
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
                node.texts("drivers"),
                jars,
                node.optionalText("dialect"),
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

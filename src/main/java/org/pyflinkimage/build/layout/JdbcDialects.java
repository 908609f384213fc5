package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.Database;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.spec.MavenCoordinates;

/**
 * Flink's JDBC connector as it is since 3.3: a core, and a dialect for each database, in jars of their own or all in
 * one; some build upon others.
 */
final class JdbcDialects {

    /** The word of the core, in the name of its jar. */
    static final String CORE = "core";

    private static final String NAME = "flink-connector-jdbc-";
    private static final String CONNECTOR = "org/apache/flink/connector/jdbc/";
    private static final String FACTORY = CONNECTOR + "core/table/JdbcDynamicTableFactory";

    private final SortedMap<ImageJar, JarReading> path;
    private final JarCoordinates coordinates;
    private final FlinkMinor line;

    /** @param path the jars of Flink's class path, and what they say */
    JdbcDialects(SortedMap<ImageJar, JarReading> path, JarCoordinates coordinates, FlinkMinor line) {
        this.path = path;
        this.coordinates = coordinates;
        this.line = line;
    }

    /** The jar of the core. */
    Optional<ImageJar> core() {
        return path.keySet().stream().filter(this::isCore).findFirst();
    }

    private boolean isCore(ImageJar jar) {
        return reading(jar).classes().containsKey(FACTORY);
    }

    /** The jar with Flink's dialect for a database, as it is since 3.3. */
    Optional<ImageJar> jarFor(Database database) {
        return database.dialects().stream()
                .limit(1)
                .flatMap(word -> jarOf(word).stream())
                .findFirst();
    }

    private Optional<ImageJar> jarOf(String word) {
        return path.keySet().stream().filter(jar -> hasDialect(word, jar)).findFirst();
    }

    private boolean hasDialect(String word, ImageJar jar) {
        return JarReading.hasBelow(folderOf(word), reading(jar).classes());
    }

    /** Where the classes of a dialect are. */
    static String folderOf(String word) {
        return CONNECTOR + word + "/";
    }

    /** Whether none of these databases has its dialect. */
    boolean areNoneOf(Collection<Database> databases) {
        return databases.stream().noneMatch(database -> jarFor(database).isPresent());
    }

    /**
     * The words of what is not there of a database's dialect and of those that it builds upon; none where a jar has a
     * dialect of its own, which may be for any address.
     */
    List<String> lackingFor(Database database) {
        return path.values().stream().anyMatch(JdbcDialects::hasOwnDialect)
                ? List.of()
                : database.dialects().stream()
                        .filter(word -> jarOf(word).isEmpty())
                        .toList();
    }

    private static boolean hasOwnDialect(JarReading jar) {
        return jar.services().stream()
                .anyMatch(service -> Service.DIALECTS.contains(service.contract())
                        && !service.classFile().startsWith(CONNECTOR));
    }

    /** The element to write: all of them are released together, and go together in one version. */
    String declared(String word) {
        String artifact = NAME + word;
        ConnectorFacts.Versions versions = Facts.shipped().connectors().versions();
        return version()
                .map(version -> "`<connector>%s:%s:%s</connector>`%s"
                        .formatted(
                                DistributionPart.GROUP,
                                artifact,
                                version,
                                versions.hasSeen(artifact, version)
                                        ? ""
                                        : " (the connector's version; whether a repository has it is not known here)"))
                .orElseGet(() -> versions.declared(artifact, line));
    }

    /** That of the core, or else of a dialect. */
    private Optional<String> version() {
        List<ImageJar> jars = new ArrayList<>(core().stream().toList());
        jars.addAll(path.keySet());
        return jars.stream()
                .flatMap(jar -> coordinates.of(jar).stream())
                .filter(jar -> jar.groupId().equals(DistributionPart.GROUP)
                        && jar.artifactId().startsWith(NAME))
                .map(MavenCoordinates::version)
                .findFirst();
    }

    private JarReading reading(ImageJar jar) {
        return Objects.requireNonNull(path.get(jar));
    }
}

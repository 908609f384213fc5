package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.Database;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/**
 * Connectors to databases that lack what they connect by: no license lets Flink bring the drivers, and since 3.3 the dialects of its JDBC
 * connector are jars of their own beside {@code flink-connector-jdbc-core}; {@code flink-connector-jdbc} has all of them inside.
 */
final class MissingDrivers {

    private static final String JDBC = "jdbc";

    private static final String CONNECTOR = "org/apache/flink/connector/jdbc/";
    private static final String CORE = CONNECTOR + "core/table/JdbcDynamicTableFactory";

    /** A value of the property would lose those that are declared. */
    private static final String BESIDE =
            "beside the others in `<connectors>` (`-Dpyflink.connectors` would replace those)";

    private final ImageSpec spec;
    private final JarCoordinates coordinates;
    private final Database.Known known = Database.shipped();
    private final JobConnections job;

    MissingDrivers(ImageSpec spec, JarCoordinates coordinates, FileTree tree) {
        this.spec = spec;
        this.coordinates = coordinates;
        List<String> words = known.all().stream()
                .flatMap(database -> database.drivers().byWord().keySet().stream())
                .toList();
        this.job = JobConnections.of(spec, tree, words);
    }

    /** What the job says. */
    JobConnections job() {
        return job;
    }

    /** What is told depends on, beside the jars. */
    List<String> shape() {
        return List.of(job.toString());
    }

    /**
     * What no jar brings of what connects to a database.
     *
     * @param reason who connects
     * @param dialects the words of Flink's dialects that are missing
     */
    private record Lack(Database database, String reason, boolean isOfDriver, List<String> dialects) {

        boolean isNone() {
            return !isOfDriver && dialects.isEmpty();
        }

        String named() {
            return isOfDriver
                    ? "its driver" + (dialects.isEmpty() ? "" : ", nor Flink's dialect for it")
                    : "Flink's dialect for it";
        }
    }

    /**
     * What is missing, one warning for each database; nothing where a job brings jars from elsewhere, or a jar could not be read.
     *
     * @param path the jars of Flink's class path, and what they say
     */
    List<Problem> problems(SortedMap<ImageJar, JarReading> path) {
        if (job.bringsJars() || !path.values().stream().allMatch(JarReading::isWhole)) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        for (Database database : known.all()) {
            lackOf(database, path)
                    .filter(lack -> !lack.isNone())
                    .map(lack -> problem(lack, path))
                    .ifPresent(problems::add);
        }
        if (problems.isEmpty() && path.values().stream().noneMatch(this::bringsDriver)) {
            answering(JDBC, path).map(this::withoutAny).ifPresent(problems::add);
        }
        return problems.stream().map(this::told).toList();
    }

    private boolean bringsDriver(JarReading jar) {
        return jar.services().stream().anyMatch(service -> service.contract().equals(Service.DRIVER))
                || known.all().stream().anyMatch(database -> hasDriver(database, jar));
    }

    private boolean hasDriver(Database database, JarReading jar) {
        Stream<String> ofWords = database.drivers().byWord().entrySet().stream()
                .filter(driver -> job.words().contains(driver.getKey()))
                .map(Map.Entry::getValue);
        return Stream.concat(database.drivers().classes().stream(), ofWords)
                .anyMatch(type -> jar.classes().containsKey(type.replace('.', '/')));
    }

    /**
     * Who connects to a database, and what is missing for that: a source of the job by its address, where there is a connector that takes
     * addresses, or a connector that is for nothing else and has no dialects.
     */
    private Optional<Lack> lackOf(Database database, SortedMap<ImageJar, JarReading> path) {
        boolean isOfDriver = path.values().stream().noneMatch(jar -> hasDriver(database, jar));
        return answering(JDBC, path)
                .flatMap(connector -> Optional.ofNullable(job.files().get(database.subprotocol())))
                .map(file -> new Lack(
                        database,
                        "`%s` connects to `jdbc:%s:`".formatted(Visible.inLine(file), database.subprotocol()),
                        isOfDriver,
                        lackingDialects(database, path.values())))
                .or(() -> database.connectors().stream()
                        .flatMap(name -> answering(name, path)
                                .map(jar -> "`%s` of `%s` connects to a database".formatted(name, jar.shown()))
                                .stream())
                        .findFirst()
                        .map(reason -> new Lack(database, reason, isOfDriver, List.of())));
    }

    /** None where a jar has dialects of its own, which may be for any address. */
    private static List<String> lackingDialects(Database database, Collection<JarReading> path) {
        return path.stream().anyMatch(MissingDrivers::isCore) && path.stream().noneMatch(MissingDrivers::hasOwnDialect)
                ? database.dialects().stream()
                        .filter(word -> path.stream().noneMatch(jar -> hasDialect(word, jar)))
                        .toList()
                : List.of();
    }

    private static boolean hasDialect(String word, JarReading jar) {
        return JarReading.hasBelow(CONNECTOR + word + "/", jar.classes());
    }

    private static boolean hasOwnDialect(JarReading jar) {
        return jar.services().stream()
                .anyMatch(service -> Service.DIALECTS.contains(service.contract())
                        && !service.classFile().startsWith(CONNECTOR));
    }

    private static boolean isCore(JarReading jar) {
        return jar.classes().containsKey(CORE);
    }

    /** The jar whose factory answers to a name. */
    private static Optional<ImageJar> answering(String identifier, SortedMap<ImageJar, JarReading> path) {
        return path.entrySet().stream()
                .filter(jar -> jar.getValue().services().stream()
                        .anyMatch(service -> service.contract().equals(Service.FACTORY)
                                && service.identifier().equals(identifier)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Problem problem(Lack lack, SortedMap<ImageJar, JarReading> path) {
        Database database = lack.database();
        Problem problem =
                Problem.declaration("PYF-900", "%s, and no jar brings %s".formatted(lack.reason(), lack.named()));
        List<String> jars = new ArrayList<>();
        if (lack.isOfDriver()) {
            problem = problem.why(
                    "what connects ends with `ClassNotFoundException: %s` or `No suitable driver found for jdbc:%s:…`"
                            .formatted(database.drivers().classes().get(0), database.subprotocol()));
            jars.add(database.jarFor(spec.combination().java())
                    .map("`<connector>%s</connector>`"::formatted)
                    .orElseGet(() -> "a driver that Java %s reads"
                            .formatted(spec.combination().java())));
        }
        if (!lack.dialects().isEmpty()) {
            problem = problem.why(
                    "the connector has its dialects in jars of their own, and ends with `Could not find any jdbc dialect factory`");
            lack.dialects().forEach(word -> jars.add(dialect("flink-connector-jdbc-" + word, path)));
        }
        return problem.remedy(BESIDE + ": " + String.join(" and ", jars));
    }

    /** Dialects are released with the connector, but not all of them with each. */
    private String dialect(String artifact, SortedMap<ImageJar, JarReading> path) {
        ConnectorFacts.Versions versions = Facts.shipped().connectors().versions();
        return path.entrySet().stream()
                .filter(jar -> isCore(jar.getValue()))
                .flatMap(jar -> coordinates.of(jar.getKey()).stream())
                .map(MavenCoordinates::version)
                .filter(version -> versions.hasSeen(artifact, version))
                .findFirst()
                .map(version ->
                        "`<connector>%s:%s:%s</connector>`".formatted(DistributionPart.GROUP, artifact, version))
                .orElseGet(() ->
                        versions.declared(artifact, spec.combination().flink().line()));
    }

    private Problem withoutAny(ImageJar jar) {
        List<String> drivers = known.all().stream()
                .flatMap(database -> database
                        .jarFor(spec.combination().java())
                        .map(driver ->
                                "`<connector>%s</connector>` for `jdbc:%s:`".formatted(driver, database.subprotocol()))
                        .stream())
                .toList();
        return Problem.declaration(
                        "PYF-900", "`%s` connects to databases, and no jar brings a driver".formatted(jar.shown()))
                .why("Flink brings none: what connects ends with `No suitable driver found for jdbc:…`")
                .remedy("that of your database, " + BESIDE + ", such as " + drivers.get(0))
                .remedy(drivers.subList(1, drivers.size()));
    }

    private Problem told(Problem problem) {
        return JarTexts.silenced(problem.withSeverity(Problem.Severity.WARNING)).source(known.source());
    }
}

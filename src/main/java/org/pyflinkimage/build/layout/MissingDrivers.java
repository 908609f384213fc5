package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.Database;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.job.SourceComments;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/**
 * Connectors to databases that lack what they connect by: no license lets Flink bring the drivers, and since its version 4 the JDBC connector
 * has Flink's dialects in jars of their own.
 */
final class MissingDrivers {

    private static final String JDBC = "jdbc";

    private static final String DIALECTS = "org/apache/flink/connector/jdbc/";
    private static final String CORE = DIALECTS + "core/table/JdbcDynamicTableFactory";

    /** Addresses in sources; what is put together at run time is not seen. */
    private static final Pattern ADDRESS = Pattern.compile("\\bjdbc:([a-z0-9]{1,30}):");

    /** By which a job brings jars from elsewhere. */
    private static final Pattern BRINGS_JARS =
            Pattern.compile("\\badd_jars\\(|\\badd_classpaths\\(|pipeline\\.(?:jars|classpaths)|(?i:\\badd\\s+jar\\b)");

    /** A source of a job is seldom as long as this. */
    private static final long LONGEST = 1 << 20;

    private final ImageSpec spec;
    private final JarCoordinates coordinates;
    private final SortedMap<String, String> connecting;
    private final boolean bringsJars;

    MissingDrivers(ImageSpec spec, JarCoordinates coordinates, FileTree tree) {
        this.spec = spec;
        this.coordinates = coordinates;
        this.connecting = new TreeMap<>();
        boolean brings = spec.settings().flinkConfig().keySet().stream()
                .anyMatch(key -> BRINGS_JARS.matcher(key).find());
        for (FileTree.Entry entry : tree.entriesBelow(ImagePaths.USRLIB)) {
            if (isSource(entry)) {
                String text = SourceComments.removedFrom(tree.text(entry.path()).orElse(""));
                brings |= BRINGS_JARS.matcher(text).find();
                String file = entry.path().relativeTo(ImagePaths.USRLIB);
                ADDRESS.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .forEach(word -> connecting.putIfAbsent(word, file));
            }
        }
        this.bringsJars = brings;
    }

    private static boolean isSource(FileTree.Entry entry) {
        String name = entry.path().name();
        return (name.endsWith(".py") || name.endsWith(".sql"))
                && entry.node() instanceof RegularFile file
                && file.content().size() <= LONGEST;
    }

    /** What is told depends on, beside the jars. */
    List<String> shape() {
        return List.of(connecting.toString(), Boolean.toString(bringsJars));
    }

    /** What no jar brings of what connects to a database. */
    private record Lack(Database database, boolean isOfDriver, boolean isOfDialect) {

        boolean isNone() {
            return !isOfDriver && !isOfDialect;
        }

        String named() {
            return isOfDriver
                    ? "its driver" + (isOfDialect ? ", nor Flink's dialect for it" : "")
                    : "Flink's dialect for it";
        }
    }

    /**
     * What is missing, one warning for each database; nothing where a job brings jars from elsewhere, or a jar could not be read.
     *
     * @param path the jars of Flink's class path, and what they say
     */
    List<Problem> problems(SortedMap<ImageJar, JarReading> path) {
        if (bringsJars || !path.values().stream().allMatch(JarReading::isWhole)) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        Database.Known known = Database.shipped();
        for (Database database : known.all()) {
            Lack lack = lackOf(database, path.values());
            if (!lack.isNone()) {
                reason(database, path).map(reason -> problem(reason, lack, path)).ifPresent(problems::add);
            }
        }
        if (problems.isEmpty() && path.values().stream().noneMatch(jar -> bringsDriver(jar, known))) {
            answering(JDBC, path).map(jar -> withoutAny(jar, known)).ifPresent(problems::add);
        }
        return problems.stream().map(problem -> told(problem, known)).toList();
    }

    private static boolean bringsDriver(JarReading jar, Database.Known known) {
        return jar.services().stream().anyMatch(service -> service.contract().equals(Service.DRIVER))
                || known.all().stream().anyMatch(database -> hasDriver(database, jar));
    }

    private static boolean hasDriver(Database database, JarReading jar) {
        return database.drivers().stream()
                .anyMatch(type -> jar.classes().containsKey(type.replace('.', '/')));
    }

    private static Lack lackOf(Database database, Collection<JarReading> path) {
        return new Lack(
                database,
                path.stream().noneMatch(jar -> hasDriver(database, jar)),
                database.dialect().stream().anyMatch(word -> lacksDialect(word, path)));
    }

    /** Connectors before 3.3 have all of them inside, elsewhere. */
    private static boolean lacksDialect(String word, Collection<JarReading> path) {
        String folder = DIALECTS + word + "/";
        return path.stream().anyMatch(MissingDrivers::isCore)
                && path.stream()
                        .map(jar -> jar.classes().tailMap(folder))
                        .allMatch(after ->
                                after.isEmpty() || !after.firstKey().startsWith(folder));
    }

    private static boolean isCore(JarReading jar) {
        return jar.classes().containsKey(CORE);
    }

    /** Who connects to a database: a source of the job by its address, or a connector that is for nothing else. */
    private Optional<String> reason(Database database, SortedMap<ImageJar, JarReading> path) {
        return Optional.ofNullable(connecting.get(database.subprotocol()))
                .map(file -> "`%s` connects to `jdbc:%s:`".formatted(Visible.inLine(file), database.subprotocol()))
                .or(() -> database.connectors().stream()
                        .flatMap(name -> answering(name, path)
                                .map(jar -> "`%s` of `%s` connects to a database".formatted(name, named(jar)))
                                .stream())
                        .findFirst());
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

    private static String named(ImageJar jar) {
        return Visible.inLine(jar.path().name());
    }

    private Problem problem(String reason, Lack lack, SortedMap<ImageJar, JarReading> path) {
        Database database = lack.database();
        Problem problem =
                Problem.declaration("PYF-900", "%s, and no jar brings %s".formatted(reason, lack.named()));
        List<String> jars = new ArrayList<>();
        if (lack.isOfDriver()) {
            problem = problem.why(
                    "what connects ends with `ClassNotFoundException: %s` or `No suitable driver found for jdbc:%s:…`"
                            .formatted(database.drivers().get(0), database.subprotocol()));
            jars.add(database.jarFor(spec.combination().java())
                    .map("`<connector>%s</connector>`"::formatted)
                    .orElseGet(() -> "a driver that Java %s reads"
                            .formatted(spec.combination().java())));
        }
        if (lack.isOfDialect()) {
            problem = problem.why(
                    "the connector has its dialects in jars of their own, and ends with `Could not find any jdbc dialect factory`");
            jars.add("`<connector>%s:flink-connector-jdbc-%s:%s</connector>`"
                    .formatted(
                            DistributionPart.GROUP, database.dialect().orElseThrow(), versionOfCore(path)));
        }
        return problem.remedy("in %s: %s".formatted(Element.CONNECTORS.named(), String.join(" and ", jars)));
    }

    /** Dialects are released with the connector. */
    private String versionOfCore(SortedMap<ImageJar, JarReading> path) {
        return path.entrySet().stream()
                .filter(jar -> isCore(jar.getValue()))
                .flatMap(jar -> coordinates.of(jar.getKey()).stream())
                .map(MavenCoordinates::version)
                .findFirst()
                .orElse("VERSION");
    }

    private Problem withoutAny(ImageJar jar, Database.Known known) {
        List<String> drivers = known.all().stream()
                .flatMap(database -> database.jarFor(spec.combination().java())
                        .map(driver ->
                                "`<connector>%s</connector>` for `jdbc:%s:`".formatted(driver, database.subprotocol()))
                        .stream())
                .toList();
        return Problem.declaration(
                        "PYF-900", "`%s` connects to databases, and no jar brings a driver".formatted(named(jar)))
                .why("Flink brings none: what connects ends with `No suitable driver found for jdbc:…`")
                .remedy("that of your database in %s, such as %s".formatted(Element.CONNECTORS.named(), drivers.get(0)))
                .remedy(drivers.subList(1, drivers.size()));
    }

    private static Problem told(Problem problem, Database.Known known) {
        return JarTexts.silenced(problem.withSeverity(Problem.Severity.WARNING)).source(known.source());
    }
}

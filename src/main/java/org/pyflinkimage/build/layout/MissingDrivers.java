package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.Database;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/**
 * Connectors to databases that lack what they connect by: no license lets Flink bring the drivers, and since 3.3 the
 * dialects of its JDBC connector are jars of their own beside {@code flink-connector-jdbc-core}; {@code
 * flink-connector-jdbc} has all of them inside.
 */
final class MissingDrivers {

    private static final String JDBC = "jdbc";

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
     * @param parts the words of the parts of Flink's JDBC connector that are missing
     */
    private record Lack(Database database, String reason, boolean isOfDriver, List<String> parts) {

        Lack {
            parts = List.copyOf(parts);
        }

        boolean isNone() {
            return !isOfDriver && parts.isEmpty();
        }

        String named() {
            List<String> names = new ArrayList<>();
            if (parts.contains(JdbcDialects.CORE)) {
                names.add("the connector");
            }
            if (isOfDriver) {
                names.add("its driver");
            }
            if (parts.stream().anyMatch(database.dialects()::contains)) {
                names.add(
                        parts.contains(database.dialects().get(0))
                                ? "Flink's dialect for it"
                                : "all that Flink's dialect for it builds upon");
            }
            return String.join(", nor ", names);
        }
    }

    /**
     * What is missing, one warning for each database; nothing where a job brings jars from elsewhere, or a jar could
     * not be read.
     *
     * @param path the jars of Flink's class path, and what they say
     */
    List<Problem> problems(SortedMap<ImageJar, JarReading> path) {
        if (job.bringsJars() || !path.values().stream().allMatch(JarReading::isWhole)) {
            return List.of();
        }
        JdbcDialects dialects =
                new JdbcDialects(path, coordinates, spec.combination().flink().line());
        List<Problem> problems = new ArrayList<>();
        for (Database database : known.all()) {
            lackOf(database, path, dialects)
                    .filter(lack -> !lack.isNone())
                    .map(lack -> problem(lack, dialects))
                    .ifPresent(problems::add);
        }
        if (problems.isEmpty() && path.values().stream().noneMatch(this::bringsDriver)) {
            answering(JDBC, path).map(jar -> withoutAny(jar, dialects)).ifPresent(problems::add);
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
     * Who connects to a database, and what is missing for that: a source or setting by its address, where there is a
     * connector that takes addresses; a connector that is for nothing else and has no dialects; a dialect; a core with
     * no dialect at all, by a driver.
     */
    private Optional<Lack> lackOf(Database database, SortedMap<ImageJar, JarReading> path, JdbcDialects dialects) {
        boolean isOfDriver = path.values().stream().noneMatch(jar -> hasDriver(database, jar));
        Optional<String> addressed = Optional.ofNullable(job.files().get(database.subprotocol()));
        return answering(JDBC, path)
                .flatMap(connector -> addressed)
                .map(file -> new Lack(
                        database,
                        "`%s` connects to `jdbc:%s:`".formatted(Visible.inLine(file), database.subprotocol()),
                        isOfDriver,
                        dialects.core().isPresent() ? dialects.lackingFor(database) : List.of()))
                .or(() -> database.connectors().stream()
                        .flatMap(name -> answering(name, path)
                                .map(jar -> "`%s` of `%s` connects to a database".formatted(name, jar.shown()))
                                .stream())
                        .findFirst()
                        .map(reason -> new Lack(database, reason, isOfDriver, List.of())))
                .or(() -> dialects.jarFor(database).map(jar -> besideDialect(jar, database, path, dialects)))
                .or(() -> dialects.core()
                        .filter(core ->
                                !isOfDriver && dialects.areNoneOf(known.all()) && !hasDriverWithoutDialect(path))
                        .map(core -> new Lack(
                                database,
                                "`%s` has the driver for `jdbc:%s:` beside it"
                                        .formatted(core.shown(), database.subprotocol()),
                                false,
                                dialects.lackingFor(database))));
    }

    /**
     * A driver is missed where nothing connects without it; where the dialect has all else, it may be for another that
     * builds upon it.
     */
    private Lack besideDialect(
            ImageJar jar, Database database, SortedMap<ImageJar, JarReading> path, JdbcDialects dialects) {
        List<String> lacking = lackingBeside(database, path, dialects);
        boolean isOfDriver = !lacking.isEmpty()
                && path.values().stream()
                        .noneMatch(
                                job.files().containsKey(database.subprotocol())
                                        ? other -> hasDriver(database, other)
                                        : this::bringsDriver);
        return new Lack(
                database,
                "`%s` has Flink's dialect for `jdbc:%s:`".formatted(jar.shown(), database.subprotocol()),
                isOfDriver,
                lacking);
    }

    /** Whether there is the driver of a database whose dialect the core has inside. */
    private boolean hasDriverWithoutDialect(SortedMap<ImageJar, JarReading> path) {
        return known.all().stream()
                .filter(database -> database.dialects().isEmpty())
                .anyMatch(database -> path.values().stream().anyMatch(jar -> hasDriver(database, jar)));
    }

    /**
     * What a dialect is nothing without. One beside the connector as it was before 3.3, which has all inside, is not
     * asked for anything.
     */
    private static List<String> lackingBeside(
            Database database, SortedMap<ImageJar, JarReading> path, JdbcDialects dialects) {
        if (dialects.core().isPresent()) {
            return dialects.lackingFor(database);
        }
        return answering(JDBC, path).isPresent()
                ? List.of()
                : Stream.concat(Stream.of(JdbcDialects.CORE), dialects.lackingFor(database).stream())
                        .toList();
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

    private Problem problem(Lack lack, JdbcDialects dialects) {
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
        if (!lack.parts().isEmpty()) {
            problem = withEnding(problem, database, lack.parts());
            lack.parts().forEach(word -> jars.add(dialects.declared(word)));
        }
        return problem.remedy(BESIDE + ": " + String.join(" and ", jars));
    }

    private static Problem withEnding(Problem problem, Database database, List<String> parts) {
        if (parts.contains(JdbcDialects.CORE)) {
            return problem.why(
                    "by itself a dialect is no connector: what connects ends with `Could not find any factory for identifier 'jdbc'`");
        }
        return parts.contains(database.dialects().get(0))
                ? problem.why(
                        "the connector has its dialects in jars of their own, and ends with `Could not find any jdbc factory that can handle url`")
                : problem.why("what connects ends with `NoClassDefFoundError: %s…`"
                        .formatted(JdbcDialects.folderOf(parts.get(0))));
    }

    /** Those that there are dialects of; a core without any needs one beside the driver. */
    private Problem withoutAny(ImageJar jar, JdbcDialects dialects) {
        boolean isBare = dialects.areNoneOf(known.all());
        List<String> drivers = known.all().stream()
                .filter(database -> isBare || dialects.jarFor(database).isPresent())
                .flatMap(database -> database
                        .jarFor(spec.combination().java())
                        .map(driver -> "`<connector>%s</connector>`%s for `jdbc:%s:`"
                                .formatted(
                                        driver,
                                        dialects.core().isEmpty()
                                                ? ""
                                                : dialects.lackingFor(database).stream()
                                                        .map(word -> " and " + dialects.declared(word))
                                                        .collect(Collectors.joining()),
                                        database.subprotocol()))
                        .stream())
                .toList();
        Problem problem = Problem.declaration(
                        "PYF-900", "`%s` connects to databases, and no jar brings a driver".formatted(jar.shown()))
                .why("Flink brings none: what connects ends with `No suitable driver found for jdbc:…`");
        return drivers.isEmpty()
                ? problem.remedy("that of your database, " + BESIDE)
                : problem.remedy("that of your database, " + BESIDE + ", such as " + drivers.get(0))
                        .remedy(drivers.subList(1, drivers.size()));
    }

    private Problem told(Problem problem) {
        return JarTexts.silenced(problem.withSeverity(Problem.Severity.WARNING)).source(known.source());
    }
}

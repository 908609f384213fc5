package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.value.Platform;

/**
 * Connectors as their users have them: Maven finds the real jars, the plugin makes an image of them, and a cluster of its containers runs
 * jobs in Python that need them, without any network.
 *
 * <p>{@code mvn -Pconnectors verify} runs it.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(ConnectorRuns.Cell.class)
@TestInstance(Lifecycle.PER_CLASS)
class ConnectorRuns {

    private static final Path FILES = Path.of("src/test/resources/org/pyflinkimage/e2e/connectors");
    private static final String PYTHON = "3.11";
    private static final String WAREHOUSE = "/data/warehouse";
    private static final String BUCKET = "bucket";
    private static final Duration BUILD = Duration.ofMinutes(20);
    private static final Duration START = Duration.ofSeconds(60);

    /** What a build tells of jars against each other. */
    private static final Pattern TOLD = Pattern.compile("\\[(PYF-89[6-9])] .*");

    /** An image. */
    enum Cell {
        NEWEST("2.3.0", """
                <connectors>
                  <connector>org.apache.flink:flink-s3-fs-hadoop:2.3.0</connector>
                  <connector>org.apache.flink:flink-sql-avro-confluent-registry:2.3.0</connector>
                  <connector>org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2</connector>
                </connectors>"""),
        ICEBERG("1.20.5", shown("iceberg-flink-runtime")),
        PAIMON("2.0.2", """
                <connectors>
                  <connector>org.apache.paimon:paimon-flink-2.0:1.1.1</connector>
                  <connector>org.apache.flink:flink-shaded-hadoop-2-uber:2.8.3-10.0</connector>
                </connectors>""");

        private final String flink;
        private final String connectors;

        Cell(String flink, String connectors) {
            this.flink = flink;
            this.connectors = connectors;
        }

        /** The connectors that the documentation shows. */
        private static String shown(String word) {
            return Pattern.compile("^<connectors>.*?^</connectors>", Pattern.DOTALL | Pattern.MULTILINE)
                    .matcher(text(Path.of("docs/jars.md")))
                    .results()
                    .map(MatchResult::group)
                    .filter(block -> block.contains(word))
                    .findFirst()
                    .orElseThrow();
        }

        /** The project that the image is of. */
        String pom() {
            Map<String, String> values = Map.of(
                    "plugin", System.getProperty("projectVersion"),
                    "flink", flink,
                    "python", PYTHON,
                    "cell", slug(),
                    "connectors", connectors,
                    "files", FILES.toAbsolutePath().toString(),
                    "job", jobs().findFirst().orElseThrow().script());
            return Pattern.compile("@([a-z]+)@")
                    .matcher(Resources.text("connectors/pom.xml"))
                    .replaceAll(name -> Matcher.quoteReplacement(values.get(name.group(1))));
        }

        String slug() {
            return name().toLowerCase(Locale.ROOT);
        }

        Stream<Job> jobs() {
            return Stream.of(Job.values()).filter(job -> job.cell == this);
        }
    }

    /** What runs in an image, and the lines that it has to print, where several blanks count as one. */
    private enum Job {
        KAFKA(Cell.NEWEST, """
                TableSourceScan(table=[[default_catalog, default_database, words_in
                Sink(table=[default_catalog.default_database.words_out]
                """),
        S3(Cell.NEWEST, """
                | +I | 1 | ONE |
                | +I | 2 | TWO |
                2 rows in set
                """),
        ICEBERG(Cell.ICEBERG, """
                | 1 | ONE |
                | 2 | TWO |
                2 rows in set
                """),
        PAIMON(Cell.PAIMON, """
                | 1 | ONE |
                | 2 | TWO |
                2 rows in set
                """);

        private final Cell cell;
        private final String printed;

        Job(Cell cell, String printed) {
            this.cell = cell;
            this.printed = printed;
        }

        String script() {
            return name().toLowerCase(Locale.ROOT) + ".py";
        }
    }

    @Parameter
    private Cell cell;

    private String log;
    private LoadedImage image;
    private String volume;
    private FlinkCluster cluster;
    private S3Server s3;

    @BeforeParameterizedClassInvocation
    void start(Cell started) throws IOException {
        RequireTools.onPath("mvn");
        Path project = Folders.empty("connectors/" + started.slug());
        Files.writeString(project.resolve("pom.xml"), started.pom());
        String store = System.getProperty("grid.store", "");
        MavenBuild build = MavenBuild.first(
                        project, store.isEmpty() ? Folders.buildDirectory().resolve("store") : Path.of(store))
                .within(BUILD);
        Command.Outcome outcome = build.run();
        String archive = build.imageOf(outcome).required("archive").asText();
        log = outcome.output();
        Files.writeString(project.resolve("build.log"), log);
        String name = "pyflink-e2e-connectors-" + started.slug();
        image = LoadedImages.load(
                "localhost/" + name, project.resolve("target/pyflink").resolve(archive), Platform.LINUX_AMD64);
        volume = name + "-" + ProcessHandle.current().pid();
        cluster = FlinkCluster.start(
                image,
                container ->
                        container.volume(volume + ":" + WAREHOUSE).environment("FLINK_PROPERTIES", S3Server.SETTINGS));
        if (started.jobs().anyMatch(Job.S3::equals)) {
            s3 = S3Server.start(image, PYTHON, cluster.jobManager()).withBucket(BUCKET);
        }
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (s3 != null) {
            s3.close();
        }
        if (cluster != null) {
            cluster.close();
            image.engine().command("volume", "rm", volume).run();
        }
        if (image != null) {
            image.remove();
        }
    }

    private Stream<Job> jobs() {
        return cell.jobs();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void jobPrintsWhatItRead(Job job) {
        String output = cluster.run("/opt/flink/usrlib/" + job.script());

        assertThat(output.replaceAll(" +", " ")).contains(job.printed.lines().toList());
        if (job == Job.S3) {
            assertThat(s3.keys(BUCKET)).anyMatch(key -> key.startsWith("words/"));
        }
    }

    @Test
    void nothingIsToldAgainstJarsThatWork() {
        assertThat(TOLD.matcher(log).results().map(MatchResult::group)).isEmpty();
    }

    @Test
    void metricsAreServedToPrometheus() {
        Stream<String> scraped =
                Stream.of(9249, 9250).map(port -> new WebInterface(cluster.jobManager(), port).text("/metrics"));

        assertThat(String.join("", scraped.toList()))
                .contains("flink_jobmanager_numRegisteredTaskManagers{", "flink_taskmanager_Status_JVM_CPU_Load{");
    }

    @Test
    void sqlGatewayCallsAPythonFunction() {
        if (log.contains("[PYF-513] no repository has `sql-gateway`")) {
            throw RequireTools.skipped("no repository has the SQL gateway of Flink " + cell.flink);
        }
        Container container = cluster.jobManager();
        try (Command.Running gateway = container
                .command("sql-gateway.sh", "start-foreground", "-Dsql-gateway.endpoint.rest.address=localhost")
                .start()) {
            WebInterface web = new WebInterface(container, 8083);
            Waiting.until("an answer of the gateway", START, () -> web.answer("/info"), gateway::outputSoFar);

            assertThat(container.python("connectors/gateway.py")).contains("[1, 'ONE']", "[2, 'TWO']");
        }
    }

    /** Flink 1.20 alone reads either of the two. */
    private Stream<String> mountedConfigurations() {
        return cell == Cell.ICEBERG ? Stream.of("config.yaml", "flink-conf.yaml") : Stream.empty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("mountedConfigurations")
    void mountedConfigurationIsRead(String file) throws IOException {
        try (MountedCluster mounted = MountedCluster.start(image, file, Folders.empty("connectors/mounted-" + file))) {
            assertThat(mounted.jobManager().exec("flink", "run", "-py", MountedCluster.JOB))
                    .contains("HELLO");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

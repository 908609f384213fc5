package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.connectors;
import static org.pyflinkimage.rules.Specs.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/** What a rule must not say: a file that somebody else brings, a value that a container has, a jar that is no other's twin. */
class FalseAlarmsTest {

    private static final String PLUGINS = "ENABLE_BUILT_IN_PLUGINS";
    private static final ImageSpec BARE = spec(cell("2.3.0", 17, "3.11"));

    /** The entrypoint puts variables into a file when a container starts. */
    @ParameterizedTest
    @CsvSource({
        "PYF-206, taskmanager.memory.process.size,     ${TM_MEMORY}",
        "PYF-206, taskmanager.memory.managed.fraction, ${FRACTION}",
        "PYF-208, rest.port,                           ${PORT}",
        "PYF-209, python.executable,                   ${PYTHON}",
        "PYF-211, env.java.home,                       ${JAVA}",
        "PYF-234, parallelism.default,                 ${SLOTS}"
    })
    void valueOfAVariableIsNotJudged(String code, String key, String value) {
        assertThat(Judged.by(code, config("2.3.0", Map.of(key, value)))).isEmpty();
    }

    /** What a container makes of one size may fit the other. */
    @Test
    void sizesAreNotHeldAgainstOnesThatAContainerHas() {
        Map<String, String> small =
                Map.of("taskmanager.memory.flink.size", "64m", "taskmanager.memory.task.heap.size", "128m");
        assertThat(Judged.by("PYF-206", config("2.3.0", small))).isNotEmpty();

        Map<String, String> filled =
                Map.of("taskmanager.memory.flink.size", "${SIZE}", "taskmanager.memory.network.fraction", "0.7");
        assertThat(Judged.by("PYF-206", config("2.3.0", filled))).isEmpty();
        assertThat(Judged.by(
                        "PYF-206",
                        config(
                                "2.3.0",
                                Map.of(
                                        "taskmanager.memory.flink.size",
                                        "${SIZE}",
                                        "taskmanager.memory.process.size",
                                        "much"))))
                .hasSize(1);
    }

    @Test
    void portOfSomebodyElseMayBeAnything() {
        assertThat(Judged.by("PYF-208", config("2.3.0", Map.of("com.example.serial.port", "COM1"))))
                .isEmpty();
        assertThat(Judged.by("PYF-208", config("2.3.0", Map.of("metrics.reporter.prom.port", "COM1"))))
                .hasSize(1);
    }

    private static ImageSpec with(UnaryOperator<DeclaredContents> change) {
        return BARE.with(change.apply(BARE.contents()));
    }

    private static ExtraDirectory into(String path) {
        return new ExtraDirectory(
                Path.of("extra"), UnixPath.of(path), JobChoice.usual(), List.of(), ContainerUser.FLINK);
    }

    private static MavenCoordinates jar(String text) {
        return MavenCoordinates.parse(text).orElseThrow();
    }

    /** Whoever else may bring files to Flink's class path or its plugins. */
    static Stream<ImageSpec> others() {
        return Stream.of(
                with(contents -> contents.withBase(ImageReference.of("registry.example.com/base/flink:2.3.0"))),
                with(contents -> contents.withExtraDirectories(List.of(into("/opt/flink")))),
                with(contents ->
                        contents.withExtraDirectories(List.of(into("/opt/flink/lib"), into("/opt/flink/opt")))));
    }

    @ParameterizedTest
    @MethodSource("others")
    void fileThatABaseOrAnExtraDirectoryMayBringIsNotMissed(ImageSpec spec) {
        Subject subject = Subject.of(spec.with(spec.settings()
                .withFlinkConfig(Map.of(
                        "pipeline.jars",
                        "file:///opt/flink/lib/udf.jar",
                        "metrics.reporter.x.factory.class",
                        "com.example.X",
                        "state.checkpoints.dir",
                        "s3://bucket/"))));

        assertThat(Judged.by("PYF-235", subject)).isEmpty();
        assertThat(Judged.by("PYF-236", subject)).isEmpty();
        assertThat(Judged.by("PYF-227", subject)).isEmpty();
        assertThat(Judged.by("PYF-218", enabling(subject, "flink-s3-fs-presto-2.3.0.jar")))
                .isEmpty();
    }

    @Test
    void extraDirectoryBringsWhatLiesBelowItAlone() {
        ImageSpec spec = with(contents -> contents.withExtraDirectories(List.of(into("/etc/flink"))));
        Subject subject = Subject.of(
                spec.with(spec.settings().withFlinkConfig(Map.of("pipeline.jars", "file:///opt/flink/lib/udf.jar"))));

        assertThat(Judged.by("PYF-235", subject)).hasSize(1);
        assertThat(Judged.by("PYF-218", enabling(subject, "flink-s3-fs-presto-2.3.0.jar")))
                .hasSize(1);
    }

    private static Subject enabling(Subject subject, String plugins) {
        return subject.withContainer(Containers.environment(Map.of(PLUGINS, plugins)));
    }

    /** They lie in plugins/, where the entrypoint takes them for enabled. */
    @Test
    void reporterOfPyFlinkMayBeEnabled() {
        assertThat(Judged.by("PYF-218", enabling(config("2.3.0", Map.of()), "flink-metrics-prometheus-2.3.0.jar")))
                .isEmpty();
        assertThat(Judged.by("PYF-218", enabling(config("2.3.0", Map.of()), "flink-metrics-prometheus-2.2.0.jar")))
                .hasSize(1);
    }

    /** Each of these ends every container at its start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "flink-s3-fs-hadoop-2.3.0",
                "s3-fs-hadoop",
                "flink-s3-fs-hadoop-2.3.0.jar,flink-s3-fs-presto-2.3.0.jar",
                "flink-s3-fs-presto-${flink.version}.jar"
            })
    void nameOfNoFileIsTold(String plugins) {
        assertThat(Judged.by("PYF-218", enabling(config("2.3.0", Map.of()), plugins)))
                .hasSize(1);
    }

    @Test
    void wholeNameIsProposed() {
        assertThat(Judged.by("PYF-218", enabling(config("2.3.0", Map.of()), "s3-fs-hadoop"))
                        .get(0)
                        .remedies())
                .contains(
                        "`<distribution><part>s3-fs-hadoop</part></distribution>` (-Dpyflink.distribution=s3-fs-hadoop), and its"
                                + " whole name, `flink-s3-fs-hadoop-2.3.0.jar`");
    }

    @Test
    void jarsOfOneNameAreNoTwins() {
        assertThat(Judged.by("PYF-223", connectors("2.3.0", "com.acme.orders:udfs:1.0", "com.acme.billing:udfs:2.0")))
                .isEmpty();
        assertThat(Judged.by(
                        "PYF-223",
                        connectors(
                                "2.3.0",
                                "io.netty:netty-tcnative:2.0.1",
                                "io.netty:netty-tcnative:jar:linux-x86_64:2.0.1")))
                .isEmpty();
        assertThat(Judged.by("PYF-223", connectors("2.3.0", "com.acme:udfs:1.0", "com.acme:udfs:2.0")))
                .hasSize(1);
        assertThat(Judged.by(
                        "PYF-223",
                        connectors(
                                "2.2.1",
                                "org.apache.flink:flink-connector-kafka:5.0.0-2.2",
                                "org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2")))
                .hasSize(1);
    }

    private static List<Problem> kafka(ImageSpec spec, String source) {
        return Judged.by("PYF-226", Subject.of(spec).withTexts(new Subject.Texts(Map.of(), Map.of("main.py", source))));
    }

    /** A fat jar, a dependency, a jar of the job's: which of them has it inside nobody knows here. */
    @Test
    void connectorThatMayBeInsideOfAnotherJarIsANote() {
        String source = "t.execute_sql(\"CREATE TABLE x (a INT) WITH ('connector' = 'kafka')\")";

        assertThat(kafka(BARE, source)).extracting(Problem::severity).containsExactly(Problem.Severity.WARNING);
        assertThat(Stream.of(
                        with(contents -> contents.withConnectors(List.of(jar("com.acme:job:1.0")))),
                        with(contents -> contents.withConnectors(List.of(jar("com.acme:job:1.0")))
                                .withTransitive(List.of(new TransitiveConnector(jar("com.acme:job:1.0"), List.of())))),
                        with(contents -> contents.withBase(ImageReference.of("registry.example.com/base/flink:2.3.0"))),
                        with(contents -> contents.withExtraDirectories(List.of(into("/opt/flink/usrlib")))),
                        with(contents -> contents.withJob(attached("libs/all.jar")))))
                .allSatisfy(spec -> assertThat(kafka(spec, source))
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTE);
                            assertThat(problem.toText())
                                    .contains("no jar is known to bring it", "unless it is inside of");
                        }));
        assertThat(kafka(BARE, "# " + source + "\n-- 'connector' = 'kafka'\n")).isEmpty();
    }

    private static JobSpec attached(String jar) {
        return new JobSpec(Path.of("job"), "main.py").with(new JobAttachments(List.of(), List.of(), List.of(jar)));
    }

    /** With Hadoop on the class path, or as a plugin that somebody wrote. */
    @ParameterizedTest
    @ValueSource(
            strings = {"com.google.cloud.bigdataoss:gcs-connector:hadoop3-2.2.20", "org.example:other-hadoop-fs:1"})
    void fileSystemOfOthersIsNotMissed(String connector) {
        ImageSpec spec = with(contents ->
                contents.withConnectors(List.of(jar(connector), jar("org.apache.hadoop:hadoop-client-api:3.3.6"))));

        assertThat(Judged.by(
                        "PYF-227",
                        Subject.of(spec.with(
                                spec.settings().withFlinkConfig(Map.of("state.checkpoints.dir", "gs://b/"))))))
                .isEmpty();
    }

    @Test
    void fileSystemThatNoReleaseOfTheLineHasIsNotProposed() {
        Subject subject = Subject.of(
                spec(cell("1.14.6", 11, "3.8"), List.of(), List.of(), Map.of("state.checkpoints.dir", "gs://bucket/")));

        assertThat(Judged.by("PYF-227", subject))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies())
                        .containsExactly("a release of Flink that has it: `flink-gs-fs-hadoop` from 1.15 on"));
    }

    @Test
    void reporterThatNobodyLoadsIsNoSecondOne() {
        ImageSpec spec = with(
                contents -> contents.withConnectors(List.of(jar("org.apache.flink:flink-metrics-prometheus:2.3.0")))
                        .withPlaces(Map.of(
                                jar("org.apache.flink:flink-metrics-prometheus:2.3.0"),
                                ConnectorPlace.parse("opt").orElseThrow())));

        assertThat(Judged.by("PYF-222", Subject.of(spec))).isEmpty();
    }

    @Test
    void clientOfAnyConnectorCounts() {
        assertThat(Judged.by(
                        "PYF-224",
                        connectors(
                                "1.16.3",
                                "org.apache.flink:flink-connector-rabbitmq:3.0.1-1.16",
                                "com.rabbitmq:amqp-client:5.9.0")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TASKMANAGER.NUMBEROFTASKSLOTS", "parallelism.DEFAULT", "Rest.port"})
    void capitalsInAKeyAreSeen(String key) {
        assertThat(Judged.by("PYF-231", config("2.3.0", Map.of(key, "1")))).hasSize(1);
    }

    @Test
    void jarOfTheJobBesideAConnectorOfItsNameIsTold() {
        ImageSpec spec = with(contents ->
                contents.withConnectors(List.of(jar("com.acme:udf:1.0"))).withJob(attached("libs/udf-1.0.jar")));

        assertThat(Judged.by("PYF-237", Subject.of(spec)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toText())
                        .contains(
                                "`libs/udf-1.0.jar` of the job", "`com.acme:udf:1.0`", "`/opt/flink/lib/udf-1.0.jar`"));
    }

    /** As Linux goes it: what is no path from the root on is nobody's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///opt/flink/usrlib//udf.jar",
                "file:///opt/flink/lib/../usrlib/x.jar",
                "file:///opt/flink/./lib/x.jar",
                "file:///opt/flink/lib/\u0001.jar"
            })
    void pathOfAnyFormIsJudged(String jar) {
        assertThat(Judged.by("PYF-235", config("2.3.0", Map.of("pipeline.jars", jar))))
                .hasSizeLessThan(2);
    }

    /** An exact size counts beside the fractions. */
    @ParameterizedTest
    @CsvSource({"taskmanager.memory.network.max, 512m", "taskmanager.memory.managed.size, 4g"})
    void fractionsThatAreBoundedFit(String key, String size) {
        assertThat(Judged.by(
                        "PYF-206",
                        config(
                                "2.3.0",
                                Map.of(
                                        "taskmanager.memory.managed.fraction",
                                        "0.9",
                                        "taskmanager.memory.process.size",
                                        "16g",
                                        key,
                                        size))))
                .isEmpty();
    }

    @Test
    void javaOfABaseIsLeftInPeace() {
        ImageSpec spec =
                with(contents -> contents.withBase(ImageReference.of("registry.example.com/base/flink:2.3.0")));

        assertThat(Judged.by(
                        "PYF-211",
                        Subject.of(spec.with(spec.settings().withFlinkConfig(Map.of("env.java.home", "/opt/jdk-17"))))))
                .isEmpty();
    }
}

package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.connectors;
import static org.pyflinkimage.rules.Specs.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.verdict.Compatibility;
import org.pyflinkimage.verdict.Overrides;

class PluginRulesTest {

    private static final String GROUP = "org.apache.flink:";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state.checkpoints.dir         | s3://lab/checkpoints             | flink-s3-fs-hadoop:1.20.5    | flink-s3-fs-presto:1.20.5
            high-availability.storageDir  | gs://lab/ha                      | flink-gs-fs-hadoop:1.20.5    | flink-gs-fs-hadoop:1.20.5
            state.savepoints.dir          | s3p://lab/x                      | flink-s3-fs-presto:1.20.5    | flink-s3-fs-presto:1.20.5
            io.tmp.dirs                   | /tmp,abfss://box@lab.example.com | flink-azure-fs-hadoop:1.20.5 | flink-azure-fs-hadoop:1.20.5
            """)
    void fileSystemOfASettingAsksForItsJar(String key, String value, String first, String last) {
        Subject subject = config("1.20.5", Map.of(key, value));

        assertThat(Judged.by("PYF-227", subject)).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("`%s: ".formatted(key));
            assertThat(problem.remedies()).first().isEqualTo(element(GROUP + first));
            assertThat(problem.remedies()).last().isEqualTo(element(GROUP + last));
            assertThat(problem.remedies())
                    .allSatisfy(remedy -> assertThat(Judged.by("PYF-227", with(subject, remedy)))
                            .isEmpty());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "state.checkpoints.dir, file:///data",
        "state.checkpoints.dir, hdfs://node/data",
        "rest.address, s3.example.com",
        "x.y, its3://lab"
    })
    void otherSettingsAskForNone(String key, String value) {
        assertThat(Judged.by("PYF-227", config("1.20.5", Map.of(key, value)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            config.set_checkpoint_storage_dir('s3://lab/x')                          | WARNING
            config.set_checkpoint_storage(FileSystemCheckpointStorage("s3://lab/x")) | WARNING
            c.set_string('state.checkpoints.dir', 's3://lab/x')                      | WARNING
            FileSource.for_record_stream_format(StreamFormat.text_line_format(), 's3://lab/x') | WARNING
            FileSink.for_row_format('s3://lab/x', encoder)                           | WARNING
            config.set_checkpoint_storage_dir(checkpoint_path = f"s3://lab/{name}")  | WARNING
            FileSystemCheckpointStorage(checkpoint_data_uri=f"s3://lab/x")           | WARNING
            c.set_string('state.checkpoints.dir', value=rf"s3://lab/x")              | WARNING
            FileSink.for_row_format(base_path='s3://lab/x', encoder=encoder)         | WARNING
            'connector' = 'filesystem', 'path' = 's3://lab/x', 'format' = 'json'     | WARNING
            CREATE TABLE x (n DECIMAL(10, 5)) WITH ('path' = 's3://lab/x', 'connector' = 'filesystem') | WARNING
            {'connector': 'filesystem', 'path': f's3://lab/x'}                       | WARNING
            TableDescriptor.for_connector('filesystem').schema(s.build()).option('path', 's3://lab/x').build() | WARNING
            for_connector(connector="filesystem").format('csv') .option( 'path', f"s3://lab/x") | WARNING
            for_connector('paimon').option('path', 's3://lab/x')                     | NOTE
            for_connector('filesystem').option('path', '/x'); for_connector('paimon').option('path', 's3://lab/x') | NOTE
            a WITH ('connector' = 'filesystem', 'path' = '/x'); b WITH ('connector' = 'paimon', 'path' = 's3://lab/x') | NOTE
            a WITH ('connector' = 'paimon', 'path' = 's3://lab/x'); b WITH ('connector' = 'filesystem', 'path' = '/x') | NOTE
            'connector' = 'paimon', 'path' = 's3://lab/x'                            | NOTE
            'warehouse' = 's3://lab/x'                                               | NOTE
            df = pandas.read_parquet('s3://lab/x')                                   | NOTE
            """)
    void fileSystemOfTheJobIsTold(String line, Severity severity) {
        assertThat(ofJob(line, spec(cell("1.20.5", 17, "3.11"))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(severity);
                    assertThat(problem.what()).isEqualTo("no jar brings the file system of `s3://` in `job.py`");
                    assertThat(problem.remedies()).first().isEqualTo(element(GROUP + "flink-s3-fs-hadoop:1.20.5"));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# 's3://lab/x'",
                "  -- 'path' = 's3://lab/x'",
                "'its3://lab/x'",
                "'path' = 'hdfs://node/x'",
                "'path' = 'file:///x'",
                "open('/tmp/s3')"
            })
    void otherWordsOfTheJobAskForNone(String line) {
        assertThat(ofJob(line, spec(cell("1.20.5", 17, "3.11")))).isEmpty();
    }

    @Test
    void fileSystemThatIsThereIsNotMissedByTheJob() {
        ImageSpec there =
                spec(cell("1.20.5", 17, "3.11"), List.of(), List.of(GROUP + "flink-s3-fs-hadoop:1.20.5"), Map.of());

        assertThat(ofJob("'connector' = 'filesystem', 'path' = 's3://lab/x'", there))
                .isEmpty();
    }

    /** One of a setting counts first, and is told once. */
    @Test
    void fileSystemOfASettingAndOfTheJobIsToldOnce() {
        ImageSpec both = spec(
                cell("1.20.5", 17, "3.11"),
                List.of(),
                List.of(),
                Map.of("state.checkpoints.dir", "s3://lab/checkpoints"));

        assertThat(ofJob("'s3://lab/x'", both))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).contains("state.checkpoints.dir"));
    }

    @Test
    void tablesOfSqlAreRead() {
        Texts texts =
                new Texts(Map.of(), Map.of("tables.sql", "WITH ('connector' = 'filesystem', 'path' = 'gs://lab/x')\n"));

        assertThat(Judged.by(
                        "PYF-227", Subject.of(spec(cell("1.20.5", 17, "3.11"))).withTexts(texts)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.what()).contains("`gs://` in `tables.sql`");
                });
    }

    /** The same image without the variable is told of. */
    @ParameterizedTest
    @CsvSource({"HADOOP_CLASSPATH, 0", "OTHER, 1"})
    void hadoopOfTheContainerMayHaveTheFileSystem(String variable, int problems) {
        ImageSpec plain = spec(cell("1.20.5", 17, "3.11"));
        ImageSpec spec = plain.with(plain.settings()
                .withContainer(new ContainerSpec(Map.of(variable, "/opt/hadoop/lib/*"), Optional.empty())));

        assertThat(ofJob("env.set_checkpoint_storage('s3a://lab/x')", spec)).hasSize(problems);
    }

    private static List<Problem> ofJob(String line, ImageSpec spec) {
        return Judged.by("PYF-227", Subject.of(spec).withTexts(new Texts(Map.of(), Map.of("job.py", line + "\n"))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "metrics.reporter.prom.class, `metrics.reporter.prom.factory.class`",
                "metrics.reporter.my-own.class, `metrics.reporter.my-own.factory.class`",
                "metrics.reporter.prom.factory.class, none",
                "metrics.reporter.prom.port, none",
                "metrics.reporter.class, none"
            })
    void reportersAreNamedByTheirFactories(String key, String instead) {
        assertThat(Judged.by("PYF-204", config("2.3.0", Map.of(key, "x"))).stream()
                        .flatMap(problem -> problem.remedies().stream()))
                .isEqualTo(instead == null ? List.of() : List.of(instead));
    }

    /** PyFlink brings the jar, so that nothing has to be declared. */
    @Test
    void reporterByItsFactoryNeedsNoJar() {
        assertThat(everything(config(
                        "2.3.0",
                        Map.of(
                                "metrics.reporter.prom.factory.class",
                                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                                "metrics.reporter.prom.port",
                                "9249"))))
                .isEmpty();
    }

    @Test
    void fileSystemFormatAndConnectorFitTogether() {
        assertThat(everything(connectors(
                        "2.3.0",
                        GROUP + "flink-s3-fs-hadoop:2.3.0",
                        GROUP + "flink-sql-avro-confluent-registry:2.3.0",
                        GROUP + "flink-sql-connector-kafka:5.0.0-2.2")))
                .allSatisfy(problem -> assertThat(problem.severity()).isEqualTo(Severity.NOTE));
    }

    private static List<Problem> everything(Subject subject) {
        return new Compatibility(Facts.shipped(), Overrides.parse(Map.of()))
                .check(subject)
                .problems();
    }

    @Test
    void reporterThatFlinkBringsIsThereTwice() {
        Subject subject = connectors("2.3.0", GROUP + "flink-metrics-prometheus:2.3.0");

        assertThat(Judged.by("PYF-222", subject)).extracting(Problem::severity).containsExactly(Severity.WARNING);
        assertThat(Judged.by("PYF-222", connectors("2.3.0", "org.example:flink-metrics-prometheus:2.3.0")))
                .isEmpty();
    }

    /** A reporter that came with Flink 2: before, its jar may be of use. */
    @ParameterizedTest
    @CsvSource({"2.0.2, 1", "2.3.0, 1", "1.20.5, 0"})
    void reporterOfFlink2IsThereTwiceSinceThen(String flink, int problems) {
        assertThat(Judged.by("PYF-222", connectors(flink, GROUP + "flink-metrics-otel:" + flink)))
                .hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hadoop-common:3.3.6 hadoop-hdfs-client:3.3.6           | 1
            hadoop-common:2.10.2                                   | 1
            hadoop-client-api:3.3.6 hadoop-client-runtime:3.3.6    | 0
            hadoop-common:3.3.6 hadoop-client-api:3.3.6 hadoop-client-runtime:3.3.6 | 0
            hadoop-common:3.3.6 hadoop-client-api:3.3.6            | 1
            hadoop-aws:3.3.6                                       | 0
            """)
    void partOfHadoopLacksTheRest(String jars, int found) {
        String[] connectors =
                Stream.of(jars.split(" ", -1)).map("org.apache.hadoop:"::concat).toArray(String[]::new);
        List<Problem> problems = Judged.by("PYF-224", connectors("1.20.5", connectors));

        assertThat(problems).hasSize(found);
        problems.forEach(problem -> assertThat(Judged.by(
                        "PYF-224", with(connectors("1.20.5"), problem.remedies().get(0))))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.apache.paimon:paimon-flink-2.0:1.1.1                                                        | 1
            org.apache.paimon:paimon-flink-2.0:1.1.1 org.apache.flink:flink-s3-fs-hadoop:2.0.2              | 1
            org.apache.paimon:paimon-flink-2.0:1.1.1 org.apache.flink:flink-shaded-hadoop-2-uber:2.8.3-10.0 | 0
            org.apache.paimon:paimon-flink-2.0:1.1.1 org.apache.hadoop:hadoop-client-api:3.3.6 org.apache.hadoop:hadoop-client-runtime:3.3.6 | 0
            org.apache.paimon:paimon-s3:1.1.1                                                               | 0
            """)
    void whatCallsHadoopWantsItBeside(String jars, int found) {
        assertThat(Judged.by("PYF-224", connectors("2.0.2", jars.split(" ", -1))))
                .hasSize(found)
                .allSatisfy(problem -> assertThat(problem.what()).contains("`paimon-flink-2.0` comes without Hadoop"));
    }

    @ParameterizedTest
    @CsvSource({"hadoop-common, 1", "hadoop-hdfs-client, 1", "hadoop-common hadoop-hdfs-client, 0"})
    void partOfHadoopThatComesWithItsDependenciesLacksNothing(String transitive, int found) {
        Subject subject = connectors(
                "1.20.5", "org.apache.hadoop:hadoop-common:3.3.6", "org.apache.hadoop:hadoop-hdfs-client:3.3.6");
        List<TransitiveConnector> closures = Stream.of(transitive.split(" "))
                .map(artifact -> MavenCoordinates.parse("org.apache.hadoop:%s:3.3.6".formatted(artifact))
                        .orElseThrow())
                .map(jar -> new TransitiveConnector(jar, List.of()))
                .toList();

        assertThat(Judged.by(
                        "PYF-224",
                        new Subject(
                                subject.spec().with(subject.spec().contents().withTransitive(closures)),
                                subject.texts(),
                                subject.container(),
                                subject.requirements(),
                                subject.base())))
                .hasSize(found);
    }

    private static String element(String coordinates) {
        return "`<connector>%s</connector>`".formatted(coordinates);
    }

    /** What a remedy says is declared beside. */
    private static Subject with(Subject subject, String remedy) {
        List<String> jars = Stream.of(remedy.split("`", -1))
                .filter(part -> part.startsWith("<connector>"))
                .map(part -> part.replaceAll("</?connector>", ""))
                .toList();
        return Subject.of(
                spec(subject.combination(), List.of(), jars, subject.spec().flinkConfig()));
    }
}

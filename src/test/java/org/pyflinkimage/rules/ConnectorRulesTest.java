package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.connectors;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Invocations;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;

class ConnectorRulesTest {

    private static final String GROUP = "org.apache.flink:";

    @ParameterizedTest
    @CsvSource({
        "PYF-220, 2.2.1, flink-sql-connector-kafka:5.0.0-2.2, fits",
        "PYF-220, 2.2.1, flink-sql-connector-kafka:4.0.1-2.0, warning",
        "PYF-220, 2.2.1, flink-sql-connector-kafka:3.0.0-1.17, error",
        "PYF-220, 2.3.0, flink-sql-connector-kafka:5.0.0-2.2, note",
        "PYF-220, 1.17.1, flink-connector-jdbc:1.17.2, fits",
        "PYF-220, 2.2.1, flink-connector-jdbc:1.17.2, error",
        "PYF-220, 2.2.1, flink-sql-avro:1.20.0, fits",
        "PYF-221, 1.14.6, flink-connector-jdbc_2.12:1.14.6, fits",
        "PYF-221, 1.17.1, flink-connector-jdbc_2.12:1.17.1, error",
        "PYF-221, 1.17.1, flink-table-planner_2.12:1.17.1, fits",
        "PYF-221, 1.17.1, flink-table-planner_2.11:1.17.1, error",
        "PYF-221, 2.2.1, flink-table-planner_2.12:2.2.1, fits",
        "PYF-221, 2.2.1, flink-table-api-scala-bridge_2.12:2.2.1, fits",
        "PYF-221, 2.2.1, flink-streaming-scala_2.12:1.20.0, error",
        "PYF-221, 1.20.5, flink-streaming-scala_2.12:1.20.5, fits",
        "PYF-221, 1.17.1, flink-connector-cassandra_2.12:3.1.0-1.17, fits",
        "PYF-221, 1.20.5, flink-state-processor-api_2.12:1.14.6, error",
        "PYF-221, 1.14.6, flink-state-processor-api_2.12:1.14.6, fits",
        "PYF-225, 2.3.0, flink-sql-avro:2.3.0, fits",
        "PYF-225, 2.3.0, flink-sql-avro:2.3.1, warning",
        "PYF-225, 2.3.0, flink-sql-avro:2.2.1, error",
        "PYF-225, 2.3.0, flink-sql-connector-kafka:5.0.0-2.2, fits"
    })
    void connectorMustBeMadeForTheFlink(String code, String flink, String connector, String expected) {
        assertThat(Judged.by(code, connectors(flink, GROUP + connector)).stream()
                        .map(problem -> problem.severity().name().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse("fits"))
                .isEqualTo(expected);
    }

    @Test
    void twoVersionsOfOneConnectorAreOneTooMany() {
        Subject subject = connectors(
                "2.2.1", GROUP + "flink-sql-connector-kafka:5.0.0-2.2", GROUP + "flink-sql-connector-kafka:4.0.1-2.0");

        assertThat(Judged.by("PYF-223", subject)).hasSize(1);
    }

    @Test
    void connectorBesideItsClientLacksNothing() {
        Subject subject =
                connectors("2.2.1", GROUP + "flink-connector-kafka:5.0.0-2.2", "org.apache.kafka:kafka-clients:4.1.0");

        assertThat(Judged.by("PYF-224", subject)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'connector' = 'kafka'|1",
                "\"connector\": \"kafka\"|1",
                "'value.format', 'avro'|1",
                "'connector' = 'oceanbase-cdc'|1",
                "'connector' = 'sqlserver-cdc'|1",
                "'connector' = 'datagen'|0",
                "TableDescriptor.for_connector('kafka')|1",
                "FormatDescriptor.for_format(\"avro\")|1",
                "'{}'.format('avro')|0",
                "from pyflink.datastream.connectors.kafka import KafkaSource|1",
                "    import pyflink.datastream.connectors.kafka as k|1",
                "# from pyflink.datastream.connectors.kafka import KafkaSource|0",
                "from pyflink.datastream.connectors.file_system import FileSource|0",
                "connector = kafka|0"
            })
    void tableOptionOfTheJobAsksForItsJar(String source, int found) {
        Subject subject = connectors("2.2.1").withTexts(new Texts(Map.of(), Map.of("job.py", source)));

        assertThat(Judged.by("PYF-226", subject)).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.2.1  | kafka     | `<connector>org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2</connector>`
            1.20.5 | kafka     | `<connector>org.apache.flink:flink-connector-kafka:3.4.0-1.20</connector>`, with `<transitive>true</transitive>`
            2.3.0  | kafka     | `flink-sql-connector-kafka` in a version for Flink 2.3, if there is one; known here is `<connector>org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2</connector>`, for Flink 2.2
            2.0.2  | jdbc      | `<connector>org.apache.flink:flink-connector-jdbc-core:4.0.0-2.0</connector>`
            2.2.1  | jdbc      | `flink-connector-jdbc-core` in a version for Flink 2.2, if there is one; known here is `<connector>org.apache.flink:flink-connector-jdbc-core:4.0.0-2.0</connector>`, for Flink 2.0
            1.17.2 | jdbc      | `flink-connector-jdbc` in a version for Flink 1.17, if there is one; known here is `<connector>org.apache.flink:flink-connector-jdbc:3.2.0-1.18</connector>`, for Flink 1.18
            2.0.2  | mysql-cdc | `flink-sql-connector-mysql-cdc` in a version for Flink 2.0, if there is one; none is known here
            1.17.2 | pulsar    | `flink-sql-connector-pulsar` 4.1.0 or newer for Flink 1.17, if there is one
            2.2.1  | dynamic-kafka | `<connector>org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2</connector>`
            2.0.2  | dynamic-kafka | `flink-sql-connector-kafka` 5.0.0 or newer for Flink 2.0, if there is one
            1.16.3 | kinesis   | `<connector>org.apache.flink:flink-sql-connector-kinesis:4.0.0-1.16</connector>`
            1.20.5 | mysql-cdc | `<connector>org.apache.flink:flink-sql-connector-mysql-cdc:3.5.0</connector>`
            """)
    void jarThatFitsIsNamedOrElseTheNearest(String flink, String connector, String remedy) {
        Subject subject = connectors(flink)
                .withTexts(new Texts(Map.of(), Map.of("job.py", "'connector' = '%s'".formatted(connector))));

        assertThat(Judged.by("PYF-226", subject))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies().get(0)).startsWith(remedy));
    }

    /** Which of several is released for the line one day is not known. */
    @Test
    void firstOfSeveralIsNamedBesideTheOneThatIsKnown() {
        Subject subject = connectors("2.3.0").withTexts(new Texts(Map.of(), Map.of("job.py", "'connector' = 'jdbc'")));

        assertThat(Judged.by("PYF-226", subject))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.remedies())
                                .contains(
                                        "or `flink-connector-jdbc` in a version for Flink 2.3, if there is one; none is known here"));
    }

    @Test
    void jarThatServesATableOptionIsEnough() {
        Subject subject = connectors("2.2.1", GROUP + "flink-sql-connector-kafka:5.0.0-2.2")
                .withTexts(new Texts(Map.of(), Map.of("job.py", "'connector' = 'kafka'")));

        assertThat(Judged.by("PYF-226", subject)).isEqualTo(List.of());
    }

    /** Those of Pulsar have tables since 4.1. */
    @ParameterizedTest
    @CsvSource({"4.0.0-1.17, 1", "4.1.0-1.17, 0", "nightly, 0"})
    void jarIsEnoughSinceTheVersionThatServesIt(String version, int problems) {
        Subject subject = connectors("1.17.2", GROUP + "flink-sql-connector-pulsar:" + version)
                .withTexts(new Texts(Map.of(), Map.of("job.py", "'connector' = 'pulsar'")));

        assertThat(Judged.by("PYF-226", subject))
                .hasSize(problems)
                .allSatisfy(problem -> assertThat(problem.toText())
                        .contains(
                                "versions of it before 4.1.0 have none, as the declared `org.apache.flink:flink-sql-connector-pulsar:4.0.0-1.17`",
                                "`flink-sql-connector-pulsar` 4.1.0 or newer for Flink 1.17, if there is one"));
    }

    @Test
    void moduleOfPyFlinkAsksForTheJarThatItCalls() {
        Subject subject = connectors("2.2.1")
                .withTexts(
                        new Texts(Map.of(), Map.of("job.py", "from pyflink.datastream.connectors.kafka import *\n")));

        assertThat(Judged.by("PYF-226", subject)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.toText())
                    .contains(
                            "`job.py` uses the module `pyflink.datastream.connectors.kafka`, and no jar brings what that calls",
                            "`TypeError: 'JavaPackage' object is not callable`",
                            "`<connector>org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2</connector>`");
        });
        assertThat(Judged.by(
                        "PYF-226",
                        connectors("2.2.1", GROUP + "flink-sql-connector-kafka:5.0.0-2.2")
                                .withTexts(subject.texts())))
                .isEmpty();
    }

    /** With one remedy for all of them. */
    @Test
    void whatOneJarBringsIsToldOnce() {
        Map<String, String> sources = Map.of(
                "a.py", "from pyflink.datastream.connectors.kafka import *\n'connector' = 'kafka'; 'format' = 'avro'",
                "b.sql", "'connector' = 'upsert-kafka'");

        assertThat(Judged.by("PYF-226", connectors("2.2.1").withTexts(new Texts(Map.of(), sources))))
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "`a.py` uses the connector `kafka` and the module `pyflink.datastream.connectors.kafka`,"
                                + " `b.sql` uses the connector `upsert-kafka`, and no jar brings what that needs",
                        "`a.py` uses the format `avro`, and no jar brings it");
    }

    @ParameterizedTest
    @CsvSource({"job.py, 1", "tests/job.py, 0", "etl/test/tables.sql, 0", "latest/job.py, 1", "test.py, 1"})
    void sourceOfATestAsksForNothing(String file, int problems) {
        Subject subject = connectors("2.2.1")
                .withTexts(new Texts(Map.of(), Map.of(file, "'connector' = 'kafka'; 'path' = 's3://lab/x'")));

        assertThat(Judged.by("PYF-226", subject)).hasSize(problems);
        assertThat(Judged.by("PYF-227", subject)).hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({
        "-C file:///mnt/kafka.jar, NOTE, WARNING",
        "--jarfile /mnt/kafka.jar, NOTE, NOTE",
        "-Dpipeline.jars=file:///mnt/kafka.jar, NOTE, NOTE",
        "-Drest.port=8081, WARNING, WARNING"
    })
    void jarOfACommandMayServeIt(String words, Problem.Severity ofCommand, Problem.Severity ofArguments) {
        List<String> command = List.of(("flink run " + words).split(" "));
        ImageSpec plain = connectors("2.2.1").spec();
        List<ImageSpec> specs = List.of(
                Invocations.running(plain, new Invocation(List.of(), command)),
                Invocations.running(plain, new Invocation(command, List.of())),
                plain.with(plain.contents().withJob(new JobSpec(Path.of("job"), "a.py").withArguments(command))));

        assertThat(specs)
                .flatExtracting(spec -> Judged.by(
                        "PYF-226",
                        Subject.of(spec).withTexts(new Texts(Map.of(), Map.of("a.py", "'connector' = 'kafka'")))))
                .extracting(Problem::severity)
                .containsExactly(ofCommand, ofCommand, ofArguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env.add_jars('file:///mnt/kafka.jar')", "t.execute_sql('ADD JAR /mnt/kafka.jar')"})
    void jarThatTheJobAddsMayServeIt(String line) {
        Subject subject = connectors("2.2.1")
                .withTexts(new Texts(Map.of(), Map.of("a.py", "'connector' = 'kafka'", "b.py", line)));

        assertThat(Judged.by("PYF-226", subject)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.NOTE);
            assertThat(problem.toText()).contains("no jar is known to bring it", "a jar that the job adds");
        });
    }
}

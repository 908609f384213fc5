package org.pyflinkimage.rules;

import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.config;
import static org.pyflinkimage.rules.Specs.connectors;
import static org.pyflinkimage.rules.Specs.spec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pyflinkimage.rules.Provocations.Provocation;
import org.pyflinkimage.rules.Subject.Texts;
import org.pyflinkimage.spec.ConnectorPlace;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;

/** Images that lack a jar for what they do, or have one that Flink brings. */
final class PluginProvocations {

    private PluginProvocations() {}

    static List<Provocation> all() {
        return List.of(
                Provocations.of(
                        "PYF-204",
                        "a reporter by its class",
                        config("2.3.0", Map.of("metrics.reporter.prom.class", "org.example.Reporter"))),
                Provocations.of(
                        "PYF-222",
                        "a reporter that is a plugin",
                        connectors("2.3.0", "org.apache.flink:flink-metrics-prometheus:2.3.0")),
                Provocations.of(
                        "PYF-224", "a part of Hadoop", connectors("1.20.5", "org.apache.hadoop:hadoop-common:3.3.6")),
                Provocations.of(
                        "PYF-224", "a part of Hadoop 2", connectors("1.20.5", "org.apache.hadoop:hadoop-client:2.8.3")),
                Provocations.of(
                        "PYF-224",
                        "a connector that calls Hadoop",
                        connectors("2.0.2", "org.apache.paimon:paimon-flink-2.0:1.1.1")),
                Provocations.of("PYF-226", "a job that reads Kafka and Avro", job()),
                Provocations.of(
                        "PYF-227",
                        "checkpoints in a bucket",
                        config("1.20.5", Map.of("state.checkpoints.dir", "s3://lab/checkpoints"))),
                Provocations.of(
                        "PYF-227",
                        "a job that reads a bucket",
                        Subject.of(spec(cell("1.20.5", 17, "3.11")))
                                .withTexts(new Texts(
                                        Map.of(),
                                        Map.of("words.py", "FileSink.for_row_format('s3://lab/words', encoder)\n")))),
                Provocations.of("PYF-237", "a connector among the job's files, under the name of one", covered()),
                Provocations.of("PYF-228", "a part that is called otherwise", parts("2.3.0", "s3-hadoop")),
                Provocations.of("PYF-228", "a part of older releases", parts("2.3.0", "cep-scala")));
    }

    private static Subject parts(String flink, String... names) {
        ImageSpec plain = spec(cell(flink, 17, "3.11"));
        return Subject.of(plain.with(plain.contents().withParts(DistributionParts.of(names))));
    }

    private static Subject covered() {
        String jar = "org.example:udf:1.0";
        ImageSpec plain = spec(cell("2.2.1", 17, "3.11"), List.of(), List.of(jar), Map.of());
        Map<MavenCoordinates, ConnectorPlace> places = Map.of(
                MavenCoordinates.parse(jar).orElseThrow(),
                ConnectorPlace.parse("usrlib").orElseThrow());
        return Subject.of(plain.with(plain.contents().withPlaces(places)))
                .withTexts(new Texts(Map.of(), Map.of(), Set.of("udf-1.0.jar"), Map.of()));
    }

    private static Subject job() {
        String sql = """
                t_env.execute_sql(\"\"\"CREATE TABLE words (word STRING) WITH (
                  'connector' = 'kafka', 'value.format' = 'avro', 'topic' = 'words')\"\"\")
                """;
        return Subject.of(spec(cell("2.2.1", 17, "3.11"))).withTexts(new Texts(Map.of(), Map.of("words.py", sql)));
    }
}

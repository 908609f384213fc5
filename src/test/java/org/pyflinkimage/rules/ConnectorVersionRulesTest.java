package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.connectors;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

class ConnectorVersionRulesTest {

    private static final List<String> CODES = List.of("PYF-220", "PYF-221", "PYF-222", "PYF-224", "PYF-225");
    private static final Pattern REMEDY = Pattern.compile("`<connector>([^<]+)</connector>`");

    /** Coordinates as their publishers have them in the central repository. */
    @ParameterizedTest
    @CsvSource({
        // flink-shaded has versions of its own behind those of what it shades
        "2.0.2, org.apache.flink:flink-shaded-hadoop-2-uber:2.8.3-10.0, fits",
        "1.20.5, org.apache.flink:flink-shaded-hadoop-2-uber:2.8.3-10.0, fits",
        "2.3.0, org.apache.flink:flink-shaded-guava:31.1-jre-17.0, fits",
        // Flink's own, since 1.16 with the line behind the version
        "1.16.3, org.apache.flink:flink-connector-cassandra_2.12:3.0.0-1.16, fits",
        "1.17.1, org.apache.flink:flink-connector-cassandra_2.12:3.0.0-1.16, note",
        "2.3.0, org.apache.flink:flink-connector-cassandra_2.12:3.0.0-1.16, error",
        "2.2.1, org.apache.flink:flink-connector-hbase-2.2:3.0.0-1.17, error",
        "1.17.1, org.apache.flink:flink-connector-hbase-2.2:3.0.0-1.17, fits",
        "1.19.1, org.apache.flink:flink-connector-aws-base:4.2.0-1.18, warning",
        "1.17.1, org.apache.flink:flink-connector-jdbc:1.17.2, fits",
        "1.16.3, org.apache.flink:flink-connector-kafka:1.16.2-csa1.11.0.1, fits",
        "1.17.1, org.apache.flink:flink-connector-kafka:1.16.2-csa1.11.0.1, warning",
        "2.3.0, org.apache.flink:flink-connector-kafka-0.10_2.11:1.7.2, error",
        "2.3.0, org.apache.flink:flink-s3-fs-hadoop:2.3.0, fits",
        "1.20.5, org.apache.flink:flink-sql-connector-hive-3.1.3_2.12:1.20.0, fits",
        "1.18.1, org.apache.flink:flink-ml-uber-1.17:2.3.0, note",
        "1.17.1, org.apache.flink:flink-ml-uber-1.17:2.3.0, fits",
        // Flink CDC: no suffix before 3.6, and nothing for Flink 2
        "1.20.5, org.apache.flink:flink-sql-connector-mysql-cdc:3.5.0, fits",
        "2.2.1, org.apache.flink:flink-sql-connector-mysql-cdc:3.5.0, error",
        "2.2.1, org.apache.flink:flink-sql-connector-mysql-cdc:3.7.0-2.2, fits",
        "2.2.1, org.apache.flink:flink-sql-connector-mysql-cdc:3.7.0-1.20, error",
        "1.20.5, org.apache.flink:flink-sql-connector-mysql-cdc:3.7.0-1.20, fits",
        "1.17.1, com.ververica:flink-sql-connector-mysql-cdc:2.4.2, fits",
        "2.3.0, com.ververica:flink-sql-connector-mysql-cdc:2.4.2, error",
        "2.3.0, com.alibaba.ververica:flink-connector-mysql-cdc:1.4.0, error",
        // others have it in the artifact's name
        "1.20.5, org.apache.iceberg:iceberg-flink-runtime-1.19:1.6.1, warning",
        "2.3.0, org.apache.iceberg:iceberg-flink-runtime-1.20:1.10.0, error",
        "2.0.2, org.apache.iceberg:iceberg-flink-runtime-2.0:1.10.0, fits",
        "1.20.5, org.apache.iceberg:iceberg-flink-1.20:1.10.0, fits",
        "1.20.5, org.apache.iceberg:iceberg-aws-bundle:1.10.0, fits",
        "1.20.5, org.apache.paimon:paimon-flink-1.18:1.0.0, warning",
        "2.0.2, org.apache.paimon:paimon-flink-2.0:1.1.1, fits",
        "2.0.2, org.apache.paimon:paimon-flink-action:1.1.1, fits",
        "2.0.2, org.apache.paimon:paimon-s3:1.1.1, fits",
        "1.20.5, org.apache.hudi:hudi-flink1.17-bundle:0.14.0, note",
        "1.17.1, org.apache.hudi:hudi-flink1.17-bundle:0.14.0, fits",
        "1.14.6, org.apache.hudi:hudi-flink1.14-bundle_2.12:0.11.1, fits",
        "2.3.0, org.apache.hudi:hudi-flink1.20-bundle:1.2.0, error",
        "1.20.5, org.apache.doris:flink-doris-connector-1.19:25.1.0, warning",
        "1.14.6, org.apache.doris:flink-doris-connector-1.14_2.12:1.1.0, fits",
        "2.3.0, org.apache.doris:flink-doris-connector-1.20:25.0.0, error",
        "1.20.5, com.starrocks:flink-connector-starrocks:1.2.9_flink-1.18, note",
        "1.19.1, com.starrocks:flink-connector-starrocks:1.2.9_flink-1.18, warning",
        "1.18.1, com.starrocks:flink-connector-starrocks:1.2.9_flink-1.18, fits",
        "1.14.6, com.starrocks:flink-connector-starrocks:1.2.3_flink-1.14_2.12, fits",
        "1.18.1, org.apache.fluss:fluss-flink-1.18:0.9.0-incubating, fits",
        "1.20.5, com.alibaba.fluss:fluss-flink-1.18:0.7.0, note",
        // one artifact for all lines of a major version
        "1.20.5, com.clickhouse.flink:flink-connector-clickhouse-1.17:0.9.5, fits",
        "2.3.0, com.clickhouse.flink:flink-connector-clickhouse-1.17:0.9.5, error",
        "2.3.0, com.clickhouse.flink:flink-connector-clickhouse-2.0.0:0.9.5, fits",
        "1.20.5, com.clickhouse.flink:flink-connector-clickhouse-2.0.0:0.9.5, error",
        "1.18.1, org.apache.gravitino:gravitino-flink-connector-runtime-1.18_2.12:1.2.0, fits",
        "1.20.5, org.apache.gravitino:gravitino-flink-1.18_2.12:1.2.0, note",
        "1.20.5, org.apache.amoro:amoro-format-mixed-flink-runtime-1.17:0.7.0, note",
        // no name tells anything
        "2.3.0, io.delta:delta-flink:3.3.0, fits",
        "2.3.0, org.apache.bahir:flink-connector-redis_2.12:1.1.0, fits",
        "2.3.0, com.example:connector:1.0-2.0, fits",
        "1.20.5, mysql:mysql-connector-java:8.0.30, fits"
    })
    void namesTellTheFlinkThatAJarIsMadeFor(String flink, String connector, String expected) {
        assertThat(Judged.by("PYF-220", connectors(flink, connector)).stream()
                        .map(problem -> problem.severity().name().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse("fits"))
                .isEqualTo(expected);
    }

    static List<String> releases() {
        return Facts.shipped().releases().keySet().stream().map(String::valueOf).toList();
    }

    /** Two verdicts must not contradict each other, and no remedy may name a jar that nobody has seen. */
    @ParameterizedTest
    @MethodSource("releases")
    void whateverIsProposedIsAccepted(String flink) {
        for (String connector : seen()) {
            for (Problem problem : judged(flink, connector)) {
                for (String proposed : proposedBy(problem)) {
                    assertThat(judged(flink, proposed))
                            .as("%s of %s on Flink %s", proposed, problem.code(), flink)
                            .noneMatch(found -> found.severity() != Severity.NOTE && !isAlone(proposed, found));
                    assertThat(seen())
                            .as("%s of %s on %s", proposed, problem.code(), flink)
                            .containsAnyOf(proposed, withOtherVersion(proposed));
                }
            }
        }
    }

    @Test
    void everySeenVersionIsMadeForItsLine() {
        facts().versions()
                .newest()
                .forEach((artifact, versions) -> versions.forEach((line, version) -> {
                    String flink = releases().stream()
                            .filter(release -> release.startsWith(line + "."))
                            .findFirst()
                            .orElseThrow();
                    assertThat(Judged.by("PYF-220", connectors(flink, "org.apache.flink:" + artifact + ":" + version)))
                            .isEmpty();
                }));
    }

    private static ConnectorFacts facts() {
        return Facts.shipped().connectors();
    }

    /** Every jar that the facts know, in every version that they know. */
    private static Set<String> seen() {
        TreeSet<String> seen = new TreeSet<>();
        facts().versions()
                .newest()
                .forEach((artifact, versions) -> versions.values()
                        .forEach(version -> seen.add("org.apache.flink:%s:%s".formatted(artifact, version))));
        facts().own().released().forEach(artifact -> seen.add(withOtherVersion("org.apache.flink:" + artifact + ":?")));
        Map<String, String> marked = Map.of(
                "org.apache.iceberg:iceberg-flink-runtime-%s:%s", "1.20 1.11.0 2.0 1.11.0",
                "org.apache.paimon:paimon-flink-%s:%s", "1.20 1.3.1 2.0 2.0.0",
                "org.apache.doris:flink-doris-connector-%s:%s", "1.20 25.0.0");
        marked.forEach((pattern, versions) -> {
            List<String> words = List.of(versions.split(" ", -1));
            for (int i = 0; i < words.size(); i += 2) {
                seen.add(pattern.formatted(words.get(i), words.get(i + 1)));
            }
        });
        Stream.of("1.2.7_flink-1.15", "1.2.9_flink-1.16", "1.2.10_flink-1.18", "1.2.10_flink-1.19")
                .forEach(version -> seen.add("com.starrocks:flink-connector-starrocks:" + version));
        seen.add(facts().hadoop().whole2());
        return seen;
    }

    /** What wants something beside it may be proposed, where nobody has seen one that has it inside; then PYF-224 tells the rest. */
    private static boolean isAlone(String proposed, Problem found) {
        return found.code().equals("PYF-224")
                && (proposed.startsWith("org.apache.paimon:")
                        || proposed.startsWith("org.apache.iceberg:")
                        || (proposed.startsWith("org.apache.flink:flink-connector-")
                                && proposedBy(found).isEmpty()));
    }

    private static String withOtherVersion(String coordinates) {
        return coordinates.substring(0, coordinates.lastIndexOf(':')) + ":1.14.0";
    }

    private static List<Problem> judged(String flink, String connector) {
        return CODES.stream()
                .flatMap(code -> Judged.by(code, connectors(flink, connector)).stream())
                .toList();
    }

    private static List<String> proposedBy(Problem problem) {
        return problem.remedies().stream()
                .flatMap(remedy -> {
                    Matcher matcher = REMEDY.matcher(remedy);
                    return matcher.find() ? Stream.of(matcher.group(1)) : Stream.empty();
                })
                .toList();
    }
}

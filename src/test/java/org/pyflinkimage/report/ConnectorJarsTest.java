package org.pyflinkimage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.Database;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.spec.MavenCoordinates;

class ConnectorJarsTest {

    private static final FlinkMinor OLDER = new FlinkMinor(1, 20);
    private static final FlinkMinor NEWER = new FlinkMinor(2, 2);

    private final ConnectorJars jars = new ConnectorJars(
            LocalDate.of(2026, 11, 30),
            "a mirror",
            new TreeMap<>(Map.of(OLDER, "1.20.5", NEWER, "2.2.1")),
            List.of(
                    new ConnectorJars.Jar(
                            "org.example:a:1",
                            List.of(NEWER),
                            List.of("a", "b"),
                            17,
                            List.of("Hadoop"),
                            new TreeMap<>()),
                    new ConnectorJars.Jar(
                            "org.example:b:1",
                            List.of(OLDER),
                            List.of(),
                            8,
                            List.of(),
                            new TreeMap<>(Map.of(NEWER, 12)))),
            List.of("org.example:c:1"));

    @Test
    void whatIsRecordedIsRead() {
        assertThat(ConnectorJars.read(jars.toJson())).isEqualTo(jars);
    }

    /** A connector, a version or a line that joins the facts is a reason to record anew: CONTRIBUTING.md says how. */
    @Test
    void allThatTheFactsKnowIsRecorded() {
        Facts facts = Facts.shipped();
        ConnectorJars recorded = ConnectorJars.recorded();
        SortedMap<String, SortedSet<FlinkMinor>> known = ConnectorJars.known(facts);
        SortedMap<String, SortedSet<FlinkMinor>> had = new TreeMap<>(known);
        had.keySet().removeAll(recorded.absent());

        assertThat(recorded.jars())
                .extracting(ConnectorJars.Jar::connector, jar -> new TreeSet<>(jar.madeFor()))
                .containsExactlyElementsOf(had.entrySet().stream()
                        .map(jar -> tuple(jar.getKey(), jar.getValue()))
                        .toList());
        assertThat(recorded.absent()).isSubsetOf(known.keySet());
        // Connectors for older lines are held against these alone.
        FlinkMinor oldest = recorded.flinks().firstKey();
        assertThat(recorded.flinks().keySet())
                .containsExactlyElementsOf(facts.lines().keySet().stream()
                        .filter(line -> line.compareTo(oldest) >= 0)
                        .toList());
    }

    /** What was read of the jars, and what facts say of them by name: where one of both changes, the other is to be looked at. */
    @Test
    void whatIsRecordedIsWhatTheFactsSay() {
        ConnectorFacts facts = Facts.shipped().connectors();

        assertThat(ConnectorJars.recorded().jars()).allSatisfy(jar -> {
            MavenCoordinates coordinates =
                    MavenCoordinates.parse(jar.connector()).orElseThrow();
            String artifact = coordinates.artifactId();
            assertThat(facts.served())
                    .filteredOn(served -> served.artifacts().contains(artifact)
                            && !served.option().equals(ConnectorFacts.Served.MODULE))
                    .allSatisfy(served -> assertThat(jar.answers().contains(served.value()))
                            .as(served.value())
                            .isEqualTo(served.isServedIn(coordinates.version())));
            boolean connects = jar.answers().contains("jdbc")
                    || Database.shipped().all().stream()
                            .flatMap(database -> database.connectors().stream())
                            .anyMatch(jar.answers()::contains);
            List<String> lacks = new ArrayList<>();
            if (connects) {
                lacks.add("a driver");
            }
            if (facts.hadoop().callers().stream().anyMatch(jar.connector()::startsWith)) {
                lacks.add("Hadoop");
            }
            Optional.ofNullable(facts.kin().clients().get(artifact))
                    .ifPresent(client -> lacks.add("`%s`".formatted(client)));
            assertThat(jar.lacks()).isEqualTo(lacks);
        });
    }

    /** Where a database joins the facts, so does its dialect in a jar of its own. */
    @Test
    void dialectsThatTheFactsSpeakOfAreRecorded() {
        assertThat(ConnectorJars.recorded().jars())
                .extracting(jar ->
                        MavenCoordinates.parse(jar.connector()).orElseThrow().artifactId())
                .containsAll(Database.shipped().all().stream()
                        .flatMap(database -> database.dialects().stream())
                        .map("flink-connector-jdbc-"::concat)
                        .toList());
    }

    @Test
    void newestFlinkStandsFirst() {
        assertThat(jars.section().lines())
                .contains(
                        "| `<connector>` | answers to | Java | needs beside it | 2.2 | 1.20 |",
                        "| `org.example:a:1` | `a`, `b` | 17 | Hadoop | ● | ○ |",
                        "| `org.example:b:1` |  | 8 |  | 12 | ● |",
                        "Not to be had there: `org.example:c:1`.");
    }
}

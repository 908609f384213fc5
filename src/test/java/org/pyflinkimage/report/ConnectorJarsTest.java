package org.pyflinkimage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkMinor;

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

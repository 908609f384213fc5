package org.pyflinkimage.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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

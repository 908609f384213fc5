package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.config;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;

class PortRulesTest {

    @ParameterizedTest
    @CsvSource({
        "rest.port, 8081, jobmanager.rpc.port, 6123",
        "rest.port, 8081, rest.bind-port, 8081",
        "rest.port, 8081, rest.bind-port, 8090-8099",
        "rest.port, 8081, taskmanager.rpc.port, 8081",
        "blob.server.port, 0, taskmanager.data.port, 65535",
        "blob.server.port, '50100-50200,50300', taskmanager.rpc.port, 0",
        "taskmanager.rpc.port, 0, taskmanager.data.port, 0"
    })
    void usualPortsAreLeftInPeace(String first, String one, String second, String other) {
        assertThat(found(first, one, second, other)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "blob.server.port, 65536, rest.port, 8081, no port",
        "blob.server.port, http, rest.port, 8081, no port",
        "blob.server.port, 1-2-x, rest.port, 8081, no port",
        "blob.server.port, 8081, rest.port, 8081, one process would listen on port 8081 twice",
        "taskmanager.rpc.port, 7000, taskmanager.data.port, 7000, one process would listen on port 7000 twice"
    })
    void portsThatCannotBeListenedOnAreErrors(String first, String one, String second, String other, String what) {
        assertThat(found(first, one, second, other)).singleElement().satisfies(problem -> {
            assertThat(problem.what()).startsWith(what);
            assertThat(problem.severity()).isEqualTo(Severity.ERROR);
        });
    }

    /** As `options.json` has them: numbers, or texts that Flink makes ranges of. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.3.0  | rest.port                     | 8081-8090   | true
            2.3.0  | rest.port                     | http        | true
            2.3.0  | jobmanager.rpc.port           | 6123-6130   | true
            2.3.0  | jobmanager.rpc.bind-port      | 6123,6124   | true
            2.3.0  | taskmanager.data.port         | 50000-50100 | true
            1.18.1 | taskmanager.data.bind-port    | 50000-50100 | true
            1.19.3 | taskmanager.data.bind-port    | 50000-x     | false
            2.3.0  | taskmanager.rpc.port          | x           | false
            2.3.0  | metrics.reporter.prom.port    | x           | true
            2.9.0  | rest.port                     | x           | true
            2.9.0  | taskmanager.data.port         | 50000-50100 | true
            2.9.0  | taskmanager.rpc.port          | x           | false
            1.16.3 | rest.port                     | 8081-8090   | true
            1.13.6 | rest.port                     | http        | true
            1.16.3 | taskmanager.data.bind-port    | 50000-50100 | true
            1.16.3 | blob.server.port              | x           | false
            """)
    void remedyNamesARangeOnlyWhereFlinkReadsOne(String flink, String key, String port, boolean one) {
        assertThat(Judged.by("PYF-208", config(flink, Map.of(key, port))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.ERROR);
                    assertThat(problem.remedies().get(0).contains("range")).isNotEqualTo(one);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "1.19.3, taskmanager.data.bind-port, 50000-50100",
        "2.3.0, rest.bind-port, 8081-8090",
        "2.3.0, taskmanager.rpc.port, 50100-50200",
        "2.3.0, metrics.reporter.prom.port, 9249-9260",
        "2.3.0, taskmanager.data.port, 50000",
        "2.9.0, taskmanager.data.bind-port, 50000-50100",
        "1.16.3, rest.bind-port, 8081-8090"
    })
    void rangeIsLeftInPeaceWhereFlinkReadsOne(String flink, String key, String port) {
        assertThat(Judged.by("PYF-208", config(flink, Map.of(key, port)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rest.port, 9000, 8081", "jobmanager.rpc.port, 6124, 6123"})
    void portThatTheImageDoesNotExposeIsOnlyNoted(String key, String port, String exposed) {
        assertThat(Judged.by("PYF-208", config("2.3.0", Map.of(key, port))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).startsWith("the image exposes port " + exposed);
                    assertThat(problem.severity()).isEqualTo(Severity.NOTE);
                });
    }

    private static List<Problem> found(String first, String one, String second, String other) {
        return Judged.by("PYF-208", config("2.3.0", Map.of(first, one, second, other)));
    }
}

package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;
import static org.pyflinkimage.rules.Specs.spec;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.Problem;

class ReporterRulesTest {

    private static final String NONE = "";

    private static List<Problem> problems(String flink, String connector, String key, String value) {
        List<String> connectors = connector.equals(NONE) ? List.of() : List.of(connector);
        return Judged.by(
                "PYF-236", Subject.of(spec(cell(flink, 11, "3.10"), List.of(), connectors, Map.of(key, value))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.3.0  | ''                                       | factory.class | org.apache.flink.metrics.prometheus.PrometheusReporterFactory
            1.17.2 | ''                                       | factory.class | org.apache.flink.metrics.prometheus.PrometheusReporterFactory
            2.3.0  | ''                                       | factory.class | org.apache.flink.metrics.slf4j.Slf4jReporterFactory
            2.3.0  | org.example:reporter:1.0                 | factory.class | org.example.ReporterFactory
            1.17.2 | org.apache.flink:flink-metrics-otel:2.3.0 | factory.class | org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory
            2.3.0  | ''                                       | class         | org.example.Reporter
            """)
    void reporterThatIsThereIsLeftInPeace(String flink, String connector, String key, String value) {
        assertThat(problems(flink, connector, "metrics.reporter.mine." + key, value))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2.3.0  | ''                       | factory.class | org.example.ReporterFactory                                | the jar that has the class
            2.3.0  | org.example:reporter:1.0 | factory.class | org.apache.flink.metrics.prometheus.PrometheusReporter     | `org.apache.flink.metrics.prometheus.PrometheusReporterFactory`
            1.17.2 | ''                       | factory.class | org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory | the jar that has the class
            1.20.5 | ''                       | class         | org.apache.flink.metrics.prometheus.PrometheusReporter     | `<flinkConfig><metrics.reporter.mine.factory.class>org.apache.flink.metrics.prometheus.PrometheusReporterFactory<
            """)
    void reporterThatNothingBringsIsTold(String flink, String connector, String key, String value, String remedy) {
        assertThat(problems(flink, connector, "metrics.reporter.mine." + key, value))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies().get(0)).startsWith(remedy));
    }
}

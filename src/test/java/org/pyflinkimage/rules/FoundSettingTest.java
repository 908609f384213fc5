package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.config;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules advise holds where it would be written: the entrypoint puts its variable's lines over all else. */
class FoundSettingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PYF-234 | parallelism.default          | four              | the line `parallelism.default: …` of `<environment><FLINK_PROPERTIES>` (-Dpyflink.environment.FLINK_PROPERTIES) with
            PYF-235 | pipeline.jars                | /mnt/x.jar        | the line `pipeline.jars: file:///mnt/x.jar` in its place in `<environment><FLINK_PROPERTIES>`
            PYF-235 | pipeline.jars                | x.jar             | the line `pipeline.jars: file:///FOLDER/x.jar` in its place in `<environment><FLINK_PROPERTIES>`, with the folder
            PYF-236 | metrics.reporter.mine.class  | org.apache.flink.metrics.jmx.JMXReporter | the line `metrics.reporter.mine.factory.class: org.apache.flink.metrics.jmx.JMXReporterFactory` in its place in `<environment><FLINK_PROPERTIES>`
            PYF-207 | jobmanager.rpc.address       | localhost         | the line `jobmanager.rpc.address: jobmanager` in its place in `<environment><FLINK_PROPERTIES>`, or without that line the variable
            """)
    void wayOutIsTheVariableWhereThatHasTheLastWord(String code, String key, String value, String remedy) {
        String flink = code.equals("PYF-236") ? "1.20.5" : "2.3.0";
        assertThat(Judged.by(
                        code,
                        config(flink, Map.of())
                                .withContainer(Containers.environment(Map.of("FLINK_PROPERTIES", key + ": " + value)))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies().get(0)).startsWith(remedy));
        assertThat(Judged.by(code, config(flink, Map.of(key, value))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedies().get(0)).startsWith("`<flinkConfig>"));
    }
}

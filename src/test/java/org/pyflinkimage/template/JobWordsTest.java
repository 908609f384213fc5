package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;

class JobWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dev --job=x  | dev --job=x         | dev --job=x
            --job=x dev  | -- -- --job=x dev   | -- --job=x dev
            -            | -- -- -             | -- -
            --           | -- -- --            | -- --
            a-b          | a-b                 | a-b
            """)
    void whatBeginsLikeAnOptionStandsBehindASeparatorForEachCommandLine(
            String arguments, String client, String driver) {
        JobSpec job = Specs.job("a.py").orElseThrow().withArguments(List.of(arguments.split(" ")));

        assertThat(JobWords.model(job))
                .containsEntry("arguments", List.of(arguments.split(" ")))
                .containsEntry("clientArguments", List.of(client.split(" ")))
                .containsEntry("driverArguments", List.of(driver.split(" ")));
    }

    @Test
    void entryIsAFileOrAModule() {
        JobSpec job = Specs.job("a.py").orElseThrow();

        assertThat(JobWords.model(job)).isEqualTo(model("a.py", "-py", "/opt/flink/usrlib/a.py"));
        assertThat(JobWords.model(job.with(new JobEntry.Module("b.c", "b/c.py"))))
                .isEqualTo(model("b/c.py", "-pym", "b.c"));
        assertThat(JobWords.ofNone().keySet()).isEqualTo(JobWords.model(job).keySet());
    }

    private static Map<String, Object> model(String file, String... options) {
        return Map.of(
                "entry", "/opt/flink/usrlib/" + file,
                "options", List.of(options),
                "arguments", List.of(),
                "clientArguments", List.of(),
                "driverArguments", List.of(),
                "jars", List.of());
    }
}

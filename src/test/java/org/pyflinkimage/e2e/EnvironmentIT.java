package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the entrypoint makes of FLINK_PROPERTIES and of the variables beside it, as the running JobManager has it. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class EnvironmentIT {

    private static final String OPTIONS = "env.java.opts.all";

    private static final String PROPERTIES = """
            # A comment, options with a blank between them, a key of the image's own file, a key given twice.
            env.java.opts.all: -Dfoo=1 -Dbar=2
            parallelism.default: 3
            web.refresh-interval: 7000
            web.refresh-interval: 9000
            """;

    @Parameter
    private BuiltProject project;

    private Container jobManager;
    private WebInterface web;

    @BeforeParameterizedClassInvocation
    void start(BuiltProject built, LoadedImages images) {
        jobManager = images.of(built)
                .container()
                .environment("FLINK_PROPERTIES", PROPERTIES)
                .environment("JOB_MANAGER_RPC_ADDRESS", "localhost")
                .environment("TASK_MANAGER_NUMBER_OF_TASK_SLOTS", "6")
                .start("jobmanager");
        web = new WebInterface(jobManager, 8081);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (jobManager != null) {
            jobManager.close();
        }
    }

    @Test
    void optionsReachTheJvmBesideThoseOfTheImage() {
        web.await("/config");
        String shipped = optionsOfTheImage();

        List<String> words =
                List.of(jobManager.python("java_options.py").strip().split(" "));

        assertThat(words).contains("-Dfoo=1", "-Dbar=2");
        assertThat(words)
                .containsAll(Pattern.compile(" ")
                        .splitAsStream(shipped)
                        .filter(word -> !word.isEmpty())
                        .toList());
        // Flink 1.17 ships none; a newer one does not run without them.
        assertThat(shipped.contains("--add-opens=")).isEqualTo(project == BuiltProject.NEWEST);
    }

    @Test
    void flinkReadsTheLastValueOfAKey() {
        web.await("/config");

        assertThat(configurationOfFlink())
                .containsEntry("parallelism.default", "3")
                .containsEntry("web.refresh-interval", "9000")
                .containsEntry("taskmanager.numberOfTaskSlots", "6")
                .containsEntry("jobmanager.rpc.address", "localhost")
                .hasEntrySatisfying(OPTIONS, options -> assertThat(options).endsWith("-Dfoo=1 -Dbar=2"));
    }

    @Test
    void everyKeyStandsOnceAndTheSameAfterARestart() {
        web.await("/config");
        List<String> before = effectiveLines();

        jobManager.restart(Duration.ofSeconds(10));
        web.await("/config");

        List<String> after = effectiveLines();
        assertThat(after).isEqualTo(before);
        assertThat(after.stream().map(line -> line.substring(0, line.indexOf(':'))))
                .contains(OPTIONS, "parallelism.default", "web.refresh-interval", "taskmanager.numberOfTaskSlots")
                .doesNotHaveDuplicates();
    }

    private String optionsOfTheImage() {
        String file = project == BuiltProject.NEWEST ? "config.yaml" : "flink-conf.yaml";
        return jobManager.exec("sed", "-n", "s/^" + OPTIONS + ": //p", "/opt/flink/conf/" + file);
    }

    private Map<String, String> configurationOfFlink() {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode pair : web.get("/jobmanager/config")) {
            values.put(pair.required("key").asText(), pair.required("value").asText());
        }
        return values;
    }

    private List<String> effectiveLines() {
        return Arrays.stream(jobManager.python("effective_configuration.py").split("\n"))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}

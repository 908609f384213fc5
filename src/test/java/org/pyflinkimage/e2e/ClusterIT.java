package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JobManager and TaskManager of one image, and jobs submitted to them by {@code flink run -py}. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class ClusterIT implements RunsJobs {

    private static final Duration JOB = Duration.ofMinutes(1);
    private static final String JOBS = "/opt/flink/usrlib/";

    @Parameter
    private BuiltProject project;

    private FlinkCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(BuiltProject built, LoadedImages images) {
        // As Flink's own Compose file has it, with a value that contains a blank.
        String properties = """
                jobmanager.rpc.address: jobmanager
                taskmanager.numberOfTaskSlots: 2
                env.java.opts.taskmanager: -Dfirst.option=1 -Dsecond.option=2
                """;
        cluster = FlinkCluster.start(
                images.of(built), container -> container.environment("FLINK_PROPERTIES", properties));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void taskManagerRegistersWithTheSlotsAskedFor() {
        JsonNode overview = cluster.rest("/overview");

        assertThat(overview.required("taskmanagers").asInt()).isEqualTo(1);
        assertThat(overview.required("slots-total").asInt()).isEqualTo(2);
        assertThat(overview.required("flink-version").asText()).isEqualTo(project.flink());
    }

    @Test
    void everythingRunsAsTheUserFlink() {
        assertThat(cluster.jobManager().exec("id", "-u")).isEqualTo("9999");
        assertThat(cluster.taskManager().python("java_options.py").lines().toList())
                .as("owners and options of the Java programs")
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("9999 "));
    }

    @Test
    void propertyWithBlanksKeepsThem() {
        assertThat(cluster.taskManager().python("java_options.py"))
                .contains(" -Dfirst.option=1 ", " -Dsecond.option=2 ");
    }

    @Test
    void jemallocIsTheAllocator() {
        assertThat(cluster.taskManager().exec("sh", "-c", "grep -l jemalloc /proc/[0-9]*/maps | wc -l"))
                .isNotEqualTo("0");
    }

    @Test
    void taskManagerServesMetrics() {
        assertThat(cluster.metric("Status.JVM.Memory.Heap.Used")).isPositive();
    }

    @Test
    void logsArePrintedAndShownInTheWebInterface() {
        String startOfJobManager = "Starting StandaloneSessionClusterEntrypoint (Version: " + project.flink();
        String startOfTaskManager = "Starting TaskManager (Version: " + project.flink();

        assertThat(cluster.jobManager().logs()).contains(startOfJobManager);
        assertThat(cluster.taskManager().logs()).contains(startOfTaskManager);
        assertThat(cluster.restText("/jobmanager/log")).contains(startOfJobManager);
        assertThat(cluster.restText("/taskmanagers/" + cluster.taskManagerId() + "/log"))
                .contains(startOfTaskManager);
        assertThat(cluster.rest("/jobmanager/logs").required("logs")).isNotEmpty();
        assertThat(cluster.rest("/taskmanagers/" + cluster.taskManagerId() + "/logs")
                        .required("logs"))
                .isNotEmpty();
    }

    @Test
    void logsAreFreeOfLoggingAndStartErrors() {
        assertThat(cluster.jobManager().logs() + cluster.taskManager().logs())
                .doesNotContain("log4j:WARN", "StatusLogger", "command not found", "Permission denied", "No such file");
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }

    @Test
    void pandasFunctionRuns() {
        assertThat(cluster.run(JOBS + "pandas_function.py"))
                .containsPattern("\\|\\s+2 \\|")
                .containsPattern("\\|\\s+40 \\|")
                .containsPattern("\\|\\s+600 \\|")
                .contains("3 rows in set");
    }

    @Test
    void moduleOfTheJobIsFoundOnTheTaskManager() {
        assertThat(cluster.run(JOBS + "own_module.py"))
                .containsPattern("\\|\\s+20 \\|")
                .containsPattern("\\|\\s+21 \\|")
                .contains("2 rows in set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table/word_count.py", "datastream/word_count.py"})
    void examplesOfThePyFlinkWheelFinish(String example) {
        List<String> before = cluster.jobStates();

        cluster.run(project.sitePackages() + "/pyflink/examples/" + example);

        List<String> after = cluster.jobStates();
        assertThat(after).hasSize(before.size() + 1);
        assertThat(after).allMatch("FINISHED"::equals);
        assertThat(cluster.taskManager().logs()).containsPattern("(?m)^(\\+I\\[)?\\(?\\W*To[,\\s]");
    }

    /** The arguments are those of the rendered flinksessionjob.yaml. */
    @Test
    void jobThatTheKubernetesOperatorSubmitsFinishes() {
        String job = cluster.jobManager()
                .python(
                        "submit_empty_jar.py",
                        "org.apache.flink.client.python.PythonDriver",
                        "-py",
                        project.sitePackages() + "/pyflink/examples/datastream/word_count.py");

        Waiting.until(
                "the end of job " + job,
                JOB,
                () -> Optional.of(cluster.rest("/jobs/" + job).required("state").asText())
                        .filter("FINISHED"::equals),
                cluster::endOfLogs);
    }
}

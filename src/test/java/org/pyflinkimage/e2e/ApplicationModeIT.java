package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code standalone-job}: a JobManager that runs one job and ends with it. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
class ApplicationModeIT {

    private static final Duration JOB = Duration.ofMinutes(2);
    private static final String DRIVER = "org.apache.flink.client.python.PythonDriver";

    @Parameter
    private BuiltProject project;

    @Test
    void withoutAClassTheImagesOwnJobRuns(LoadedImages images) {
        String log = logOfJob(images, "standalone-job");

        assertThat(rows(log)).contains(RunsJobs.THREE_ROWS);
        assertThat(log).contains("3 rows in set", "reached terminal state FINISHED");
    }

    /** What the JobManager logs meanwhile may come between them. */
    private static String rows(String log) {
        return log.lines().filter(line -> line.startsWith("| ")).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void withAClassFlinkGetsWhatFollowsAndTheJobTheRest(LoadedImages images) {
        String job = "000000000000000000000000000c0de5";

        assertThat(logOfJob(
                        images,
                        "standalone-job",
                        "--job-classname",
                        DRIVER,
                        "--job-id",
                        job,
                        "-Dpipeline.name=named here",
                        "-py",
                        "/opt/flink/usrlib/execution_mode.py",
                        "thread"))
                .contains("42 inside of java")
                .contains("(" + job + ") switched from state RUNNING to FINISHED")
                .doesNotContain("3 rows in set");
    }

    /** What the JobManager printed; its container has to end well, and of its own accord. */
    private String logOfJob(LoadedImages images, String... command) {
        try (FlinkCluster cluster = FlinkCluster.launch(images.of(project), container -> container, command)) {
            assertThat(cluster.jobManager().await(JOB)).as(cluster.endOfLogs()).isZero();
            return cluster.jobManager().logs();
        }
    }
}

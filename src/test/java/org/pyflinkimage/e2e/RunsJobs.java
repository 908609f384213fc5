package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.spec.JobSpec;

/** The jobs that every image has to run, wherever its Java, its Python and its Flink come from. */
interface RunsJobs {

    /** What the founding job prints, to the character. */
    String THREE_ROWS = """
            | +I |                           Jack |                  100 |
            | +I |                           Rose |                  300 |
            | +I |                           Jack |                  200 |
            """;

    /** What the image declares for them. */
    static JobSpec job() {
        return new JobSpec(Path.of("src/it/jobs").toAbsolutePath(), "three_rows.py");
    }

    /** A cluster of the image. */
    FlinkCluster cluster();

    /** Runs a shell's script in the TaskManager, and gives what it prints. */
    default String shell(String script) {
        return cluster().taskManager().exec("sh", "-c", script);
    }

    /** Runs a job's file, and gives what it prints. */
    private String run(String file, String... arguments) {
        return cluster().run("/opt/flink/usrlib/" + file, arguments);
    }

    @Test
    default void foundingJobPrintsItsThreeRows() {
        assertThat(run("three_rows.py")).contains(THREE_ROWS, "3 rows in set");
    }

    @Test
    default void functionRunsInsideOfThePythonWorker() {
        assertThat(run("execution_mode.py", "process")).contains("42 inside of python");
    }

    @Test
    default void functionRunsInsideOfTheTaskManager() {
        assertThat(run("execution_mode.py", "thread")).contains("42 inside of java");
    }
}

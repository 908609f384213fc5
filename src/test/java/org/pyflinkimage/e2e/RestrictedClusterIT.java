package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

/** The same as strict clusters run it: a user that the image does not know, and no file that can be written but in {@code /tmp}. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class RestrictedClusterIT {

    @Parameter
    private BuiltProject project;

    private FlinkCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(BuiltProject built, LoadedImages images) {
        if (built == BuiltProject.FOUNDING) {
            RequireTools.slowProof("a restricted cluster of the oldest Flink");
        }
        BroughtPackage brought = BroughtPackage.in(Folders.empty("brought/" + built));
        cluster = FlinkCluster.start(
                images.of(built),
                container -> brought.to(container)
                        .readOnly()
                        .user("12345:0")
                        .environment("JOB_MANAGER_RPC_ADDRESS", "jobmanager")
                        .environment("TASK_MANAGER_NUMBER_OF_TASK_SLOTS", "3"));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void settingsOfTheEnvironmentReachFlink() {
        assertThat(cluster.jobManager().exec("id", "-u")).isEqualTo("12345");
        assertThat(cluster.rest("/overview").required("slots-total").asInt()).isEqualTo(3);
    }

    @Test
    void logsAreShownInTheWebInterfaceAllTheSame() {
        assertThat(cluster.restText("/jobmanager/log")).contains("Starting StandaloneSessionClusterEntrypoint");
        assertThat(cluster.restText("/taskmanagers/" + cluster.taskManagerId() + "/log"))
                .contains("Starting TaskManager");
    }

    @Test
    void foundingJobPrintsItsThreeRows() {
        assertThat(cluster.run("/opt/flink/usrlib/three_rows.py")).contains(RunsJobs.THREE_ROWS, "3 rows in set");
    }

    @Test
    void requirementsOfAJobAreInstalledBesideTheImagesOwn() {
        assertThat(cluster.run("/opt/flink/usrlib/brought_package.py", "-pyreq", BroughtPackage.REQUIREMENTS))
                .contains("42 by brought", "1 row in set");
        assertThat(cluster.taskManager().exec("pip", "list", "--format=freeze"))
                .contains("pip==", "apache-flink==")
                .doesNotContain("brought");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table/word_count.py", "datastream/word_count.py"})
    void examplesOfThePyFlinkWheelFinish(String example) {
        List<String> before = cluster.jobStates();

        cluster.run(project.sitePackages() + "/pyflink/examples/" + example);

        assertThat(cluster.jobStates()).hasSize(before.size() + 1).allMatch("FINISHED"::equals);
    }
}

package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;

/** The ways into an image: what its entrypoint makes of its arguments, and how its programs end. */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class EntrypointIT {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofSeconds(60);

    @Parameter
    private BuiltProject project;

    private LoadedImage image;

    @BeforeParameterizedClassInvocation
    void load(BuiltProject built, LoadedImages images) {
        image = images.of(built);
    }

    @Test
    void jobManagerEndsInTimeWhenAsked() {
        try (Container container = image.container().hostName("jobmanager").start("jobmanager")) {
            awaitLog(container, "Rest endpoint listening");

            assertEndsInTime(container);
        }
    }

    @Test
    void taskManagerEndsInTimeWhenAsked() {
        // With a name of its own it does not have to look for one by calling a JobManager.
        ContainerRequest alone = image.container()
                .environment("JOB_MANAGER_RPC_ADDRESS", "localhost")
                .environment("FLINK_PROPERTIES", "taskmanager.host: localhost");
        try (Container container = alone.start("taskmanager")) {
            awaitLog(container, "Connecting to ResourceManager");

            assertEndsInTime(container);
        }
    }

    @Test
    void historyServerAnswersAndEndsInTimeWhenAsked() {
        ContainerRequest request =
                image.container().environment("FLINK_PROPERTIES", "historyserver.archive.fs.dir: file:///tmp/finished");
        try (Container container = request.start("history-server")) {
            JsonNode answer = new WebInterface(container, 8082).await("/config");

            assertThat(answer.required("flink-version").asText()).isEqualTo(project.flink());
            assertThat(answer.at("/features/web-history").asBoolean()).isTrue();
            assertEndsInTime(container);
        }
    }

    @Test
    void pluginOfTheDistributionIsEnabled() {
        String name = "flink-python-" + project.flink();
        ContainerRequest request = image.container().environment("ENABLE_BUILT_IN_PLUGINS", name + ".jar");
        try (Container container =
                request.start("readlink", "-e", "/opt/flink/plugins/%1$s/%1$s.jar".formatted(name))) {
            assertThat(container.await(GRACE)).as(container.logs()).isZero();
            assertThat(container.standardOutput()).isEqualTo("/opt/flink/opt/" + name + ".jar\n");
        }
    }

    @Test
    void pluginIsEnabledBesideTheOthersWhereTheImageCannotBeWritten() {
        String name = "flink-python-" + project.flink();
        ContainerRequest request = image.container()
                .readOnly()
                .user("12345:0")
                .environment("ENABLE_BUILT_IN_PLUGINS", "%1$s.jar; %1$s.jar".formatted(name));
        try (Container container = request.start("sh", "-c", "cd $FLINK_PLUGINS_DIR && ls -L metrics-jmx " + name)) {
            assertThat(container.await(GRACE)).as(container.logs()).isZero();
            assertThat(container.standardOutput())
                    .contains("metrics-jmx:\nflink-metrics-jmx-", name + ":\n" + name + ".jar\n");
        }
    }

    @Test
    void pluginThatIsNotThereIsSaidAndEndsTheContainer() {
        String missing = "flink-s3-fs-hadoop-" + project.flink() + ".jar";
        try (Container container = image.container()
                .environment("ENABLE_BUILT_IN_PLUGINS", missing)
                .start("jobmanager")) {
            assertThat(container.await(GRACE)).isEqualTo(1);
            assertThat(container.logs())
                    .contains("ERROR: plugin " + missing, "is not in /opt/flink/opt", "<part>s3-fs-hadoop</part>")
                    .doesNotContain("Starting JobManager");
        }
    }

    @Test
    void anyOtherCommandIsExecutedAsItIs() {
        try (Container container = image.container().start("sh", "-c", "echo \"$0 $1\"; exit 7", "two words", "*")) {
            assertThat(container.await(GRACE)).isEqualTo(7);
            assertThat(container.logs()).isEqualTo("two words *\n");
        }
    }

    @Test
    void withoutArgumentsItSaysWhatItTakes() {
        try (Container container = image.container().start()) {
            assertThat(container.await(GRACE)).isZero();
            assertThat(container.logs()).contains("jobmanager", "taskmanager", "standalone-job", "history-server");
        }
    }

    @Test
    void firstProgramAdoptsAndBuriesOrphans() {
        try (Container container = image.container().start("sleep", "60")) {
            container.exec("sh", "-c", "(sleep 0.2 &) ; exit 0");
            container.exec("sleep", "1");

            assertThat(container.exec("sh", "-c", "cat /proc/[0-9]*/stat | grep -c ' Z ' || true"))
                    .isEqualTo("0");
        }
    }

    @Test
    void environmentNamesTheFoldersThatAreThere() {
        try (Container container = image.container().start("sleep", "60")) {
            assertThat(container.exec("sh", "-c", "echo $FLINK_HOME; cd \"$JAVA_HOME\" && pwd"))
                    .isEqualTo("""
                            /opt/flink
                            /opt/java/openjdk""");
            assertThat(container.exec("pwd")).isEqualTo("/opt/flink");
            assertThat(container.exec("id", "-un")).isEqualTo("flink");
            assertThat(project.image().required("java").asText()).isEqualTo(project.java());
        }
    }

    private static void awaitLog(Container container, String text) {
        Waiting.until(
                "`" + text + "` in the log",
                START,
                () -> Optional.of(container.logs()).filter(log -> log.contains(text)),
                container::endOfLogs);
    }

    private static void assertEndsInTime(Container container) {
        // 143 is 128 and SIGTERM; 137 would be SIGKILL after the time had run out.
        assertThat(container.stop(GRACE)).as(container.endOfLogs()).isIn(0, 143);
    }
}

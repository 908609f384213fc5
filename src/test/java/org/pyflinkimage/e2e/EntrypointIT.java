package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
            Waiting.until(
                    "a started JobManager",
                    Duration.ofSeconds(60),
                    () -> Optional.of(container.logs()).filter(log -> log.contains("Rest endpoint listening")),
                    container::endOfLogs);

            // 143 is 128 and SIGTERM; 137 would be SIGKILL after the time had run out.
            assertThat(container.stop(GRACE)).as(container.endOfLogs()).isIn(0, 143);
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
}

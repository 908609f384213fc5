package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cluster whose configuration is mounted as Kubernetes mounts a ConfigMap, over all of {@code /opt/flink/conf}, and jobs that are
 * submitted by a shell in its running container.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(BuiltProject.class)
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class MountedConfigurationIT {

    private static final Duration START = Duration.ofSeconds(90);

    // A field of an instance is filled in after the cluster was started.
    @TempDir
    private static Path folder;

    @Parameter
    private BuiltProject project;

    private Container jobManager;
    private Container taskManager;

    @BeforeParameterizedClassInvocation
    void start(BuiltProject built, LoadedImages images) throws IOException {
        if (built == BuiltProject.FOUNDING) {
            RequireTools.slowProof("a mounted configuration of the oldest Flink");
        }
        Path mounted = Files.createDirectory(folder.resolve("conf-" + built));
        Path job = Files.copy(
                Path.of("src/test/resources/org/pyflinkimage/e2e/upper_case.py"), folder.resolve(built + ".py"));
        Files.writeString(mounted.resolve(built == BuiltProject.NEWEST ? "config.yaml" : "flink-conf.yaml"), """
                jobmanager.rpc.address: ${POD_IP}
                jobmanager.memory.process.size: 1600m
                taskmanager.memory.process.size: 1728m
                taskmanager.numberOfTaskSlots: 3
                rest.address: localhost
                """);
        for (Path path : new Path[] {folder, mounted}) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        jobManager = images.of(built)
                .container()
                .mount(mounted, "/opt/flink/conf")
                .mount(job, "/opt/upper_case.py")
                .environment("POD_IP", "127.0.0.1")
                .start("jobmanager");
        taskManager = images.of(built)
                .container()
                .networkOf(jobManager)
                .mount(mounted, "/opt/flink/conf")
                .environment("POD_IP", "127.0.0.1")
                .start("taskmanager");
        Waiting.until(
                "three slots",
                START,
                () -> Optional.of(new WebInterface(jobManager, 8081).await("/overview"))
                        .filter(overview -> overview.required("slots-total").asInt() == 3),
                taskManager::endOfLogs);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        for (Container container : new Container[] {taskManager, jobManager}) {
            if (container != null) {
                container.close();
            }
        }
    }

    @Test
    void jobOfAShellInTheContainerRuns() {
        assertThat(jobManager.exec("flink", "run", "-py", "/opt/upper_case.py")).contains("HELLO");
    }

    /** As the Kubernetes operator's example has it. */
    @Test
    void systemsOwnPythonFindsPyFlink() {
        assertThat(jobManager.exec("flink", "run", "-pyclientexec", "/usr/bin/python3", "-py", "/opt/upper_case.py"))
                .contains("HELLO");
    }

    @Test
    void interpretersOfAllNamesSeeTheSamePackages() {
        for (String python :
                new String[] {"/usr/bin/python3", "/usr/local/bin/python3", "/usr/local/bin/python", "python3"}) {
            assertThat(jobManager.exec(python, "-c", "import pyflink, apache_beam, pemja; print(pyflink.__file__)"))
                    .as(python)
                    .startsWith("/opt/venv/lib/");
        }
    }

    @Test
    void whatIsLoggedGoesWhereTheImageSays() {
        assertThat(jobManager.logs()).contains("(Version: " + project.flink(), "Rest endpoint listening");
    }
}

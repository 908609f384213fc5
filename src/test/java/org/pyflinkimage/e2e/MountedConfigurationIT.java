package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    // A field of an instance is filled in after the cluster was started.
    @TempDir
    private static Path folder;

    @Parameter
    private BuiltProject project;

    private MountedCluster cluster;

    @BeforeParameterizedClassInvocation
    void start(BuiltProject built, LoadedImages images) throws IOException {
        if (built == BuiltProject.FOUNDING) {
            RequireTools.slowProof("a mounted configuration of the oldest Flink");
        }
        cluster = MountedCluster.start(
                images.of(built),
                built == BuiltProject.NEWEST ? "config.yaml" : "flink-conf.yaml",
                Files.createDirectory(folder.resolve(built.name())));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void jobOfAShellInTheContainerRuns() {
        assertThat(cluster.jobManager().exec("flink", "run", "-py", MountedCluster.JOB))
                .contains("HELLO");
    }

    /** As the Kubernetes operator's example has it. */
    @Test
    void systemsOwnPythonFindsPyFlink() {
        assertThat(cluster.jobManager()
                        .exec("flink", "run", "-pyclientexec", "/usr/bin/python3", "-py", MountedCluster.JOB))
                .contains("HELLO");
    }

    @Test
    void interpretersOfAllNamesSeeTheSamePackages() {
        for (String python :
                new String[] {"/usr/bin/python3", "/usr/local/bin/python3", "/usr/local/bin/python", "python3"}) {
            assertThat(cluster.jobManager()
                            .exec(python, "-c", "import pyflink, apache_beam, pemja; print(pyflink.__file__)"))
                    .as(python)
                    .startsWith("/opt/venv/lib/");
        }
    }

    @Test
    void whatIsLoggedGoesWhereTheImageSays() {
        assertThat(cluster.jobManager().logs()).contains("(Version: " + project.flink(), "Rest endpoint listening");
    }
}

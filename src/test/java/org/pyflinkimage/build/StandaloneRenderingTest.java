package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;

/** What is rendered of an image whose Python no base brings. */
class StandaloneRenderingTest {

    private static final String CELL = "flink-2.2.1-java17-python3.11-linux-amd64";
    private static final StandaloneBuilds KNOWN = Facts.shipped().standalones();
    private static final StandaloneFile FILE =
            KNOWN.newest(new PythonMinor(11), Platform.LINUX_AMD64).orElseThrow();

    @TempDir
    private Path folder;

    private TinyImage tiny;
    private Request request;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
        request = tiny.request(TinyImage.spec(tiny.declaration()));
        LockFile lock = tiny.planned().lock();
        Plan plan = lock.plans().get(0);
        Location location =
                new Location(Source.CPYTHON, Interpreter.pathsOf(FILE).get(0));
        Interpreter interpreter =
                new Interpreter(FILE, location, KNOWN.sumOf(FILE).orElseThrow(), 1);
        SortedMap<Source, URI> sources = new TreeMap<>(lock.sources());
        sources.put(Source.CPYTHON, URI.create("http://127.0.0.1:9/"));
        SystemVersions system = plan.system();
        Plan standalone = new Plan(
                plan.combination(),
                plan.declaration(),
                plan.created(),
                new SystemVersions(system.suite(), system.glibc(), FILE.build().version(), system.releases()),
                plan.contents().with(Optional.of(interpreter)));
        Files.writeString(request.lockFile(), LockFileCodec.write(new LockFile(sources, List.of(standalone))));
    }

    @Test
    void thereIsNoDockerfileAndThatIsSaidAndAnOlderOneIsTakenOut() throws IOException {
        Path rendered = Files.createDirectories(folder.resolve("rendered").resolve(CELL));
        Files.writeString(rendered.resolve("Dockerfile"), "FROM older\n");

        new Rendering(request, folder.resolve("rendered"), tiny.machine(request)).write();

        assertThat(rendered.resolve("Dockerfile")).doesNotExist();
        assertThat(rendered.resolve("requirements.txt")).doesNotExist();
        assertThat(rendered.resolve("compose.yaml")).exists();
        assertThat(rendered.resolve("kubernetes/flinkdeployment.yaml")).exists();
        assertThat(tiny.log.lines).contains("warn PYF-359");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aBuilderIsNotBegunWith() throws IOException {
        Path podman = Files.createDirectories(folder.resolve("bin")).resolve("podman");
        Files.writeString(podman, "#!/bin/sh\necho begun >> '%s/podman.log'\n".formatted(folder));
        Files.setPosixFilePermissions(podman, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> new DockerfileBuild(BuilderName.PODMAN, request, tiny.machine(request)).build())
                .withMessageContainingAll(
                        "[PYF-359] there is no Dockerfile of Flink 2.2.1, Java 17, Python 3.11, linux/amd64",
                        "-Dpyflink.pythonSource=suite");

        assertThat(folder.resolve("podman.log")).doesNotExist();
    }
}

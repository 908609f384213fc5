package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.build.TinyImage;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.python.StandaloneTar;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** An image whose Python is not its suite's. */
class StandaloneLayoutTest {

    private static final PythonVersion VERSION = PythonVersion.parse("3.11.2").orElseThrow();

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    @Test
    void theEnvironmentLeadsToItAndTheSuiteNeedsNone() throws IOException {
        FileTree tree = layOut(StandaloneTar.of(VERSION, Platform.LINUX_AMD64));

        assertThat(tree.follow(UnixPath.of("/opt/venv/bin/python"))).get().satisfies(entry -> {
            assertThat(entry.path()).hasToString("/opt/python/bin/python3.11");
            assertThat(entry.origin().kind()).isEqualTo(LayerKind.INTERPRETER);
        });
        assertThat(textOf(tree, "/opt/venv/pyvenv.cfg")).isEqualTo("""
                home = /opt/python/bin
                include-system-site-packages = false
                version = 3.11.2
                executable = /opt/python/bin/python3.11
                """);
        assertThat(tree.find(UnixPath.of("/usr/bin/python3.11"))).isEmpty();
        assertThat(tree.find(UnixPath.of("/opt/python/lib/python3.11/test"))).isEmpty();
    }

    @Test
    void allOtherLayersAreThoseOfTheSuitesPython() throws IOException {
        FileTree tree = layOut(StandaloneTar.of(VERSION, Platform.LINUX_AMD64));

        assertThat(tree.slices().stream().map(slice -> slice.name().kind()).distinct())
                .containsExactly(
                        LayerKind.OPERATING_SYSTEM,
                        LayerKind.SYSTEM_STATE,
                        LayerKind.JAVA,
                        LayerKind.INTERPRETER,
                        LayerKind.PYTHON_PACKAGES,
                        LayerKind.FLINK,
                        LayerKind.PYFLINK,
                        LayerKind.CONNECTORS,
                        LayerKind.CONFIGURATION,
                        LayerKind.JOB);
    }

    @ParameterizedTest
    @CsvSource({
        "3.11.3, LINUX_AMD64, its library is not that of Python 3.11.2",
        "3.11.20, LINUX_AMD64, its library is not that of Python 3.11.2",
        "3.10.2, LINUX_AMD64, it has no program and library of Python 3.11 for linux/amd64",
        "3.11.2, LINUX_ARM64, it has no program and library of Python 3.11 for linux/amd64"
    })
    void whatIsAnotherThanTheLockFileSaysIsRefused(String version, Platform platform, String why) {
        StandaloneTar tar = StandaloneTar.of(PythonVersion.parse(version).orElseThrow(), platform);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> layOut(tar))
                .withMessageContainingAll("[PYF-720]", "cpython-3.11.2+20240101-x86_64", why);
    }

    private FileTree layOut(StandaloneTar tar) throws IOException {
        Plan plan = planned(tar);
        PreparedFiles prepared = new Preparation(tiny.store(), tiny.log)
                .prepare(plan.artifacts().stream()
                        .collect(Collectors.toMap(
                                artifact -> artifact,
                                artifact -> tiny.store()
                                        .find(artifact.sha256(), artifact.size())
                                        .orElseThrow())));
        return new ImageLayout(TinyImage.spec(tiny.declaration()), plan, prepared, Foundation.none(), name -> false)
                .layOut(new ImageFiles(new Templates(Optional.empty())))
                .tree();
    }

    private Plan planned(StandaloneTar tar) {
        byte[] bytes = tar.bytes();
        Sha256 sum = Sha256.of(bytes);
        tiny.store().put(sum, bytes.length, file -> Files.write(file, bytes));
        StandaloneFile file = new StandaloneFile(new StandaloneBuild(VERSION, "20240101"), Platform.LINUX_AMD64);
        PlannedContents contents = tiny.plan().contents();
        List<Deb> debs = contents.debs().stream()
                .filter(deb -> !deb.name().equals("python3"))
                .toList();
        Location location =
                new Location(Source.CPYTHON, Interpreter.pathsOf(file).get(0));
        return tiny.plan()
                .withContents(
                        contents.withDebs(debs).with(Optional.of(new Interpreter(file, location, sum, bytes.length))));
    }

    private static String textOf(FileTree tree, String path) throws IOException {
        FileNode node = tree.find(UnixPath.of(path)).orElseThrow().node();
        try (var stream = ((RegularFile) node).content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.resolve.uv.OtherUv;
import org.pyflinkimage.resolve.uv.RealUv;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Platform;

/** A uv that is shown this machine's Python, and so is let build nothing, chooses what the pinned one does. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class UnpinnedUvTest {

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @ParameterizedTest
    @CsvSource({"1.20.5, LINUX_AMD64", "2.3.0, LINUX_AMD64", "2.3.0, LINUX_ARM64"})
    void pyFlinksOwnSdistsAreChosen(String flink, Platform platform) throws IOException {
        assertThatAllChoose(flink, platform, inline("extra"));
    }

    @Test
    void sdistsComeFromWhereverPackagesAreLookedFor() throws IOException {
        Path links = Files.createDirectories(folder.resolve("links"));
        Files.writeString(links.resolve("hdfs-2.7.3.tar.gz"), "");
        Files.writeString(links.resolve("docopt-0.6.2.tar.gz"), "");
        for (String name : new String[] {"requests-2.9-py3-none-any.whl", "six-1.9.0-py3-none-any.whl"}) {
            Files.write(links.resolve(name), LoopbackIndex.bytesOfWheel(name));
        }
        Path list = Files.writeString(folder.resolve("requirements.txt"), "--find-links ./links\nhdfs<3\n");

        assertThat(assertThatAllChoose("2.3.0", Platform.LINUX_AMD64, files(list)))
                .contains("hdfs-2.7.3.tar.gz", "docopt-0.6.2.tar.gz", "six-1.9.0-py3-none-any.whl");
    }

    @Test
    void anOlderOneIsChosenWhereTheNewestIsNotThere() throws IOException {
        scene.index().sdist("avro-python3", "avro-python3-1.9.2.1.tar.gz");

        assertThat(assertThatAllChoose("2.3.0", Platform.LINUX_AMD64, inline("avro-python3")))
                .contains("avro-python3-1.9.2.1.tar.gz");
    }

    @Test
    void whatComesFromAnIndexByNameComesFromThere() throws IOException {
        try (LoopbackIndex own = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.empty())) {
            own.file("docopt", "docopt-0.6.2.tar.gz", new byte[] {1, 2, 3});
            scene.index().file("docopt", "docopt-0.6.2.tar.gz", new byte[] {4});
            Path project = Files.writeString(folder.resolve("pyproject.toml"), """
                    [project]
                    name = "job"
                    version = "1"
                    dependencies = ["docopt", "extra<2"]
                    [tool.uv]
                    constraint-dependencies = ["docopt<1"]
                    override-dependencies = ["dill==0.3.1.1"]
                    [tool.uv.sources]
                    docopt = { index = "own" }
                    [[tool.uv.index]]
                    name = "own"
                    url = "%s"
                    explicit = true
                    """.formatted(own.simple()));

            assertThatAllChoose("2.3.0", Platform.LINUX_AMD64, files(project));
            assertThat(scene.resolve(files(project)).distributions())
                    .filteredOn(it -> it.title().equals("docopt"))
                    .singleElement()
                    .satisfies(it -> assertThat(it.sha256()).isEqualTo(own.sum("docopt", "docopt-0.6.2.tar.gz")));
        }
    }

    @Test
    void whatNobodyHasIsNotFound() throws IOException {
        scene.uv(RealUv.asAnotherVersion(folder));

        assertThatThrownBy(() -> scene.resolve(inline("docopt"))).hasMessageContainingAll("[PYF-487]", "`docopt`");
    }

    private List<String> assertThatAllChoose(String flink, Platform platform, PythonRequirements required)
            throws IOException {
        PythonResolution expected = scene.resolve(flink, platform, required);
        for (Path other : Stream.concat(Stream.of(RealUv.asAnotherVersion(folder)), OtherUv.executable().stream())
                .toList()) {
            scene.uv(other);
            assertThat(scene.resolve(flink, platform, required)).as("%s", other).isEqualTo(expected);
        }
        return names(expected);
    }
}

package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.SilentLog;

/** Where a builder's pip looks for what packages are built by. */
class BuildPlacesTest {

    @TempDir
    private Path folder;

    private Path home;
    private TinyImage tiny;

    @BeforeEach
    void userWithPip() throws IOException {
        home = folder.resolve("home");
        Path pip = Files.createDirectories(home.resolve(".config/pip"));
        Files.writeString(pip.resolve("pip.conf"), "[global]\nindex-url = http://ann:1@127.0.0.1:9/a/\n");
        tiny = new TinyImage(folder);
    }

    /** An index that uv asks for one package is none that pip may ask for what others are built by. */
    @Test
    void pipInAContainerIsToldOfThePagesOfExplicitIndexes() throws IOException {
        Files.writeString(folder.resolve("pyproject.toml"), """
                [project]
                dependencies = ["Torch_X", "numpy"]
                [[tool.uv.index]]
                name = "cpu"
                url = "http://127.0.0.1:6/whl/cpu"
                explicit = true
                [[tool.uv.index]]
                name = "corp"
                url = "http://127.0.0.1:7/simple"
                [tool.uv.sources]
                Torch_X = { index = "cpu" }
                numpy = [{ index = "corp" }]
                """);
        Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("pyproject.toml"));

        assertThat(lines(containerFiles(declaration, true).get("pip.conf")))
                .containsExactly(
                        "index-url = http://ann:1@127.0.0.1:9/a/",
                        "extra-index-url = http://127.0.0.1:7/simple",
                        "find-links = http://127.0.0.1:6/whl/cpu/torch-x/");
    }

    /** Whoever answers for such a server may write another place into the file after everything was locked. */
    @ParameterizedTest
    @CsvSource({
        "--extra-index-url http://127.0.0.1:9/a/b/,    true",
        "--extra-index-url http://127.0.0.1:9/b/,      false",
        "--extra-index-url http://127.0.0.1:9999/b/,   false",
        "--index-url http://127.0.0.1:9999/b/,         false",
        "--find-links http://127.0.0.1:9999/b.html,    false",
        "--find-links /home/ann/wheels,                false",
        "--find-links wheels,                          false",
        "--no-index,                                   true",
        "numpy>=1,                                     true"
    })
    void pipLooksForWhatBuildsPackagesInNoPlaceThatAServerAloneNames(String line, boolean taken) throws IOException {
        try (LoopbackServer server = new LoopbackServer()) {
            server.serve("/more.txt", "text/plain", (line + "\n").getBytes(StandardCharsets.UTF_8));
            Files.writeString(folder.resolve("requirements.txt"), "-r %s\n".formatted(server.address("/more.txt")));
            Declaration declaration = tiny.declaration().with(Element.REQUIREMENTS, List.of("requirements.txt"));
            assertThat(containerFiles(declaration, false))
                    .as("nothing is built")
                    .containsKey("pip.conf");

            tiny.addSdist("dill", new byte[1]);

            if (taken) {
                assertThat(containerFiles(declaration, false)).containsKey("pip.conf");
            } else {
                assertThatThrownBy(() -> containerFiles(declaration, false))
                        .hasMessageContainingAll("[PYF-465] `" + line, "line 1 of `more.txt`", "<requirements>");
            }
        }
    }

    private static Stream<String> lines(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).lines().filter(line -> line.contains("://"));
    }

    private SortedMap<String, byte[]> containerFiles(Declaration declaration, boolean offline) {
        ImageSpec spec = TinyImage.spec(declaration);
        Reach reach = Reach.of(
                new Environment(Map.of(), home),
                List.of(spec),
                new Network(offline, false, List.of()),
                SilentLog.INSTANCE);
        return reach.containerFiles(tiny.planned(spec), offline);
    }
}

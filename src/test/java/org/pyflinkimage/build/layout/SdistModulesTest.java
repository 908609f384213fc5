package org.pyflinkimage.build.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.sources.SdistScene;
import org.pyflinkimage.value.Sha256;

class SdistModulesTest {

    @TempDir
    private Path folder;

    @Test
    void filesAndFoldersNameModules() throws IOException {
        SdistModules modules = modules("src/fast/__init__.py", "", "_speed.c", "", "other/link.py>", "fast.py");

        assertThat(modules.mayHave("fast")).isTrue();
        assertThat(modules.mayHave("_speed")).isTrue();
        assertThat(modules.mayHave("link")).isTrue();
        assertThat(modules.mayHave("pandas")).isFalse();
    }

    @Test
    void itsOwnNameIsAModules() throws IOException {
        assertThat(modules("README.md", "pandas").mayHave("my_fast")).isTrue();
        assertThat(modules("README.md", "pandas").mayHave("pandas")).isFalse();
    }

    @Test
    void whatBuildsItMayNameOthers() throws IOException {
        assertThat(modules("tools/build.py", "name = 'cv' + '2'; Extension('yaml')")
                        .mayHave("yaml"))
                .isTrue();
        assertThat(modules("rust/Cargo.toml", "name = 'or-json'").mayHave("or_json"))
                .isTrue();
        assertThat(modules("native/CMakeLists.txt", "set(OUT cv2)").mayHave("cv2"))
                .isTrue();
    }

    @Test
    void whatSetuptoolsPutDownIsAllOfThem() throws IOException {
        SdistModules modules = modules(
                "setup.py", "extras_require={'frames': 'pandas'}",
                "my_fast.egg-info/top_level.txt", "fast\n_fast\n");

        assertThat(modules.mayHave("_fast")).isTrue();
        assertThat(modules.mayHave("pandas")).isFalse();
    }

    @Test
    void thatOfAnotherDistributionInItIsNot() throws IOException {
        assertThat(modules("setup.py", "pandas", "vendored.egg-info/top_level.txt", "vendored\n")
                        .mayHave("pandas"))
                .isTrue();
    }

    @Test
    void largeTextsAreNotReadButTheListIs() throws IOException {
        String large = "#".repeat((1 << 20) + 1);

        assertThat(modules("tables.py", large).mayHave("pandas")).isTrue();
        SdistModules listed = modules("tables.py", large, "my_fast.egg-info/top_level.txt", "fast\n");
        assertThat(listed.mayHave("pandas")).isFalse();
        assertThat(listed.mayHave("fast")).isTrue();
    }

    @Test
    void anyModuleMayComeOfMoreNamesThanAnybodyWrote() throws IOException {
        String few = names(0, 100);
        String many = names(0, 120_000);
        String more = names(120_000, 240_000);

        assertThat(modules("my_fast.egg-info/top_level.txt", few, "a/my_fast.egg-info/top_level.txt", few)
                        .mayHave("pandas"))
                .isFalse();
        assertThat(modules("my_fast.egg-info/top_level.txt", many, "a/my_fast.egg-info/top_level.txt", more)
                        .mayHave("pandas"))
                .isTrue();
    }

    private static String names(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void anyModuleMayComeOfWhatLeadsElsewhereOrCannotBeRead() throws IOException {
        assertThat(modules("my_fast.pth", "import hook", "my_fast.egg-info/top_level.txt", "fast\n")
                        .mayHave("pandas"))
                .isTrue();
        assertThat(read("no archive".getBytes(StandardCharsets.UTF_8)).mayHave("pandas"))
                .isTrue();
    }

    private SdistModules modules(String... files) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < files.length; i += 2) {
            all.put(files[i], files[i + 1]);
        }
        return read(SdistScene.tar("my-fast-1.0", all));
    }

    private SdistModules read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("my-fast-1.0.tar.gz"), bytes);
        Location location = new Location(Source.PYTHON, "my-fast-1.0.tar.gz");
        return SdistModules.read(
                new Sdist(
                        NormalizedName.of("my-fast"),
                        "1.0",
                        "my-fast-1.0.tar.gz",
                        location,
                        Sha256.of(bytes),
                        bytes.length),
                file);
    }
}

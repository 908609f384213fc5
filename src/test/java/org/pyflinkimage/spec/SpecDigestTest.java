package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

class SpecDigestTest {

    private static final Path FOLDER = Path.of("/project");
    private static final Path REQUIREMENTS = FOLDER.resolve("requirements.txt");

    private final Map<Path, String> files = new HashMap<>(Map.of(REQUIREMENTS, "numpy\n"));

    private Sha256 digest(ImageSpec spec) {
        return SpecDigest.of(spec, path -> Optional.ofNullable(files.get(path)));
    }

    private static ImageSpec spec(int java, String tag, List<Path> paths, List<String> inline, String... connectors) {
        return new ImageSpec(
                new Combination(
                        new FlinkVersion(2, 2, 1), new JavaVersion(java), new PythonMinor(11), Platform.LINUX_AMD64),
                "image",
                List.of(tag),
                new PythonRequirements(paths, inline),
                List.of(connectors).stream()
                        .map(text -> MavenCoordinates.parse(text).orElseThrow())
                        .toList(),
                Map.of("key", tag),
                Optional.empty(),
                Set.of(Output.OCI_ARCHIVE),
                Map.of(),
                ImageSpec.Hints.none());
    }

    private static ImageSpec spec() {
        return spec(17, "x", List.of(REQUIREMENTS), List.of());
    }

    @Test
    void whatShapesTheResolutionChangesIt() {
        assertThat(Set.of(
                        digest(spec()),
                        digest(spec(11, "x", List.of(REQUIREMENTS), List.of())),
                        digest(spec(17, "x", List.of(), List.of())),
                        digest(spec(17, "x", List.of(), List.of("numpy"))),
                        digest(spec(17, "x", List.of(REQUIREMENTS), List.of(), "a:b:1")),
                        digest(spec(17, "x", List.of(REQUIREMENTS), List.of(), "a:b:2"))))
                .hasSize(6);
    }

    @Test
    void tagsAndConfigurationDoNot() {
        assertThat(digest(spec(17, "y", List.of(REQUIREMENTS), List.of()))).isEqualTo(digest(spec()));
    }

    @Test
    void baseDoesNot() {
        ImageSpec spec = spec();
        ImageSpec onBase = new ImageSpec(
                spec.combination(),
                Optional.of("debian:12"),
                spec.repository(),
                spec.tags(),
                spec.requirements(),
                spec.connectors(),
                spec.flinkConfig(),
                spec.logging(),
                spec.container(),
                spec.job(),
                spec.outputs(),
                spec.labels(),
                spec.hints());

        assertThat(digest(onBase)).isEqualTo(digest(spec));
    }

    @Test
    void orderOfConnectorsDoesNot() {
        assertThat(digest(spec(11, "x", List.of(), List.of(), "a:b:1", "c:d:1")))
                .isEqualTo(digest(spec(11, "x", List.of(), List.of(), "c:d:1", "a:b:1")));
    }

    @Test
    void textOfAFileCountsAndItsLineEndingsDoNot() {
        Sha256 before = digest(spec());

        files.put(REQUIREMENTS, "numpy\r\n");
        assertThat(digest(spec())).isEqualTo(before);
        files.put(REQUIREMENTS, "pandas\n");
        assertThat(digest(spec())).isNotEqualTo(before);
    }

    @Test
    void folderOfTheProjectDoesNotCount() {
        Sha256 before = digest(spec());
        Path elsewhere = Path.of("/elsewhere/requirements.txt");
        files.put(elsewhere, "numpy\n");

        assertThat(digest(spec(17, "x", List.of(elsewhere), List.of()))).isEqualTo(before);
    }

    @Test
    void filesThatAFileNamesCount() {
        files.put(REQUIREMENTS, "numpy\n-c constraints.txt # ours\n  --requirement=more/dev.txt\n");
        Sha256 before = digest(spec());

        files.put(FOLDER.resolve("constraints.txt"), "numpy<2\n");
        Sha256 constrained = digest(spec());
        assertThat(constrained).isNotEqualTo(before);

        files.put(FOLDER.resolve("more/dev.txt"), "-r ../requirements.txt\n-r dev.txt\n");
        assertThat(digest(spec())).isNotIn(before, constrained);
    }
}

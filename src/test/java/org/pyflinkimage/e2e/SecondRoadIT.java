package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.value.Platform;

/**
 * The image that {@code -Dpyflink.builder=buildah} builds of the rendered Dockerfile, on a base out of a registry, against the one
 * that the plugin assembled, of one plan. That has a folder of the project and a package of a declared index, too.
 */
@ExtendWith(LoadedImages.Resolver.class)
@TestInstance(Lifecycle.PER_CLASS)
class SecondRoadIT {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;
    private static final String REPOSITORY = "second-road/newest";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Path folder;
    private LoopbackRegistry registry;
    private AddedPackages added;
    private long downloads;
    private String base = "";
    private MavenBuild build;
    private Command.Outcome outcome;
    private LoadedImage first;
    private LoadedImage second;
    private JsonNode inFirst;
    private JsonNode inSecond;

    /** What may differ below {@code /opt}, and why that is right. */
    private static Map<Pattern, String> justified(List<String> sourceDistributions) {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("/opt/venv/bin/[Aa]ctivate.*", "scripts of `venv` for people's shells");
        reasons.put("/opt/venv/include/.*", "an empty folder of `venv`");
        reasons.put("/opt/venv/pyvenv\\.cfg", "`venv` names the command that it was called by");
        reasons.put("/opt/venv/bin/python[0-9.]*", "`venv` leads from other links to the same interpreter");
        reasons.put(".*\\.dist-info/(INSTALLER|REQUESTED|RECORD)", "they say that pip installed, and what");
        reasons.put(
                ".*/(" + String.join("|", sourceDistributions) + ")-[^/]*\\.(dist|egg)-info(/.*)?",
                "pip runs the setup.py of a source distribution, where the plugin has a recipe");
        reasons.put(
                ".*/numpy/distutils/__pycache__(/.*)?",
                "byte-code that numpy's wheel brings, and the plugin leaves out as installers should");
        reasons.put(".*/crcmod/_crcfunext\\..*\\.so", "pip compiles the optional part");
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        reasons.forEach((pattern, reason) -> patterns.put(Pattern.compile(pattern), reason));
        return patterns;
    }

    @BeforeAll
    void build(LoadedImages images) {
        RequireTools.buildah();
        folder = Folders.empty("second-road");
        Path project = folder.resolve("project");
        Path store = Folders.buildDirectory().resolve("store");
        added = AddedPackages.to(project, PROJECT);
        MavenBuild assembling = MavenBuild.anew(PROJECT, project, store, added.option(), "-Dpyflink.to=oci-archive")
                .within(Duration.ofMinutes(10));
        Path archive = project.resolve("target/pyflink")
                .resolve(assembling.image().required("archive").asText());
        first = LoadedImages.load(LoadedImages.nameOf("second-road-first"), archive, Platform.LINUX_AMD64);
        downloads = added.downloads();
        registry = LoopbackRegistry.start(folder);
        base = images.debian(PROJECT.plan().required("suite").asText()).pushed(registry, "pyflink-e2e/stand-in");
        build = MavenBuild.again(
                        project,
                        store,
                        added.option(),
                        "-Dpyflink.locked",
                        "-Dpyflink.builder=buildah",
                        "-Dpyflink.base=" + base,
                        "-Dpyflink.image=" + registry.address() + "/" + REPOSITORY,
                        "-Dpyflink.to=oci-archive,registry",
                        "-Dpyflink.allowInsecureRegistries")
                .byBuildah();
        outcome = build.succeed();
        second = new LoadedImage(first.engine(), registry.address() + "/" + tagged());
        inFirst = content(first);
        inSecond = content(second);
    }

    /** The name without the registry, with the tag that both images have. */
    private static String tagged() {
        String reference = PROJECT.image().required("reference").asText();
        return REPOSITORY + reference.substring(reference.lastIndexOf(':'));
    }

    @AfterAll
    void removeImages() {
        if (second != null) {
            second.remove();
        }
        if (first != null) {
            first.remove();
            first.engine().command("rmi", "-f", base).run();
        }
        if (added != null) {
            added.close();
        }
        if (registry != null) {
            registry.close();
        }
        if (folder != null) {
            Folders.delete(folder);
        }
    }

    @Test
    void imagesJsonTellsWhatTheBuilderMade() {
        JsonNode image = build.imageOf(outcome);

        assertThat(image.required("builder").asText()).isEqualTo("buildah");
        assertThat(image.required("reference").asText()).isEqualTo(second.name());
        assertThat(image.required("digest").asText()).isEqualTo(registry.digestOf(tagged()));
        assertThat(outcome.output())
                .contains("built by buildah", image.required("digest").asText());
        assertThat(image.required("layers").size()).isGreaterThan(1);
        assertThat(image.required("unpackedSize").asLong())
                .isGreaterThan(image.required("size").asLong());
    }

    @Test
    void whatTheBuildWasGivenLeavesNothingBehind() {
        try (Container container = second.container().start("sleep", "infinity")) {
            assertThat(container.execAsRoot("sh", "-c", """
                    for path in /run/secrets /etc/pip.conf /etc/apt/apt.conf.d/99build /var/cache/apt /var/lib/apt/lists /tmp/pyflink-apt; do
                      [ ! -e $path ] || find $path -type f
                    done
                    """)).isEmpty();
        }
    }

    @Test
    void pythonDistributionsAreTheSame() {
        assertThat(texts(inSecond.required("distributions")))
                .isNotEmpty()
                .isEqualTo(texts(inFirst.required("distributions")));
    }

    @Test
    void packagesOfADiskAndOfADeclaredIndexCameByBothRoads() {
        assertThat(texts(inFirst.required("distributions"))).containsAll(AddedPackages.DISTRIBUTIONS);
        for (String file : List.of("greeting/__init__.py", "indexed_words/__init__.py")) {
            String path = PROJECT.sitePackages() + "/" + file;
            assertThat(files(inSecond)).containsEntry(path, files(inFirst).get(path));
        }
        // pip took it from the index, and the folder's wheel from beside the Dockerfile.
        assertThat(added.downloads()).isGreaterThan(downloads);
        for (LoadedImage image : List.of(first, second)) {
            try (Container container = image.container().start("sleep", "infinity")) {
                assertThat(container.execAsRoot("/opt/venv/bin/greet")).contains("hello world");
            }
        }
    }

    @Test
    void debianPackagesOfThePlanAreThereInTheSameVersions() {
        // More lie in the base image: apt and what it needs.
        assertThat(texts(inSecond.required("packages"))).containsAll(texts(inFirst.required("packages")));
    }

    @Test
    void filesBelowOptAreTheSameButForWhatIsJustified() {
        SortedMap<String, String> unjustified = new TreeMap<>();
        SortedMap<String, String> files = files(inFirst);
        SortedMap<String, String> others = files(inSecond);
        Map<Pattern, String> justified = justified(sourceDistributions());
        union(files, others).forEach(path -> {
            String one = files.getOrDefault(path, "not there");
            String other = others.getOrDefault(path, "not there");
            if (!one.equals(other)
                    && justified.keySet().stream()
                            .noneMatch(pattern -> pattern.matcher(path).matches())) {
                unjustified.put(path, one + " -> " + other);
            }
        });

        assertThat(unjustified).isEmpty();
        assertThat(files).containsKey("/opt/flink/lib/flink-dist-" + PROJECT.flink() + ".jar");
        assertThat(files).containsKey("/opt/flink/conf/config.yaml");
        assertThat(files).containsKey("/docker-entrypoint.sh");
    }

    @Test
    void configurationIsTheSame() {
        JsonNode one = configuration(first);
        JsonNode other = configuration(second);

        for (String field : List.of("User", "Env", "Entrypoint", "Cmd", "WorkingDir", "ExposedPorts")) {
            assertThat(other.required(field)).as(field).isEqualTo(one.required(field));
        }
        assertThat(texts(one.required("Env"))).contains("MOTTO=\"quick\" & $plain \\ 'so'");
        // buildah says which buildah it was.
        JsonNode labels = other.required("Labels").deepCopy();
        ((ObjectNode) labels).remove("io.buildah.version");
        assertThat(labels).isEqualTo(one.required("Labels"));
    }

    @Test
    void jobPrintsTheSameThreeRows() {
        try (FlinkCluster cluster = FlinkCluster.start(second, container -> container)) {
            assertThat(cluster.run("/opt/flink/usrlib/three_rows.py")).contains(RunsJobs.THREE_ROWS, "3 rows in set");
        }
    }

    /** Of the same Dockerfile on the same base, by BuildKit in a Docker engine. */
    @Test
    void dockerBuildsTheSame() {
        RequireTools.slowProof("what Docker builds of the rendered Dockerfile");
        try (DockerEngine docker = DockerEngine.start()) {
            Path path = DockerEngine.builderIn(folder.resolve("docker-builder"));
            MavenBuild byDocker = MavenBuild.of(
                            PROJECT,
                            folder.resolve("docker"),
                            Folders.buildDirectory().resolve("store"),
                            "-Dpyflink.builder=docker",
                            "-Dpyflink.base=" + base,
                            "-Dpyflink.image=localhost/pyflink-e2e/second-road",
                            "-Dpyflink.to=daemon")
                    .with("PATH", path + ":" + System.getenv("PATH"))
                    .with("DOCKER_HOST", docker.host())
                    .within(Duration.ofMinutes(20));
            JsonNode image = byDocker.imageOf(byDocker.succeed());
            LoadedImage third =
                    new LoadedImage(docker.engine(), image.required("reference").asText());
            JsonNode inThird = content(third);

            assertThat(image.required("builder").asText()).isEqualTo("docker");
            // The containers of its engine do not reach the index on this machine's loopback.
            List<String> distributions = new ArrayList<>(texts(inSecond.required("distributions")));
            distributions.removeAll(AddedPackages.DISTRIBUTIONS);
            assertThat(texts(inThird.required("distributions"))).isEqualTo(distributions);
            assertThat(texts(inThird.required("packages"))).isEqualTo(texts(inSecond.required("packages")));
            SortedMap<String, String> files = files(inSecond);
            files.keySet().removeIf(each -> each.matches(".*/(greet|(greeting|indexed_words)([-/].*)?)"));
            assertThat(files(inThird).keySet()).isEqualTo(files.keySet());
        }
    }

    private static JsonNode content(LoadedImage image) {
        try (Container container = image.container().start("sleep", "infinity")) {
            return JSON.readTree(container.python("content.py"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode configuration(LoadedImage image) {
        String name = image.engine().skopeoName(image.name());
        try {
            return JSON.readTree(Command.of("skopeo", "inspect", "--config", name)
                            .succeed()
                            .output())
                    .required("config");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names as their folders have them. */
    private static List<String> sourceDistributions() {
        List<String> names = new ArrayList<>();
        PROJECT.plan().required("distributions").forEach(each -> {
            if (each.has("sdist")) {
                names.add(each.required("name").asText().replace('-', '_'));
            }
        });
        return names;
    }

    /** Commands differ in their generated text: only their names and modes count. */
    private static SortedMap<String, String> files(JsonNode content) {
        SortedMap<String, String> files = new TreeMap<>();
        content.required("files").properties().forEach(file -> {
            String value = file.getValue().asText();
            boolean command = file.getKey().startsWith("/opt/venv/bin/") && value.startsWith("755 ");
            files.put(file.getKey(), command ? "command" : value);
        });
        return files;
    }

    private static List<String> union(SortedMap<String, String> one, SortedMap<String, String> other) {
        SortedMap<String, String> all = new TreeMap<>(one);
        all.putAll(other);
        return List.copyOf(all.keySet());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}

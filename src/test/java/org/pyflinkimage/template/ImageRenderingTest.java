package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.Golden;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Invocations;
import org.pyflinkimage.spec.JobAttachments;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.ImageReference;

class ImageRenderingTest {

    private static final ContextCopies NO_COPIES = new ContextCopies(List.of(), false);

    private final ImageRendering rendering = new ImageRendering(new Templates(Optional.empty()));

    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "1.17.1", "1.18.1", "1.19.3", "1.20.5", "2.0.1", "2.2.1", "2.3.0"})
    void rendersWhatWasReviewed(String flink) throws IOException {
        ImageSpec spec = Specs.spec(flink, Map.of("taskmanager.numberOfTaskSlots", "4"), Specs.job("word_count.py"));

        SortedMap<String, RenderedFile> files =
                rendering.render(spec, Specs.plan(spec), Specs.shipped(flink), NO_COPIES);

        files.forEach((name, file) -> {
            if (!name.startsWith("files/")) {
                Golden.assertMatches("template/" + flink + "/" + name, file.text());
            }
        });
    }

    @Test
    void imageWithoutAJobIsASessionCluster() throws IOException {
        SortedMap<String, RenderedFile> files = render(Specs.spec("2.3.0"));

        assertThat(files).doesNotContainKey("kubernetes/flinksessionjob.yaml");
        assertThat(files.get("compose.yaml").text()).doesNotContain("job:");
        assertThat(files.get("kubernetes/flinkdeployment.yaml").text()).doesNotContain("\n  job:");
        assertThat(files.get("kubernetes/standalone.yaml").text())
                .doesNotContain("kind: Job")
                .contains("args: [jobmanager]", "args: [taskmanager]");
        assertThat(files.get("Dockerfile").text()).doesNotContain("COPY job/");
    }

    /** Compose files and manifests give the image's entrypoint a command, whatever runs it. */
    @Test
    void dockerfileHasTheDeclaredEntrypointAndCommand() throws IOException {
        ImageSpec plain = Specs.spec("2.3.0");
        Invocation wrapping =
                new Invocation(List.of("/usr/bin/tini", "--", "/docker-entrypoint.sh"), List.of("a \"b\"", "$C\n"));
        Invocation other = new Invocation(List.of("/bin/true"), List.of());

        assertThat(render(Invocations.running(plain, wrapping))
                        .get("Dockerfile")
                        .text())
                .endsWith(
                        "ENTRYPOINT [\"/usr/bin/tini\", \"--\", \"/docker-entrypoint.sh\"]\nCMD [\"a \\\"b\\\"\", \"$C\\u000a\"]\n");
        assertThat(render(Invocations.running(plain, other)).get("Dockerfile").text())
                .endsWith("ENTRYPOINT [\"/bin/true\"]\n");
        assertThat(render(Invocations.running(plain, Invocation.ofBase(List.of())))
                        .get("Dockerfile")
                        .text())
                .endsWith("USER 9999:9999\n");
        assertThat(render(Invocations.running(plain, Invocation.ofBase(List.of("jobmanager"))))
                        .get("Dockerfile")
                        .text())
                .endsWith("USER 9999:9999\nCMD [\"jobmanager\"]\n");
        assertThat(render(Invocations.running(plain, other)).get("compose.yaml").text())
                .isEqualTo(render(plain).get("compose.yaml").text());
    }

    @Test
    void whatHasNoRecipeMayBeOfCppToo() throws IOException {
        ImageSpec spec = Specs.spec("1.17.1");
        Plan plan = Specs.plan(spec);
        List<Distribution> more = new ArrayList<>(plan.contents().distributions());
        Sdist known = plan.contents().sdists().get(0);
        more.add(new Sdist(NormalizedName.of("acme"), "1.0", "acme-1.0.tar.gz", known.location(), known.sha256(), 10));
        Plan built = plan.withContents(plan.contents().withDistributions(more));

        assertThat(render(spec).get("Dockerfile").text()).contains("\n      gcc libc6-dev openjdk-");
        assertThat(rendering
                        .render(spec, built, Specs.shipped("1.17.1"), NO_COPIES)
                        .get("Dockerfile")
                        .text())
                .contains("\n      gcc g++ libc6-dev openjdk-");
    }

    /** What other builds of a daemon may write to is no place for what is installed: apt compares no sum there, and pip not always. */
    @ParameterizedTest
    @CsvSource({"1.17.1, false", "1.17.1, true", "2.3.0, false", "2.3.0, true"})
    void nothingComesOutOfACacheThatOtherBuildsWriteTo(String flink, boolean uponABase) throws IOException {
        String dockerfile = render(uponABase ? Specs.uponABase(flink) : Specs.spec(flink))
                .get("Dockerfile")
                .text();

        assertThat(dockerfile).doesNotContain("type=cache").contains("/bin/pip install --no-cache-dir ");
        assertThat(Stream.of(dockerfile.split("(?m)^(?=[A-Z#])")).filter(step -> step.contains("apt-get ")))
                .hasSize(2)
                .allSatisfy(step -> assertThat(step)
                        .containsSubsequence(
                                "\n    mkdir -p /tmp/pyflink-apt/archives/partial /tmp/pyflink-apt/lists/partial ",
                                "\n && apt-get -o Dir::Cache=/tmp/pyflink-apt -o Dir::State::lists=/tmp/pyflink-apt/lists update ",
                                " apt-get -o Dir::Cache=/tmp/pyflink-apt -o Dir::State::lists=/tmp/pyflink-apt/lists install ",
                                "\n && rm -rf /tmp/pyflink-apt ")
                        .doesNotContainPattern("apt-get (?!-o Dir::Cache)"));
    }

    /** That of Flink's images writes to Flink's folder, and knows nothing of the image's job. */
    @Test
    void manifestsTellTheEntrypointOfABaseWhatItDoesNotKnow() throws IOException {
        Optional<JobSpec> job = Specs.job("x.py").map(each -> each.withArguments(List.of("--date", "it's")));
        ImageSpec plain = Specs.spec("2.3.0", Map.of(), job);
        SortedMap<String, RenderedFile> own = render(plain);
        SortedMap<String, RenderedFile> ofBase = render(Invocations.running(plain, Invocation.ofBase(List.of())));

        String manifests = ofBase.get("kubernetes/standalone.yaml").text();
        assertThat(manifests).contains("readOnlyRootFilesystem: false").doesNotContain("readOnlyRootFilesystem: true");
        Object pod = Judges.yaml(manifests).get(1);
        Object container = words(pod, "spec", "template", "spec", "containers").get(0);
        assertThat(words(container, "args"))
                .containsExactly(
                        "standalone-job",
                        "--job-classname",
                        "org.apache.flink.client.python.PythonDriver",
                        "-py",
                        "/opt/flink/usrlib/x.py",
                        "--",
                        "--",
                        "--date",
                        "it's");
        assertThat(own.get("kubernetes/standalone.yaml").text())
                .contains("args: [standalone-job]")
                .doesNotContain("readOnlyRootFilesystem: false");
        assertThat(ofBase.get("compose.yaml").text()).containsPattern("JOB_MANAGER_RPC_ADDRESS: \"?jobmanager\"?\n");
        assertThat(own.get("compose.yaml").text()).doesNotContain("JOB_MANAGER_RPC_ADDRESS");
    }

    @Test
    void everyRoadRunsTheModuleWithItsArguments() throws IOException {
        List<String> arguments = List.of("-p", "two words", "$HOME `x` \"it's\"", "two\nlines", "größe; a=b #c: d");
        Optional<JobSpec> job = Specs.job("x.py")
                .map(each ->
                        each.with(new JobEntry.Module("src.app", "src/app.py")).withArguments(arguments));

        SortedMap<String, RenderedFile> files = render(Specs.spec("2.3.0", Map.of(), job));

        Object compose = Judges.compose(files.get("compose.yaml").text()).get(0);
        assertThat(words(compose, "services", "job", "command"))
                .containsExactlyElementsOf(joined(
                        List.of("flink", "run", "--jobmanager", "jobmanager:8081", "-pym", "src.app", "--", "--"),
                        arguments));
        Object cluster =
                Judges.yaml(files.get("kubernetes/flinkdeployment.yaml").text()).get(0);
        assertThat(words(cluster, "spec", "job", "args"))
                .containsExactlyElementsOf(joined(
                        List.of("-pyclientexec", "/opt/venv/bin/python", "-pym", "src.app", "--", "--"), arguments));
        Object session =
                Judges.yaml(files.get("kubernetes/flinksessionjob.yaml").text()).get(1);
        assertThat(words(session, "spec", "job", "args"))
                .containsExactlyElementsOf(joined(List.of("-pym", "src.app", "--"), arguments));
    }

    @Test
    void jarsOfTheJobLieOnFlinksClassPath() throws IOException {
        Optional<JobSpec> job = Specs.job("x.py")
                .map(each -> each.with(new JobAttachments(List.of(), List.of(), List.of("libs/my udf.jar"))));

        assertThat(render(Specs.spec("2.3.0", Map.of(), job)).get("Dockerfile").text())
                .contains("\nRUN ln -s '/opt/flink/usrlib/libs/my udf.jar' /opt/flink/lib/\n");
    }

    private static List<Object> words(Object document, String... path) {
        Object inner = document;
        for (String name : path) {
            inner = ((Map<?, ?>) inner).get(name);
        }
        return List.copyOf((List<?>) inner);
    }

    private static List<Object> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream())
                .map(Object.class::cast)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'',             uninstall -y setuptools pip",
        "pip,            uninstall -y setuptools",
        "setuptools,     uninstall -y pip",
        "setuptools pip, ''"
    })
    void whatMadeTheEnvironmentStaysWhereThePlanHasIt(String planned, String uninstalled) throws IOException {
        ImageSpec spec = Specs.spec("2.3.0");
        Plan plan = Specs.plan(spec);
        List<Distribution> distributions = new ArrayList<>(plan.contents().distributions());
        Stream.of(planned.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> Specs.wheel(name, "1"))
                .forEach(distributions::add);

        String dockerfile = rendering
                .render(
                        spec,
                        plan.withContents(plan.contents().withDistributions(distributions)),
                        Specs.shipped("2.3.0"),
                        NO_COPIES)
                .get("Dockerfile")
                .text();

        assertThat(dockerfile.lines().filter(line -> line.contains("uninstall")).collect(Collectors.joining()))
                .isEqualTo(uninstalled.isEmpty() ? "" : "RUN /opt/venv/bin/pip " + uninstalled);
    }

    @Test
    void filesOfTheImageLieBesideTheDockerfileWithTheirModes() throws IOException {
        SortedMap<String, RenderedFile> files = render(Specs.spec("2.3.0"));

        assertThat(files.get("files/docker-entrypoint.sh").mode()).isEqualTo(0755);
        assertThat(files.get("files/opt/flink/conf/config.yaml").mode()).isEqualTo(0644);
    }

    /** As the official Python image has: its own interpreter, by the names that the image's has too. */
    @Test
    void commandsOfTheBaseStay(@TempDir Path folder) throws Exception {
        assumeTrue(EntrypointFixture.isInstalled("bash"), "bash is not installed");
        SortedMap<String, RenderedFile> files = render(Specs.spec("2.3.0"));
        Path local = Files.createDirectories(folder.resolve("usr/local/bin"));
        Files.writeString(local.resolve("python3.11"), "the base's");
        Files.createSymbolicLink(local.resolve("python3"), Path.of("python3.11"));

        String dockerfile = files.get("Dockerfile").text();
        String loop = dockerfile.substring(dockerfile.indexOf("RUN for name") + 4);
        String script = loop.substring(0, loop.indexOf("done\n") + 5).replace("/usr/local", folder + "/usr/local");
        assertThat(new ProcessBuilder("bash", "-euc", script)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();

        assertThat(files.keySet()).noneMatch(name -> name.startsWith("files/usr/local/bin/python"));
        assertThat(files.get("files/usr/local/lib/pyflink-image/python"))
                .isEqualTo(RenderedFile.program("#!/bin/sh\nexec /opt/venv/bin/python3 \"$@\"\n"));
        assertThat(local.resolve("python3")).isSymbolicLink().hasContent("the base's");
        assertThat(Files.readSymbolicLink(local.resolve("python")))
                .isEqualTo(Path.of(folder + "/usr/local/lib/pyflink-image/python"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "2.3.0"})
    void interpreterIsThatOfThePackagesWhateverTheBaseHasByTheName(String flink) throws IOException {
        ImageSpec spec = Specs.spec(flink);
        String minor = spec.combination().python().toString();

        String dockerfile = rendering
                .render(spec, Specs.plan(spec), Specs.shipped(flink), NO_COPIES)
                .get("Dockerfile")
                .text();

        assertThat(dockerfile)
                .contains(" && /usr/bin/python" + minor + " -m venv --clear /opt/venv\n", " python" + minor + "-venv ")
                .doesNotContainPattern("(?m)^[^#]*[^-/.a-z]python3? -");
    }

    @Test
    void valuesOfLabelsAreQuoted() throws IOException {
        ImageSpec spec =
                Specs.spec("2.3.0").with(DeclaredSettings.standard().withLabels(Map.of("a", "x \"y\" $HOME \\")));

        assertThat(render(spec).get("Dockerfile").text()).contains("LABEL a=\"x \\\"y\\\" \\$HOME \\\\\"\n");
    }

    @Test
    void portsAndFoldersOfContainersAreDeclaredAndMade() throws IOException {
        String plain = render(Specs.spec("2.3.0")).get("Dockerfile").text();
        String declared = render(Specs.withFolders("2.3.0")).get("Dockerfile").text();

        assertThat(plain)
                .contains("\nEXPOSE 6123 8081\nWORKDIR /opt/flink\nUSER")
                .doesNotContain("VOLUME", "for folder in");
        assertThat(declared)
                .contains(
                        "\nEXPOSE 5005/udp 6123 8081 9249\nVOLUME [\"/data/a\", \"/data/b\"]\nWORKDIR /srv/work\nUSER")
                .contains("\nRUN for folder in /data/a /data/b /srv/work; do");
    }

    @Test
    void declaredBaseIsThatOfTheDockerfile() throws IOException {
        String base = "registry.example.com/debian:bookworm-slim@sha256:" + "0".repeat(64);

        assertThat(render(Specs.spec("2.3.0").with(DeclaredContents.none().withBase(ImageReference.of(base))))
                        .get("Dockerfile")
                        .text())
                .contains("\nARG BASE=" + base + "\n");
    }

    /** It may be an image of Flink, which is left as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "2.3.0"})
    void dockerfileUponADeclaredBaseLeavesWhatThatHas(String flink) throws IOException {
        ImageSpec spec = Specs.uponABase(flink);
        ImageSpec plain = Specs.spec(flink);

        Golden.assertDifferenceMatches(
                "template/upon-a-base/%s.txt".formatted(flink),
                rendering
                        .render(plain, Specs.planWithAPart(plain), Specs.shipped(flink), NO_COPIES)
                        .get("Dockerfile")
                        .text(),
                rendering
                        .render(spec, Specs.planWithAPart(spec), Specs.shipped(flink), NO_COPIES)
                        .get("Dockerfile")
                        .text());
    }

    @Test
    void kubernetesGetsTheMemoryThatFlinkIsConfiguredFor() throws IOException {
        ImageSpec spec = Specs.spec(
                "2.3.0",
                Map.of(
                        "taskmanager.memory.process.size",
                        "4194304 kibibytes",
                        "jobmanager.memory.process.size",
                        "unknown"),
                Optional.empty());

        assertThat(render(spec).get("kubernetes/standalone.yaml").text())
                .contains("memory: 4Gi")
                .contains("memory: 1600Mi");
    }

    @Test
    void configuredDirectoryOfCheckpointsIsNotReplacedByComposesVolume() throws IOException {
        ImageSpec spec =
                Specs.spec("2.3.0", Map.of("execution.checkpointing.dir", "s3://bucket/path"), Optional.empty());

        assertThat(render(spec).get("compose.yaml").text())
                .doesNotContain("execution.checkpointing.dir")
                .contains("execution.checkpointing.savepoint-dir: file:///opt/flink/state/savepoints");
    }

    @Test
    void ownTemplateReplacesOneOfAFolderToo(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("kubernetes"));
        Files.writeString(folder.resolve("kubernetes/standalone.yaml.ftl"), "# [=image.reference]\n");

        SortedMap<String, RenderedFile> files = render(folder, Specs.spec("2.3.0"));

        assertThat(files.get("kubernetes/standalone.yaml").text())
                .isEqualTo("# registry.example.com/team/word-count:2.3.0-java17\n");
        assertThat(files.get("kubernetes/flinkdeployment.yaml").text()).contains("kind: FlinkDeployment");
    }

    private SortedMap<String, RenderedFile> render(ImageSpec spec) throws IOException {
        return rendering.render(
                spec, Specs.plan(spec), Specs.shipped(spec.combination().flink().toString()), NO_COPIES);
    }

    private static SortedMap<String, RenderedFile> render(Path templates, ImageSpec spec) throws IOException {
        return new ImageRendering(new Templates(Optional.of(templates)))
                .render(spec, Specs.plan(spec), Specs.shipped("2.3.0"), NO_COPIES);
    }
}

package org.pyflinkimage.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.UnixPath;

/**
 * What the programs that rendered files are for say of them. {@code src/test/scripts/install-judges.sh} installs the programs; a
 * missing one skips its tests, and fails them with {@code -De2e=required}.
 */
class RenderedFilesTest {

    private static final Path SCHEMAS =
            Path.of("src/test/resources/org/pyflinkimage/template/schemas").toAbsolutePath();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "2.3.0"})
    void hadolintFindsNothingInTheDockerfile(String flink) throws Exception {
        render(flink, true);

        judge("hadolint", "--failure-threshold", "style", "Dockerfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "2.3.0"})
    void hadolintFindsNothingUponADeclaredBase(String flink) throws Exception {
        write(Specs.uponABase(flink));

        judge("hadolint", "--failure-threshold", "style", "Dockerfile");
    }

    @Test
    void hadolintFindsNothingInFoldersOfContainers() throws Exception {
        write(Specs.withFolders("2.3.0"));

        judge("hadolint", "--failure-threshold", "style", "Dockerfile");
    }

    @Test
    void hadolintFindsNothingInExtraDirectories() throws Exception {
        UnixPath into = UnixPath.of("/etc/it's mine");
        write(
                Specs.spec("2.3.0"),
                List.of(new ExtraCopy(
                        "extra/0",
                        into,
                        ContainerUser.FLINK,
                        new TreeMap<>(Map.of(into, 0755, into.resolve("deep"), 0700)),
                        new TreeMap<>(Map.of(into.resolve("run.sh"), 0755)))));

        assertThat(text("Dockerfile")).contains("install -d -o 9999 -g 9999 -m 700 '/etc/it'\\''s mine/deep'");
        judge("hadolint", "--failure-threshold", "style", "Dockerfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "2.3.0"})
    void composeFileFollowsTheSpecification(String flink) throws Exception {
        render(flink, true);

        judge("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.17.1", "2.3.0"})
    void podmanComposeReadsTheServices(String flink) throws Exception {
        render(flink, true);

        assertThat(judge("podman-compose", "-f", "compose.yaml", "config"))
                .contains("jobmanager:", "taskmanager:", "condition: service_healthy", "state:/opt/flink/state");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plainManifestsAreWhatKubernetesTakes(boolean job) throws Exception {
        render("2.3.0", job);

        assertThat(judge(
                        "kubeconform",
                        "-strict",
                        "-summary",
                        "-schema-location",
                        SCHEMAS + "/{{ .ResourceKind }}{{ .KindSuffix }}.json",
                        "kubernetes/standalone.yaml"))
                .contains("Valid: 3, Invalid: 0, Errors: 0, Skipped: 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.16.3", "1.18.1", "2.3.0"})
    void operatorKnowsTheFieldsTypesAndWordsOfItsManifests(String flink) throws Exception {
        render(flink, true);

        OperatorSchema.requireValid(text("kubernetes/flinkdeployment.yaml"));
        OperatorSchema.requireValid(text("kubernetes/flinksessionjob.yaml"));
    }

    @Test
    void schemaRefusesAWrongVersionOrField() throws Exception {
        render("2.3.0", true);
        String right = text("kubernetes/flinkdeployment.yaml");

        assertThat(OperatorSchema.mistakes(right.replace("v2_3", "v2_99")))
                .containsExactly("spec.flinkVersion: v2_99 is no word of the schema");
        assertThat(OperatorSchema.mistakes(right.replace("upgradeMode", "upgradeMood")))
                .containsExactly("spec.job.upgradeMood: no field of the schema");
        assertThat(OperatorSchema.mistakes(right.replace("replicas: 1", "replicas: one")))
                .containsExactly("spec.jobManager.replicas: no integer");
    }

    @Test
    void entrypointIsAShellScriptWithoutDoubts() throws Exception {
        render("2.3.0", true);

        judge("shellcheck", "files/docker-entrypoint.sh");
    }

    @Test
    void examplesOfPipelinesAreWhatTheirServersTake() throws Exception {
        Path examples = Path.of("examples/ci").toAbsolutePath();
        String gitHub = examples.resolve("github-workflow.yml").toString();
        String gitLab = examples.resolve("gitlab-ci.yml").toString();
        String job = examples.resolve("image-job.gitlab-ci.yml").toString();

        judge("actionlint", gitHub);
        judge("check-jsonschema", "--builtin-schema", "vendor.github-workflows", gitHub);
        judge("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", gitLab, job);
    }

    @Test
    void theProjectsOwnPipelineIsWhatItsServerTakes() throws Exception {
        String own = Path.of(".github/workflows/verify.yml").toAbsolutePath().toString();

        judge("actionlint", own);
        judge("check-jsonschema", "--builtin-schema", "vendor.github-workflows", own);
    }

    private void render(String flink, boolean job) throws IOException {
        write(Specs.spec(
                flink,
                Map.of("a.quoted.key", "x \"y\" \\ 'z'"),
                job ? Specs.job("jobs/word_count.py") : Optional.empty()));
    }

    private void write(ImageSpec spec) throws IOException {
        write(spec, List.of());
    }

    private void write(ImageSpec spec, List<ExtraCopy> extra) throws IOException {
        Map<String, RenderedFile> files = new ImageRendering(new Templates(Optional.empty()))
                .render(
                        spec,
                        Specs.plan(spec),
                        Specs.shipped(spec.combination().flink().toString()),
                        new ContextCopies(extra, false));
        for (Map.Entry<String, RenderedFile> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue().text());
        }
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private String judge(String program, String... words) throws Exception {
        requireOnPath(program);
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static void requireOnPath(String program) {
        boolean there = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there && "required".equals(System.getProperty("e2e"))) {
            throw new AssertionError(
                    "`" + program + "` is not on the PATH; src/test/scripts/install-judges.sh installs it");
        }
        if (!there) {
            String reason =
                    "skipped: `" + program + "` is not on the PATH; src/test/scripts/install-judges.sh installs it";
            System.out.println(reason);
            abort(reason);
        }
    }
}

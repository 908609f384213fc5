package org.pyflinkimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** Shell scripts stand in for docker, podman and buildah. */
@DisabledOnOs(OS.WINDOWS)
class BuilderTest {

    private static final String SUM = "a".repeat(64);
    private static final List<ImageReference> REFERENCES =
            List.of(ImageReference.of("registry.example.com/team/job:1"), ImageReference.of("local/job:2"));

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private final List<String> details = new ArrayList<>();
    private Path bin;

    @BeforeEach
    void setUp() throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
    }

    @Test
    void dockerIsToldPlatformSecretsAndAllNames() throws IOException {
        program("docker", "echo $DOCKER_BUILDKIT > '%s/buildkit'".formatted(folder));

        builder("docker").build(order(Optional.empty()));

        assertThat(arguments())
                .isEqualTo(List.of(
                        "build",
                        "--platform",
                        "linux/amd64",
                        "--build-arg",
                        "no_proxy",
                        "--secret",
                        "id=pip.conf,src=" + folder.resolve("pip.conf"),
                        "--tag",
                        "registry.example.com/team/job:1",
                        "--tag",
                        "local/job:2",
                        "--file",
                        folder.resolve("context/Dockerfile").toString(),
                        folder.resolve("context").toString()));
        assertThat(folder.resolve("buildkit")).hasContent("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"podman", "buildah"})
    void thoseWithoutADaemonAreToldTheSame(String name) throws IOException {
        program(name, "exit 0");

        builder(name).build(order(Optional.of(ImageReference.of("registry.example.com/base:1"))));

        assertThat(arguments())
                .isEqualTo(List.of(
                        name.equals("podman") ? "build" : "bud",
                        "--platform",
                        "linux/amd64",
                        "--secret",
                        "id=pip.conf,src=" + folder.resolve("pip.conf"),
                        "--annotation",
                        "a.key=of two words",
                        "--tag",
                        "registry.example.com/team/job:1",
                        "--tag",
                        "local/job:2",
                        "--file",
                        folder.resolve("context/Dockerfile").toString(),
                        folder.resolve("context").toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5000/base:1", "localhost/base", "[::1]:5000/base"})
    void registryOfThisMachineNeedsNoTls(String base) throws IOException {
        program("buildah", "exit 0");

        builder("buildah").build(order(Optional.of(ImageReference.of(base))));

        assertThat(arguments()).contains("--tls-verify=false");
    }

    @Test
    void loginOfTheBasesRegistryIsGivenByAFileThatIsGoneAfterwards() throws IOException {
        program(
                "buildah",
                "while [ $1 != --authfile ]; do shift; done; cp -p $2 '%1$s/auth.json'; echo $2 > '%1$s/where'"
                        .formatted(folder));

        builder("buildah", false, registry -> Optional.of(new Login("me", "secret of " + registry)))
                .build(order(Optional.of(ImageReference.of("registry.example.com/base:1"))));

        assertThat(folder.resolve("auth.json"))
                .hasContent(
                        "{\"auths\":{\"registry.example.com\":{\"auth\":\"bWU6c2VjcmV0IG9mIHJlZ2lzdHJ5LmV4YW1wbGUuY29t\"}}}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("auth.json"))))
                .isEqualTo("rw-------");
        assertThat(Path.of(Files.readString(folder.resolve("where")).strip())).doesNotExist();
        assertThat(arguments()).noneMatch(word -> word.contains("secret of"));
    }

    @Test
    void stepsAreNotedAndTheRestIsForThoseWhoLook() throws IOException {
        program(
                "podman",
                "echo '[1/3] STEP 2/3: RUN   apt-get'; echo https://me:secret@example.com/; echo '#7 [a 1/2] FROM'");

        builder("podman").build(order(Optional.empty()));

        assertThat(notes).containsExactly("[1/3] STEP 2/3: RUN apt-get", "#7 [a 1/2] FROM");
        assertThat(details).containsExactly("https://example.com/");
    }

    @Test
    void failureIsToldWithItsLastWordsAndWithoutLogins() throws IOException {
        program("docker", "echo first; for i in 1 2 3 4 5; do echo at https://me:secret@example.com/$i; done; exit 7");

        assertThatThrownBy(() -> builder("docker").build(order(Optional.empty())))
                .hasMessageContaining("PYF-852")
                .hasMessageContaining("at https://example.com/5")
                .hasMessageContaining("mvn -X")
                .hasMessageNotContaining("secret@")
                .hasMessageNotContaining("first");
    }

    @Test
    void builderThatIsNowhereIsRefused() {
        assertThatThrownBy(() -> builder("podman"))
                .hasMessageContaining("PYF-851")
                .hasMessageContaining("PATH");
    }

    @Test
    void oldDockerWritesNoOciArchive() throws IOException {
        program("docker", "echo 24.0.7");

        assertThatThrownBy(() -> builder("docker").requireThatItWrites(Set.of(Output.OCI_ARCHIVE)))
                .hasMessageContaining("PYF-853")
                .hasMessageContaining("24.0.7")
                .hasMessageContaining("docker-archive");
        builder("docker").requireThatItWrites(Set.of(Output.DOCKER_ARCHIVE, Output.DAEMON, Output.REGISTRY));
    }

    @Test
    void newerDockerDoes() throws IOException {
        program("docker", "echo 28.2.2");

        builder("docker").requireThatItWrites(Set.of(Output.OCI_ARCHIVE));
    }

    @Test
    void buildahHasADaemonWherePodmanIs() throws IOException {
        program("buildah", "exit 0");
        Builder alone = builder("buildah");
        assertThatThrownBy(() -> alone.requireThatItWrites(Set.of(Output.DAEMON)))
                .hasMessageContaining("PYF-853")
                .hasMessageContaining("podman");

        program("podman", "exit 0");
        builder("buildah").requireThatItWrites(Set.of(Output.DAEMON));
    }

    @Test
    void dockerThatDoesNotAnswerIsToldBeforeAnythingIsBuilt() throws IOException {
        program("docker", "echo Cannot connect; exit 1");

        assertThatThrownBy(() -> builder("docker").requireThatItWrites(Set.of(Output.OCI_ARCHIVE)))
                .hasMessageContaining("PYF-852")
                .hasMessageContaining("Cannot connect")
                .hasMessageContaining("DOCKER_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void archiveOfAnEngineAppearsWhole(String name) throws IOException {
        program(name, "while [ $1 != --output ]; do shift; done; echo whole > $2");
        Path file = folder.resolve("new/image.tar");

        builder(name).save(REFERENCES, Output.DOCKER_ARCHIVE, file);

        assertThat(file).hasContent("whole");
        assertThat(arguments()).startsWith("save").endsWith("registry.example.com/team/job:1", "local/job:2");
        assertThat(arguments().contains("--format")).isEqualTo(name.equals("podman"));
    }

    @Test
    void podmansOciArchiveHasOneName() throws IOException {
        program("podman", "while [ $1 != --output ]; do shift; done; echo whole > $2");

        builder("podman").save(REFERENCES, Output.OCI_ARCHIVE, folder.resolve("image.tar"));

        assertThat(arguments()).contains("oci-archive").endsWith("registry.example.com/team/job:1");
    }

    @Test
    void buildahPushesIntoAnArchive() throws IOException {
        program("buildah", "file=${3#oci-archive:}; echo whole > \"${file%%:*}\"");

        builder("buildah").save(REFERENCES, Output.OCI_ARCHIVE, folder.resolve("image.tar"));

        assertThat(folder.resolve("image.tar")).hasContent("whole");
        assertThat(arguments()).hasSize(3).startsWith("push", "registry.example.com/team/job:1");
        assertThat(arguments().get(2))
                .startsWith("oci-archive:" + folder)
                .endsWith(".unfinished:registry.example.com/team/job:1");
    }

    @Test
    void archiveThatIsNotWrittenLeavesNothingBehind() throws IOException {
        program("podman", "while [ $1 != --output ]; do shift; done; echo half > $2; echo no space left; exit 125");
        Path file = Files.writeString(folder.resolve("image.tar"), "of before");

        assertThatThrownBy(() -> builder("podman").save(REFERENCES, Output.OCI_ARCHIVE, file))
                .hasMessageContaining("PYF-854")
                .hasMessageContaining("no space left");
        assertThat(file).hasContent("of before");
        assertThat(folder).isDirectoryNotContaining(left -> left.toString().endsWith(".unfinished"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"podman", "buildah"})
    void pushTellsTheDigest(String name) throws IOException {
        program(name, "while [ $1 != --digestfile ]; do shift; done; printf sha256:%s > $2".formatted(SUM));

        Optional<Sha256> digest =
                builder(name, true, registry -> Optional.empty()).push(REFERENCES.get(0));

        assertThat(digest).contains(new Sha256(SUM));
        assertThat(arguments())
                .startsWith("push")
                .contains("--tls-verify=false")
                .endsWith("registry.example.com/team/job:1", "docker://registry.example.com/team/job:1");
    }

    @Test
    void dockersPushTellsTheDigestInItsLastLine() throws IOException {
        program("docker", "echo layer; echo 1: digest: sha256:%s size: 1234".formatted(SUM));

        assertThat(builder("docker").push(REFERENCES.get(0))).contains(new Sha256(SUM));
        assertThat(arguments()).containsExactly("push", "registry.example.com/team/job:1");
    }

    @Test
    void failingPushIsToldWithItsLastWords() throws IOException {
        program("buildah", "echo unauthorized; exit 1");

        assertThatThrownBy(() -> builder("buildah").push(REFERENCES.get(0)))
                .hasMessageContaining("PYF-855")
                .hasMessageContaining("unauthorized")
                .hasMessageContaining("`buildah login registry.example.com`")
                .hasMessageContaining("-Dpyflink.allowInsecureRegistries");
    }

    @Test
    void podmanKnowsSizeLayersAndWhatMadeThem() throws IOException {
        answer("podman", """
                time="x" level=warning msg="a warning first"
                [{"Size": 7, "RootFS": {"Layers": ["sha256:%1$s", "sha256:%1$s"]}, "History": [
                  {"created_by": "/bin/sh -c #(nop) ADD file:%1$s in / "},
                  {"created_by": "ENV A=b", "empty_layer": true},
                  {"created_by": "/bin/sh -c --mount=type=secret,id=a   apt-get update", "empty_layer": true},
                  {"created_by": "/bin/sh -c #(nop) COPY multi:%1$s in /opt", "empty_layer": true},
                  {"created_by": "/bin/sh -c #(nop) CMD [\\"help\\"]"}]}]
                """.formatted(SUM));

        ImageContents contents = builder("podman").inspect(REFERENCES.get(0));

        assertThat(contents.digest()).isEmpty();
        assertThat(contents.size()).isEmpty();
        assertThat(contents.unpackedSize()).hasValue(7);
        assertThat(contents.layers())
                .extracting(BuiltLayer::contents)
                .containsExactly("ADD /", "apt-get update; COPY /opt");
    }

    @Test
    void dockerKnowsNoHistory() throws IOException {
        answer("docker", "[{\"Size\": 7, \"RootFS\": {\"Layers\": [\"sha256:%s\"]}}]".formatted(SUM));

        assertThat(builder("docker").inspect(REFERENCES.get(0)).layers())
                .extracting(BuiltLayer::contents)
                .containsExactly("layer 1");
    }

    @Test
    void buildahKnowsLayersAlone() throws IOException {
        answer("buildah", "{\"OCIv1\": {\"rootfs\": {\"diff_ids\": [\"sha256:%s\"]}, \"history\": []}}".formatted(SUM));

        ImageContents contents = builder("buildah").inspect(REFERENCES.get(0));

        assertThat(contents.unpackedSize()).isEmpty();
        assertThat(contents.layers()).extracting(BuiltLayer::diffId).containsExactly(new Sha256(SUM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "[{\"RootFS\": {\"Layers\": [\"short\"]}}]"})
    void answerThatNobodyUnderstandsIsAProblem(String text) throws IOException {
        answer("docker", text);

        assertThatThrownBy(() -> builder("docker").inspect(REFERENCES.get(0))).hasMessageContaining("PYF-856");
    }

    private BuildOrder order(Optional<ImageReference> base) throws IOException {
        Path secret = Files.writeString(folder.resolve("pip.conf"), "[global]\n");
        return new BuildOrder(
                folder.resolve("context"),
                Platform.LINUX_AMD64,
                base,
                REFERENCES,
                new TreeMap<>(Map.of("pip.conf", secret)),
                new TreeMap<>(Map.of("a.key", "of two words")));
    }

    private Builder builder(String name) {
        return builder(name, false, registry -> Optional.empty());
    }

    private Builder builder(String name, boolean insecure, RegistryCredentials credentials) {
        return Builder.find(
                BuilderName.parse(name).orElseThrow(),
                new Environment(
                        Map.of("PATH", folder.resolve("missing") + File.pathSeparator + bin, "no_proxy", "localhost"),
                        folder),
                new Builder.Surroundings(
                        insecure, credentials, text -> text.replaceAll("//[^@/]*@", "//"), new RecordingLog()));
    }

    private List<String> arguments() throws IOException {
        return Files.readAllLines(folder.resolve("arguments"));
    }

    private void answer(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("answer"), text);
        program(name, "cat '%s'".formatted(file));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(
                bin.resolve(name),
                "#!/bin/sh\nPATH=/usr/bin:/bin\nprintf '%%s\\n' \"$@\" > '%s/arguments'\n%s\n"
                        .formatted(folder, script));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private final class RecordingLog implements BuildLog {
        @Override
        public void step(String what) {}

        @Override
        public void note(String message) {
            notes.add(message);
        }

        @Override
        public void detail(String message) {
            details.add(message);
        }

        @Override
        public void warn(Problem problem) {}

        @Override
        public Progress progress(String task, long total) {
            return SilentLog.INSTANCE.progress(task, total);
        }
    }
}

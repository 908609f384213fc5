package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.OciArchive;
import org.pyflinkimage.image.SampleImages;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Locks;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/** A shell script stands in for podman: it writes down what it is told. */
@DisabledOnOs(OS.WINDOWS)
class DockerfileBuildTest {

    private static final Plan USING_BOTH = Locks.small().plans().get(0);

    private static final String CELL = "flink-2.2.1-java17-python3.11-linux-amd64";
    private static final String SUM = "a".repeat(64);

    /** What podman says of an image. */
    private static final String INSPECTED = """
            [{"Size": 1000, "RootFS": {"Type": "layers", "Layers": ["sha256:%s"]}, "History": [{"created_by": "RUN x"}]}]
            """.formatted(SUM).strip();

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void podman() throws IOException {
        tiny = new TinyImage(folder);
        program("podman", """
                echo "$*" >> '%1$s/podman.log'
                for last; do :; done
                case "$1 $2" in
                  "image inspect") printf '%%s' '%2$s';;
                  "save "*) format=$3; while [ "$1" != --output ]; do shift; done
                    case $format in oci*) cp '%1$s/oci.tar' "$2";; *) echo archive > "$2";; esac;;
                  "push "*) while [ "$1" != --digestfile ]; do shift; done
                    if [ -e '%1$s/second' ]; then cp '%1$s/second' "$2"; else printf 'sha256:%3$s' > "$2"; fi
                    if [ -e '%1$s/next' ]; then mv '%1$s/next' '%1$s/second'; fi;;
                esac
                """.formatted(folder, INSPECTED, SUM));
    }

    @Test
    void builderBuildsWhatWasRendered() throws IOException {
        BuildReport report = build("docker-archive");

        Path context = tiny.results().resolve(CELL);
        assertThat(context.resolve("Dockerfile")).exists();
        assertThat(calls().get(0))
                .startsWith("build --platform linux/amd64 ")
                .contains("--tag example.com/team/tiny:1 --tag example.com/team/tiny:latest")
                .endsWith("--file " + context.resolve("Dockerfile") + " " + context);
        assertThat(report.engine()).isEqualTo(new BuildReport.Engine("podman", true));
        assertThat(report.time()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(5));
    }

    /** No container sees the folders of this machine; a rendering that others build is the same everywhere. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatPackagesMayBeBuiltByComesAlong(boolean built) throws IOException {
        if (built) {
            tiny.addSdist("dill", new byte[1]);
        }
        Path wheel = Files.createDirectories(folder.resolve("wheels")).resolve("setuptools-1-py3-none-any.whl");
        Files.writeString(wheel, "wheel");
        Files.writeString(folder.resolve("requirements.txt"), "--find-links wheels\n");
        Request request = tiny.request(TinyImage.spec(tiny.declaration()
                .with(Element.TO, List.of("daemon"))
                .with(Element.REQUIREMENTS, List.of("requirements.txt"))));

        road(BuilderName.PODMAN, request).build();
        new Rendering(request, folder.resolve("rendered"), tiny.machine(request)).write();

        Path context = tiny.results().resolve(CELL);
        assertThat(folder.resolve("rendered").resolve(CELL).resolve("distributions"))
                .doesNotExist();
        if (built) {
            assertThat(context.resolve("distributions/setuptools-1-py3-none-any.whl"))
                    .hasContent("wheel");
            assertThat(context.resolve("Dockerfile"))
                    .content()
                    .contains("COPY distributions/ /tmp/distributions/", " --find-links /tmp/distributions ");
            assertThat(tiny.log.lines)
                    .anyMatch(line -> line.startsWith("note distributions/ has what lies on this machine's disk: "));
        } else {
            assertThat(context.resolve("distributions")).doesNotExist();
        }
    }

    @Test
    void flowIsTold() throws IOException {
        build("docker-archive,registry");

        assertThat(tiny.log.lines)
                .filteredOn(line -> line.startsWith("step"))
                .containsExactly(
                        "step Rendering Flink 2.2.1, Java 17, Python 3.11, linux/amd64",
                        "step Building Flink 2.2.1, Java 17, Python 3.11, linux/amd64 with podman",
                        "step Writing image-docker.tar",
                        "step Pushing example.com/team/tiny:1",
                        "step Pushing example.com/team/tiny:latest");
    }

    @Test
    void archiveAndWhatTheBuilderKnowsAreTheImage() throws IOException {
        BuiltImage built = build("docker-archive").images().get(0);

        assertThat(built.builder()).contains(BuilderName.PODMAN);
        assertThat(built.reference()).hasToString("example.com/team/tiny:1");
        assertThat(built.archive()).contains(tiny.results().resolve(CELL + "/image-docker.tar"));
        assertThat(built.archive().orElseThrow()).hasContent("archive");
        assertThat(built.contents().digest()).isEmpty();
        assertThat(built.contents().layers()).hasSize(1);
        assertThat(tiny.results().resolve("images.json")).content().contains("\"builder\" : \"podman\"");
    }

    @Test
    void whatTheOciArchiveSaysComesBeforeWhatTheBuilderKnows() throws IOException {
        AssembledImage image = SampleImages.image(folder);
        OciArchive.write(image, List.of(ImageReference.of("example.com/team/tiny:1")), folder.resolve("oci.tar"));

        BuiltImage built = build("docker-archive,oci-archive,registry").images().get(0);

        assertThat(built.archive()).contains(tiny.results().resolve(CELL + "/image-oci.tar"));
        assertThat(built.contents().layers()).hasSameSizeAs(image.layers());
        assertThat(built.contents().digest()).contains(new Sha256(SUM));
        assertThat(calls()).noneMatch(call -> call.startsWith("image inspect"));
        assertThat(built.archive().orElseThrow().resolveSibling("image-docker.tar"))
                .hasContent("archive");
    }

    @Test
    void whatContainersDoNotReachIsToldAtEveryBuild() throws IOException {
        Request request = request("daemon");
        String lock = Files.readString(request.lockFile());
        Files.writeString(
                request.lockFile(),
                lock.replace(
                        "http://127.0.0.1:9/debian/", folder.resolve("debian").toUri() + "/"));

        road(BuilderName.PODMAN, request).build();

        assertThat(tiny.log.lines).filteredOn("warn PYF-859"::equals).hasSize(1);
    }

    @Test
    void pushedImageHasTheDigestOfTheRegistry() throws IOException {
        BuiltImage built = build("registry").images().get(0);

        assertThat(built.archive()).isEmpty();
        assertThat(built.contents().digest()).contains(new Sha256(SUM));
        assertThat(calls()).filteredOn(call -> call.startsWith("push")).hasSize(2);
        assertThat(tiny.log.lines).noneMatch(line -> line.contains("has the digest"));
        assertThat(calls()).noneMatch(call -> call.startsWith("save"));
    }

    @Test
    void reportedDigestIsThatOfTheReportedName() throws IOException {
        String other = "b".repeat(64);
        Files.writeString(folder.resolve("next"), "sha256:" + other);

        BuiltImage built = build("registry").images().get(0);

        assertThat(built.contents().digest()).contains(new Sha256(SUM));
        assertThat(tiny.log.lines)
                .contains(
                        "note example.com/team/tiny:latest has the digest sha256:%s, not that of example.com/team/tiny:1, sha256:%s"
                                .formatted(other, SUM));
    }

    @Test
    void imageThatGoesNowhereElseStaysInTheBuildersStorage() throws IOException {
        BuiltImage built = build("daemon").images().get(0);

        assertThat(built.archive()).isEmpty();
        assertThat(calls()).hasSize(2).noneMatch(call -> call.matches("(save|push) .*"));
    }

    @Test
    void builderThatCannotWriteThereIsRefusedBeforeAnythingIsDone() throws IOException {
        program("buildah", "exit 0");
        Files.delete(folder.resolve("bin/podman"));
        Request request = request("daemon");

        assertThatThrownBy(() -> road(BuilderName.BUILDAH, request).build()).hasMessageContaining("PYF-853");
        assertThat(tiny.log.lines).isEmpty();
    }

    @Test
    void builderThatIsNotThereIsRefusedBeforeAnythingIsDone() throws IOException {
        Request request = request("daemon");

        assertThatThrownBy(() -> road(BuilderName.DOCKER, request)).hasMessageContaining("PYF-851");
        assertThat(tiny.log.lines).isEmpty();
    }

    @Test
    void archiveOnThisMachinesDiskIsTold() {
        LockFile lock = new LockFile(
                Sources.of(Map.of(
                        "debian", URI.create("file:///srv/debian/"), "python", URI.create("http://127.0.0.1/simple/"))),
                List.of());

        assertThat(DockerfileBuild.outOfReach(lock, USING_BOTH, Set.of()))
                .singleElement()
                .extracting(Problem::toText, as(InstanceOfAssertFactories.STRING))
                .contains("PYF-859", "`debian`: file:///srv/debian/", "-Dpyflink.debianMirror");
    }

    @Test
    void packagesOnThisMachinesDiskAreToldWhereADockerfileOfOnesOwnDoesNotCopyThem() {
        LockFile lock = new LockFile(Sources.of(Map.of("python", URI.create("file:///srv/simple/"))), List.of());

        assertThat(DockerfileBuild.outOfReach(lock, USING_BOTH, Set.of())).isEmpty();
        assertThat(DockerfileBuild.outOfReach(lock, USING_BOTH, Set.of(Source.PYTHON)))
                .singleElement()
                .extracting(Problem::toText, as(InstanceOfAssertFactories.STRING))
                .contains("PYF-859", "`python`: file:///srv/simple/", "--find-links /tmp/distributions/");
    }

    /** A lock file has places that only another platform or version takes files from. */
    @Test
    void whatTheImageTakesNothingFromIsNoMatter() {
        LockFile lock = new LockFile(
                Sources.of(Map.of(
                        "debian", URI.create("file:///srv/debian/"), "debian-2", URI.create("file:///srv/other/"))),
                List.of());

        assertThat(DockerfileBuild.outOfReach(lock, USING_BOTH, Set.of()))
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .endsWith("`debian`: file:///srv/debian/");
        assertThat(DockerfileBuild.outOfReach(lock, Plans.empty(), Set.of())).isEmpty();
    }

    /** The archive is out of a container's reach in any case; of the packages it depends on who wrote the Dockerfile. */
    @ParameterizedTest
    @CsvSource({"false, 1", "true, 2"})
    void dockerfileOfOnesOwnDoesNotCopyPackages(boolean own, int warnings) throws IOException {
        tiny.mirrored();
        Path templates = Files.createDirectories(folder.resolve("templates"));
        if (own) {
            Files.writeString(templates.resolve("Dockerfile.ftl"), "FROM [=base]\n");
        }
        Request plain = request("daemon");
        Request request = new Request(
                plain.specs(),
                plain.lockFile(),
                plain.locked(),
                plain.output(),
                Optional.of(templates),
                plain.sources(),
                plain.created(),
                plain.severities());

        road(BuilderName.PODMAN, request).build();

        assertThat(tiny.log.lines).filteredOn("warn PYF-859"::equals).hasSize(warnings);
    }

    @Test
    void secretsAreTheConfigurationOfAptAndPip() throws IOException {
        Files.createDirectories(folder.resolve("home/.config/pip"));
        Files.writeString(
                folder.resolve("home/.config/pip/pip.conf"), "[global]\nindex-url = http://a:b@127.0.0.1:9/simple/\n");

        build("daemon");

        assertThat(calls().get(0)).containsPattern("--secret id=pip\\.conf,src=\\S+/pip\\.conf");
    }

    /** pip tells where it looks. */
    @Test
    void whatABuilderSaysHasNoValueOfAVariable() throws IOException {
        tiny.variables.put("TOKEN", "Ab3dEf9hIj2kLm1n");
        program("podman", "echo 'Looking in http://me:word@127.0.0.1:9/Ab3dEf9hIj2kLm1n/simple'; exit 1");
        Files.writeString(folder.resolve("requirements.txt"), "--extra-index-url http://127.0.0.1:9/${TOKEN}/simple\n");
        Request request = tiny.request(TinyImage.spec(tiny.declaration()
                .with(Element.TO, List.of("daemon"))
                .with(Element.REQUIREMENTS, List.of("requirements.txt"))));

        assertThatThrownBy(() -> road(BuilderName.PODMAN, request).build())
                .hasMessageContaining("[PYF-852]")
                .hasMessageContaining("Looking in http://127.0.0.1:9/${TOKEN}/simple")
                .hasMessageNotContaining("Ab3d");
        assertThat(tiny.log.lines).noneMatch(line -> line.contains("Ab3d"));
    }

    /** What is locked may come from elsewhere; where it does not, this says why pip finds nothing. */
    @Test
    void anIndexThatPipDoesNotHearOfIsTold() throws IOException {
        Files.writeString(
                folder.resolve("requirements.txt"), "--extra-index-url http://me:${TOKEN}@127.0.0.1:9/simple\n");

        road(
                        BuilderName.PODMAN,
                        tiny.request(TinyImage.spec(tiny.declaration()
                                .with(Element.TO, List.of("daemon"))
                                .with(Element.REQUIREMENTS, List.of("requirements.txt")))))
                .build();

        assertThat(tiny.log.lines).containsOnlyOnce("warn PYF-467");
    }

    /** What the warning says to try. */
    @Test
    void declaredMirrorIsWhatContainersReach() throws IOException {
        Request locked = request("daemon");
        String lock = Files.readString(locked.lockFile());
        Files.writeString(
                locked.lockFile(),
                lock.replace(
                        "http://127.0.0.1:9/debian/", folder.resolve("debian").toUri() + "/"));
        ImageSpec spec = TinyImage.spec(tiny.declaration()
                .with(Element.TO, List.of("daemon"))
                .with(Element.DEBIAN_MIRROR, List.of("http://127.0.0.1:9/debian/")));

        road(BuilderName.PODMAN, tiny.request(spec)).build();

        assertThat(tiny.log.lines).doesNotContain("warn PYF-859");
    }

    private Request request(String to) throws IOException {
        ImageSpec spec = TinyImage.spec(tiny.declaration().with(Element.TO, List.of(to.split(",", -1))));
        return tiny.request(spec);
    }

    private Road road(BuilderName name, Request request) {
        return new DockerfileBuild(name, request, tiny.machine(request));
    }

    private BuildReport build(String to) throws IOException {
        return road(BuilderName.PODMAN, request(to)).build();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("podman.log"));
    }

    private void program(String name, String script) throws IOException {
        Somewhere.program(folder, name, script);
    }
}

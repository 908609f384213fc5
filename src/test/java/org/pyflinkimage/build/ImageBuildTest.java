package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.validation.Places;
import org.pyflinkimage.build.validation.Severities;
import org.pyflinkimage.build.validation.Validation;
import org.pyflinkimage.fetch.FoundJar;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.BuiltLayer;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MatrixFormat;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class ImageBuildTest {

    private static final Optional<Sha256> CODE = Optional.of(Sha256.of("this plugin"));
    private static final String CELL = "flink-2.2.1-java17-python3.11-linux-amd64";

    @TempDir
    private Path folder;

    private TinyImage tiny;

    @BeforeEach
    void image() throws IOException {
        tiny = new TinyImage(folder);
    }

    @Test
    void specBecomesAnImage() throws IOException {
        BuildReport report = build(CODE);

        assertThat(report.images()).hasSize(1);
        BuiltImage built = report.images().get(0);
        assertThat(built.reference()).hasToString("example.com/team/tiny:1");
        assertThat(built.archive()).contains(tiny.results().resolve(CELL + "/image-oci.tar"));
        assertThat(built.contents().layers())
                .extracting(BuiltLayer::contents)
                .containsExactly(
                        "operating system: others 1",
                        "operating system: others 2",
                        "operating system: others 3",
                        "operating system: others 7",
                        "state of the system",
                        "Java",
                        "Python packages: others 5",
                        "Flink",
                        "PyFlink",
                        "connectors",
                        "configuration",
                        "job");
        assertThat(report.engine()).isEqualTo(new BuildReport.Engine("docker", false));
        assertThat(report.time()).isBetween(Duration.ofNanos(1), Duration.ofMinutes(5));
    }

    @Test
    void heaviestPartsAreToldWhereAllIsAskedFor() throws IOException {
        GoalSettings verbose = new GoalSettings(Set.of(Element.VERBOSE), StoreLimit.USUAL, MatrixFormat.USUAL);

        assertThat(build(CODE).lines(Places.withoutProject(folder), verbose))
                .contains("  heaviest")
                .anyMatch(line -> line.contains("apache-flink-libraries 2.2.1"));
    }

    @Test
    void flowIsToldStepByStep() throws IOException {
        build(CODE);

        assertThat(tiny.log.lines)
                .filteredOn(line -> !line.startsWith("done"))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("note Job: 1 file, 15 bytes (job-files.txt)"),
                        line -> assertThat(line).isEqualTo("note Using `pyflink.lock`"),
                        line -> assertThat(line)
                                .isEqualTo("step Building Flink 2.2.1, Java 17, Python 3.11, linux/amd64"),
                        line -> assertThat(line).startsWith("progress Unpacking packages: "),
                        line -> assertThat(line).isEqualTo("step Writing " + CELL + "/image-oci.tar"));
    }

    @Test
    void imagesJsonSaysWhatWasBuilt() throws IOException {
        BuildReport report = build(CODE);

        JsonNode images = new ObjectMapper()
                .readTree(tiny.results().resolve("images.json").toFile());
        assertThat(images).hasSize(1);
        assertThat(images.get(0).required("digest").asText())
                .isEqualTo(
                        report.images().get(0).contents().digest().orElseThrow().digest());
    }

    @Test
    void unchangedImageIsNotLaidOutOnceMore() throws IOException {
        List<BuiltImage> first = build(CODE).images();
        tiny.log.lines.clear();

        assertThat(build(CODE).images()).isEqualTo(first);
        assertThat(tiny.log.lines).noneMatch(line -> line.contains("Unpacking"));
    }

    @Test
    void changedImageIsLaidOutAnew() throws IOException {
        List<BuiltImage> first = build(CODE).images();
        Files.writeString(folder.resolve("job/main.py"), "print('another job')\n");
        tiny.log.lines.clear();

        assertThat(build(CODE).images()).isNotEqualTo(first);
        assertThat(tiny.log.lines).anyMatch(line -> line.contains("Unpacking"));
    }

    @Test
    void otherBuildOfThePluginLaysOutAnew() throws IOException {
        List<BuiltImage> first = build(CODE).images();
        tiny.log.lines.clear();

        assertThat(build(Optional.of(Sha256.of("another"))).images()).isEqualTo(first);
        assertThat(tiny.log.lines).anyMatch(line -> line.contains("Unpacking"));
    }

    @Test
    void codeThatIsBeingWorkedOnRemembersNothing() throws IOException {
        build(Optional.empty());
        tiny.log.lines.clear();
        build(Optional.empty());

        assertThat(tiny.log.lines).anyMatch(line -> line.contains("Unpacking"));
        assertThat(folder.resolve("store/derived/image")).doesNotExist();
    }

    @Test
    void warningIsReadAtEveryBuildAndTheImageIsLaidOutOnce() throws IOException {
        addLonely();
        List<BuiltImage> first = build(CODE).images();
        assertThat(tiny.log.lines).contains("warn PYF-471");
        tiny.log.lines.clear();

        assertThat(build(CODE).images()).isEqualTo(first);
        assertThat(tiny.log.lines).contains("warn PYF-471").noneMatch(line -> line.contains("Unpacking"));
    }

    @Test
    void declarationDecidesHowGraveAWarningIsWithoutLayingOutAnew() throws IOException {
        addLonely();
        List<BuiltImage> first = build(CODE).images();
        tiny.log.lines.clear();

        assertThat(build(CODE, withRule("PYF-471", "off")).images()).isEqualTo(first);
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn") || line.contains("Unpacking"));
        assertThatThrownBy(() -> build(CODE, withRule("PYF-471", "error")))
                .isInstanceOf(PyFlinkException.class)
                .hasMessageContaining("[PYF-471]")
                .hasMessageContaining("`<rules>` of the declaration makes this an error");
        assertThat(tiny.log.lines).noneMatch(line -> line.contains("Unpacking"));
        build(CODE);
        assertThat(tiny.log.lines).contains("warn PYF-471").noneMatch(line -> line.contains("Unpacking"));
    }

    @Test
    void warningThatIsAnErrorEndsTheFirstBuildToo() throws IOException {
        addLonely();

        assertThatThrownBy(() -> build(CODE, withRule("PYF-471", "error"))).hasMessageContaining("[PYF-471]");
        assertThat(folder.resolve("store/derived/layer")).doesNotExist();
    }

    private void addLonely() {
        tiny.add(new WheelBuilder("lonely", "1.0")
                .file(
                        "lonely-1.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: lonely\nVersion: 1.0\nRequires-Dist: apache-flink<1\n"));
    }

    private Request withRule(String code, String level) throws IOException {
        return Requests.with(
                request(),
                Validation.with(Map.of(code, level), Optional.empty()).severities());
    }

    /** The image has Java 17, and the connector is for 21. */
    @Test
    void jarsAreHeldAgainstEachOther() throws IOException {
        tiny.jarSource = new OwnJar(folder.resolve("own.jar"));
        Files.write(
                folder.resolve("own.jar"),
                new JarBytes().with(ClassFile.named("a/A").ofVersion(65)).bytes());

        build(CODE);

        assertThat(tiny.log.lines).contains("warn PYF-898");
    }

    @Test
    void whatTheLockFileLacksEndsTheBuildUnlessTheProjectDoesWithout() throws IOException {
        tiny.add(new WheelBuilder("lonely", "1.0")
                .file(
                        "lonely-1.0.dist-info/METADATA",
                        "Metadata-Version: 2.1\nName: lonely\nVersion: 1.0\nRequires-Dist: friends\n"));
        assertThatThrownBy(() -> build(CODE)).hasMessageContaining("[PYF-470]");

        Path settings =
                Files.createDirectories(folder.resolve("home/.config/uv")).resolve("uv.toml");
        Files.writeString(settings, "exclude-dependencies = ['friends']\n");

        assertThat(build(CODE).images()).hasSize(1);
        assertThat(tiny.log.lines).contains("warn PYF-470");
    }

    @Test
    void jobThatChangesWhileItIsBuiltIsNotRemembered() throws IOException {
        Path job = folder.resolve("job/main.py");
        String before = Files.readString(job);
        tiny.log.atProgress = () -> write(job, "print('changed meanwhile')\n");
        List<BuiltImage> mixed = build(CODE).images();
        tiny.log.atProgress = () -> {};
        write(job, before);

        assertThat(build(CODE).images()).isNotEqualTo(mixed);
    }

    @Test
    void templatesShapeTheImage() throws IOException {
        List<BuiltImage> first = build(CODE).images();
        Path templates = Files.createDirectories(folder.resolve("templates"));
        Files.writeString(templates.resolve("docker-entrypoint.sh.ftl"), "#!/bin/sh\nexec \"$@\"\n");
        Request request = request();

        BuildReport report = build(
                CODE,
                new Request(
                        request.specs(),
                        request.lockFile(),
                        true,
                        request.output(),
                        Optional.of(templates),
                        AcceptedSources.ANY,
                        Optional.empty(),
                        Severities.unchanged()));

        assertThat(report.images()).isNotEqualTo(first);
        assertThat(tiny.log.lines)
                .filteredOn(line -> line.contains("Unpacking"))
                .hasSize(4);
    }

    @Test
    void outputOfEarlierBuildsIsNoPartOfTheJob() throws IOException {
        Request usual = request();
        List<BuiltImage> first = build(CODE, usual).images();
        Path lockFile = Files.copy(usual.lockFile(), folder.resolve("job/pyflink.lock"));
        Path output = Files.createDirectories(folder.resolve("job/target"));
        Files.writeString(output.resolve("images.json"), "[]");

        List<ImageSpec> specs = List.of(TinyImage.spec(tiny.declaration().withOwn(List.of(lockFile, output))));
        Request inside = new Request(
                specs,
                lockFile,
                true,
                output,
                Optional.empty(),
                AcceptedSources.ANY,
                Optional.empty(),
                Severities.unchanged());

        assertThat(build(CODE, inside).images().get(0).contents())
                .isEqualTo(first.get(0).contents());
    }

    @Test
    void jarOfTheBuildIsTheOneThatLiesThereNow() throws IOException {
        tiny.jarSource = new OwnJar(folder.resolve("own.jar"));
        write(folder.resolve("own.jar"), "FIRST");
        List<BuiltImage> first = build(CODE).images();

        write(folder.resolve("own.jar"), "SECOND");
        List<BuiltImage> second = build(CODE).images();
        tiny.log.lines.clear();
        write(folder.resolve("own.jar"), "FIRST");

        assertThat(second).isNotEqualTo(first);
        assertThat(build(CODE).images()).isEqualTo(first);
        assertThat(tiny.log.lines).noneMatch(line -> line.contains("Unpacking"));
    }

    @Test
    void jarThatChangesOftenHasALayerOfItsOwn() throws IOException {
        List<String> before = layers(build(CODE));
        tiny.jarSource = new OwnJar(folder.resolve("own.jar"));
        write(folder.resolve("own.jar"), "own");

        assertThat(layers(build(CODE)))
                .isEqualTo(before.stream()
                        .map(layer -> layer.replace("connectors", "changing jars"))
                        .toList());
    }

    private static List<String> layers(BuildReport report) {
        return report.images().get(0).contents().layers().stream()
                .map(BuiltLayer::contents)
                .toList();
    }

    /** A module of the build makes the image's connector. */
    private record OwnJar(Path file) implements JarSource {

        @Override
        public FoundJar jar(MavenCoordinates coordinates) {
            return new FoundJar(file, Source.BUILD);
        }

        @Override
        public boolean isOfThisBuild(MavenCoordinates coordinates) {
            return true;
        }
    }

    @Test
    void lockFileThatAnswersAnotherDeclarationEndsALockedBuild() throws IOException {
        Request request = request();
        Files.delete(request.lockFile());

        assertThatThrownBy(() -> build(CODE, request)).hasMessageContaining("PYF-753");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Request request() throws IOException {
        return tiny.request(TinyImage.spec(tiny.declaration()));
    }

    private BuildReport build(Optional<Sha256> code) throws IOException {
        return build(code, request());
    }

    private BuildReport build(Optional<Sha256> code, Request request) {
        return new ImageBuild(request, tiny.machine(request, code)).build();
    }
}

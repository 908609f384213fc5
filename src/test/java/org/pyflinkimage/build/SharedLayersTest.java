package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.build.layout.Foundation;
import org.pyflinkimage.build.layout.ImageLayout;
import org.pyflinkimage.build.layout.Preparation;
import org.pyflinkimage.debian.DebBuilder;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.python.WheelBuilder;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.Sha256;

/** Which layers of two images are the same: what changes one thing re-sends that thing. */
class SharedLayersTest {

    private static final String LARGE = "large".repeat(1 << 20);

    @TempDir
    private Path folder;

    /** An image that differs from another in one thing. */
    @FunctionalInterface
    private interface Variant {
        Declaration apply(TinyImage tiny, Path folder) throws IOException;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatChangesIsSentAndNothingElse(String change, Variant before, Variant after, List<String> sent)
            throws IOException {
        Set<Sha256> there = layers("before", before).stream().map(Layer::digest).collect(Collectors.toSet());

        assertThat(layers("after", after))
                .filteredOn(layer -> !there.contains(layer.digest()))
                .extracting(layer -> layer.name().title())
                .isEqualTo(sent);
    }

    private static Stream<Arguments> changes() {
        return Stream.of(
                change("nothing", (tiny, in) -> tiny.declaration(), (tiny, in) -> tiny.declaration()),
                change(
                        "an update of a small package",
                        deb("libexpat1", "2.5-1", "expat", "old"),
                        deb("libexpat1", "2.5-1+b1", "expat (2.5-1)", "new"),
                        "operating system: others 2",
                        "state of the system"),
                change(
                        "an update of a large package",
                        deb("libc-bin", "2.36-9", "glibc", LARGE),
                        deb("libc-bin", "2.36-10", "glibc", LARGE + "new"),
                        "operating system: glibc",
                        "state of the system"),
                change(
                        "one package more",
                        (tiny, in) -> tiny.declaration(),
                        deb("postgresql-client-15", "15.1-1", "postgresql-15", LARGE),
                        "operating system: postgresql-15",
                        "state of the system"),
                change(
                        "an update of Java",
                        deb("openjdk-17-jdk", "17.0.1-1", "openjdk-17", "old"),
                        deb("openjdk-17-jdk", "17.0.2-1", "openjdk-17", "new"),
                        "state of the system",
                        "Java"),
                change(
                        "an update of the suite's Python",
                        deb("libpython3.11-stdlib", "3.11.2-1", "python3.11", "old"),
                        deb("libpython3.11-stdlib", "3.11.2-2", "python3.11", "new"),
                        "state of the system",
                        "Python of the system"),
                change(
                        "one small requirement more",
                        (tiny, in) -> tiny.declaration(),
                        wheel("dnspython", "2", "small"),
                        "Python packages: others 4"),
                change(
                        "one large requirement more",
                        (tiny, in) -> tiny.declaration(),
                        wheel("torch", "2", LARGE),
                        "Python packages: torch"),
                change(
                        "another version of a requirement",
                        wheel("torch", "2", LARGE),
                        wheel("torch", "3", LARGE),
                        "Python packages: torch"),
                change("another pip", wheel("pip", "26", "old"), wheel("pip", "27", "new"), "pip"),
                change("another connector", jar("old"), jar("new"), "connectors"),
                change("another large connector", jar(LARGE), jar(LARGE + "new"), "connectors: second"),
                change("another job", job("old"), job("new"), "job"),
                change("another configuration", slots("2"), slots("3"), "configuration"));
    }

    private static Arguments change(String name, Variant before, Variant after, String... sent) {
        return Arguments.of(name, before, after, List.of(sent));
    }

    private static Variant deb(String name, String version, String source, String text) {
        return (tiny, in) -> {
            String control = "Package: %s\nVersion: %s\nArchitecture: amd64\nSource: %s\nDescription: a sample\n"
                    .formatted(name, version, source);
            tiny.add(DebBuilder.of(control).file("./usr/lib/" + name, text, 0644));
            return tiny.declaration();
        };
    }

    private static Variant wheel(String name, String version, String text) {
        return (tiny, in) -> {
            tiny.add(new WheelBuilder(name, version).file(name + "/data.py", text));
            return tiny.declaration();
        };
    }

    private static Variant jar(String text) {
        return (tiny, in) -> {
            tiny.addJar("org.example:second:1.0", text);
            return tiny.declaration()
                    .with(Element.CONNECTORS, List.of("org.example:connector:1.0", "org.example:second:1.0"));
        };
    }

    private static Variant job(String text) {
        return (tiny, in) -> {
            Files.writeString(in.resolve("job/main.py"), text);
            return tiny.declaration();
        };
    }

    private static Variant slots(String number) {
        return (tiny, in) ->
                tiny.declaration().withFlinkConfig(List.of(new Setting("taskmanager.numberOfTaskSlots", number)));
    }

    @ParameterizedTest
    @CsvSource({
        "3.9,  17, linux/amd64",
        "3.11, 11, linux/amd64",
        "3.11, 17, linux/arm64",
    })
    void flinksDistributionIsTheSameForEveryPythonJavaAndPlatform(String python, String java, String platform)
            throws IOException {
        Sha256 usual = flink(layers("usual", SharedLayersTest::withAll));

        List<Layer> others = layers(
                "other",
                (tiny, in) -> withAll(tiny, in)
                        .with(Element.PYTHON, List.of(python))
                        .with(Element.JAVA, List.of(java))
                        .with(Element.PLATFORMS, List.of(platform)));

        assertThat(flink(others)).isEqualTo(usual);
    }

    /** Programs of every line and platform that the test asks for. */
    private static Declaration withAll(TinyImage tiny, Path in) throws IOException {
        tiny.add(DebBuilder.named("python3.9").file("./usr/bin/python3.9", "python", 0755));
        for (String home : List.of("java-11-openjdk-amd64", "java-17-openjdk-arm64")) {
            tiny.add(DebBuilder.named("openjdk-of-" + home).file("./usr/lib/jvm/" + home + "/bin/java", "java", 0755));
        }
        return tiny.declaration();
    }

    @Test
    void aPartOfTheDistributionAndAnotherConfigurationLeaveItAsItIs() throws IOException {
        Sha256 usual = flink(layers("usual", (tiny, in) -> tiny.declaration()));

        assertThat(flink(layers("more", (tiny, in) -> {
                    tiny.addJar("org.apache.flink:flink-sql-gateway:" + TinyImage.FLINK, "gateway");
                    return jar("another").apply(tiny, in);
                })))
                .isEqualTo(usual);
        assertThat(flink(layers("configured", slots("7")))).isEqualTo(usual);
    }

    private static Sha256 flink(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> layer.name().kind() == LayerKind.FLINK)
                .findFirst()
                .orElseThrow()
                .digest();
    }

    private List<Layer> layers(String name, Variant variant) throws IOException {
        Path place = Files.createDirectory(folder.resolve(name));
        TinyImage tiny = new TinyImage(place);
        PlannedImage image = tiny.planned(TinyImage.spec(variant.apply(tiny, place)));
        var prepared = new Preparation(tiny.store(), tiny.log)
                .prepare(image.plan().artifacts().stream()
                        .collect(Collectors.toMap(UnaryOperator.identity(), each -> fileOf(tiny, each))));
        return new LayerBuilder(tiny.store())
                .build(
                        new ImageLayout(image.spec(), image.plan(), prepared, Foundation.none(), each -> false)
                                .layOut(new ImageFiles(new Templates(Optional.empty())))
                                .tree()
                                .slices(),
                        Compression.GZIP);
    }

    private static Path fileOf(TinyImage tiny, LockedArtifact artifact) {
        return tiny.store().find(artifact.sha256(), artifact.size()).orElseThrow();
    }
}

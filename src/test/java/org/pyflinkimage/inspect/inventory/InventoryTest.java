package org.pyflinkimage.inspect.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.image.FakeRegistry;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.inspect.Bounds;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;

/** What is read out of images as they are published. */
class InventoryTest {

    private static final List<String> COMMANDS = List.of("apk", "apt-get", "bash", "groupadd", "sh", "useradd");

    @TempDir
    private Path folder;

    @AutoClose
    private final FakeRegistry registry = FakeRegistry.started();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DEBIAN     | debian    | 12     | DEBIAN  | bookworm | Debian GNU/Linux 12 (bookworm)
            OLD_DEBIAN | debian    | 11     | DEBIAN  | bullseye | Debian GNU/Linux 11 (bullseye)
            UBUNTU     | ubuntu    | 22.04  | UBUNTU  | jammy    | Ubuntu 22.04 (jammy)
            TESTING    | debian    | ''     | DEBIAN  |          | Debian GNU/Linux testing
            DERIVED    | corporate | ''     | DERIVED |          | Corporate Linux
            DISTROLESS | debian    | 12     | DEBIAN  | bookworm | Distroless
            ALPINE     | alpine    | 3.20.3 |         |          | Alpine Linux v3.20
            EMPTY      | ''        | ''     |         |          | ''
            """)
    void systemIsWhatItSaysOfItself(
            SampleBase base, String id, String version, @Nullable String family, @Nullable String suite, String title) {
        OperatingSystem system = read(base).system();

        assertThat(system.id()).isEqualTo(id);
        assertThat(system.version()).isEqualTo(version);
        assertThat(system.family().map(Enum::name)).isEqualTo(Optional.ofNullable(family));
        assertThat(system.suite().map(Object::toString)).isEqualTo(Optional.ofNullable(suite));
        assertThat(system.title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DEBIAN     | libc6 2.36-9+deb12u10 amd64, passwd 1:4.13 amd64
            DISTROLESS | libc6 2.36-9+deb12u9 amd64, tzdata 2024b-0+deb12u1 all
            ALPINE     | ''
            """)
    void packagesAreThoseThatDpkgKeepsAsInstalled(SampleBase base, String packages) {
        assertThat(read(base).packages().stream()
                        .map(each -> each.name() + " " + each.version() + " " + each.architecture())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(packages);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DEBIAN     | glibc 2.36
            DISTROLESS | glibc 2.36
            CENTOS     | glibc 2.17
            FEDORA     | glibc 2.39
            ALPINE     | musl 1.2.5-r0
            EMPTY      |
            """)
    void libraryIsThatOfPackagesOrOfTheUsualFolders(SampleBase base, @Nullable String libc) {
        assertThat(read(base).libc().map(Object::toString)).isEqualTo(Optional.ofNullable(libc));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DEBIAN     | apt-get bash groupadd useradd
            ALPINE     | apk sh
            DISTROLESS | ''
            """)
    void commandsAreThoseOfItsPath(SampleBase base, String commands) {
        assertThat(String.join(" ", read(base).commands())).isEqualTo(commands);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FLINK          | Java 17.0.13 (JRE of Eclipse Adoptium) in /opt/java/openjdk | /opt/java/openjdk   | /opt/java/openjdk
            FLINK_WITH_JDK | Java 11.0.25 (JDK) in /usr/lib/jvm/java-11                  | /usr/lib/jvm/java-11 |
            JAVA8          | Java 1.8.0_432 (JDK) in /opt/jdk8; Java 1.8.0_422 (JRE) in /opt/jre8/jre | | /opt/jdk8
            DEBIAN         | '' | |
            """)
    void javasAreThoseThatSayWhichTheyAre(
            SampleBase base, String homes, @Nullable String javaHome, @Nullable String started) {
        JavaHomes java = read(base).java();

        assertThat(java.all().stream().map(JavaHome::toString).collect(Collectors.joining("; ")))
                .isEqualTo(homes);
        assertThat(java.home().map(home -> home.path().value())).isEqualTo(Optional.ofNullable(javaHome));
        assertThat(java.isThere()).isEqualTo(javaHome != null);
        assertThat(java.started().map(home -> home.path().value())).isEqualTo(Optional.ofNullable(started));
    }

    @Test
    void pythonOfALinkIsTheOneThatItLeadsTo() {
        Pythons pythons = read(SampleBase.PYTHON).python();

        assertThat(pythons.all()).singleElement().satisfies(python -> {
            assertThat(python).hasToString("Python 3.9 in /usr/local");
            assertThat(python.isManaged()).isFalse();
            assertThat(python.isVirtual()).isFalse();
            assertThat(distributions(python)).containsExactly("pip 24.0", "setuptools 58.1.0");
        });
        assertThat(pythons.meant()).containsOnlyKeys("python", "python3");
        assertThat(pythons.meant().values()).allMatch(pythons.all().get(0)::equals);
    }

    @Test
    void virtualEnvironmentIsAPythonOfItsOwn() {
        Pythons pythons = read(SampleBase.PYFLINK).python();

        assertThat(pythons.all())
                .extracting(PythonHome::toString)
                .containsExactly("Python 3.11 in /opt/env", "Python 3.11 in /usr");
        PythonHome environment = pythons.all().get(0);
        PythonHome system = pythons.all().get(1);
        assertThat(distributions(environment)).containsExactly("numpy 1.26.4");
        assertThat(environment.isVirtual()).isTrue();
        assertThat(system.isManaged()).isTrue();
        assertThat(distributions(system)).containsExactly("apache-flink 1.18.1", "six 1.16.0", "six 1.15.0");
        assertThat(pythons.meant()).isEqualTo(Map.of("python", environment, "python3", environment));
    }

    private static List<String> distributions(PythonHome python) {
        return python.distributions().stream()
                .map(each -> each.name() + " " + each.version())
                .toList();
    }

    @Test
    void flinkIsWhereTheOfficialImagesHaveIt() {
        Inventory inventory = read(SampleBase.FLINK);

        assertThat(inventory.flinks()).singleElement().satisfies(flink -> {
            assertThat(flink).hasToString("Flink 1.20.0 in /opt/flink");
            assertThat(flink.isUsual()).isTrue();
            assertThat(flink.scala()).isEmpty();
            assertThat(flink.log4j()).contains(2);
            assertThat(flink.part("conf")).containsExactly("config.yaml");
            assertThat(flink.part("opt")).containsExactly("flink-s3-fs-presto-1.20.0.jar");
            assertThat(flink.part("plugins")).containsExactly("metrics-jmx/flink-metrics-jmx-1.20.0.jar");
        });
        assertThat(inventory.users()).containsExactly(new Account("root", 0), new Account("flink", 9999));
        assertThat(inventory.groups()).contains(new Account("flink", 9999));
        assertThat(inventory.certificates()).isTrue();
        assertThat(read(SampleBase.DEBIAN).certificates()).isFalse();
    }

    @Test
    void flinkIsWhereTheVariableLeads() {
        assertThat(read(SampleBase.FLINK_WITH_JDK).flinks()).singleElement().satisfies(flink -> {
            assertThat(flink.home()).hasToString("/usr/lib/flink");
            assertThat(flink.isUsual()).isFalse();
            assertThat(flink.version()).isEqualTo(FlinkVersion.parse("1.14.6"));
            assertThat(flink.scala()).contains("2.12");
            assertThat(flink.log4j()).contains(1);
        });
    }

    @Test
    void allOfItIsToldInOneLine() {
        assertThat(read(SampleBase.FLINK))
                .hasToString("Ubuntu 22.04 (jammy), glibc 2.35, 2 packages, Java 17.0.13 (JRE of Eclipse Adoptium) in"
                        + " /opt/java/openjdk, Flink 1.20.0 in /opt/flink");
        assertThat(read(SampleBase.EMPTY)).hasToString("an unknown system, 0 packages");
    }

    @Test
    void configurationIsHowItsContainersRun() {
        var configuration = read(SampleBase.FLINK).configuration();

        assertThat(configuration.entrypoint()).containsExactly("/docker-entrypoint.sh");
        assertThat(configuration.command()).containsExactly("help");
        assertThat(configuration.user()).isEqualTo("9999");
        assertThat(configuration.ports()).containsExactly("6123/tcp", "8081/tcp");
        assertThat(configuration.labels()).containsEntry("org.opencontainers.image.version", "22.04");
        assertThat(configuration.workingDirectory()).isEqualTo("/opt/flink");
        assertThat(configuration.variable("JAVA_HOME")).contains("/opt/java/openjdk");
        assertThat(configuration.variable("EMPTY")).isEmpty();
    }

    /** Of the second look nothing is pulled but what is read again: the lists of both layers are kept. */
    @Test
    void whatIsListedOnceIsNotPulledToBeListedAgain() throws IOException {
        ImageReference image = SampleBase.EMPTY.in(registry);
        Inventory first = read(image);
        try (var kept = Files.walk(folder.resolve("store/sha256"))) {
            for (Path blob : kept.filter(Files::isRegularFile).toList()) {
                Files.delete(blob);
            }
        }
        int before = layersPulled();

        assertThat(read(image)).isEqualTo(first);
        assertThat(layersPulled()).isEqualTo(before);
    }

    private int layersPulled() {
        return (int) registry.blobs.keySet().stream()
                .filter(blob -> registry.blobs.get(blob)[0] == 0x1f)
                .flatMap(blob -> registry.requests.stream().filter(("GET " + blob)::equals))
                .count();
    }

    private Inventory read(SampleBase base) {
        return read(base.in(registry));
    }

    private Inventory read(ImageReference image) {
        KeptLog log = new KeptLog();
        Registry registries = new Registry(host -> Optional.empty(), false, new Environment(Map.of(), folder), log);
        return new ImageReader(registries, new FileArtifactStore(folder.resolve("store")), Bounds.USUAL, log)
                .read(image, Platform.LINUX_AMD64, found -> Inventory.of(found, COMMANDS));
    }
}

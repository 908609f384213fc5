package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.RecordingLog;
import org.pyflinkimage.e2e.LoadedImages.LoadedImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.value.ImageReference;

/**
 * Bases as distroless ones are: files of Debian's packages that no dpkg has installed, each with a file in {@code status.d}. Without a shell they
 * are refused; with what the image calls, an image runs upon them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DistrolessBaseIT implements RunsJobs {

    private static final BuiltProject PROJECT = BuiltProject.NEWEST;

    private static final String JAVA = "openjdk-";

    /** What such images are made of, but for their Java. */
    private static final Predicate<String> SHELLLESS = name -> name.startsWith("lib")
            || Set.of("base-files", "netbase", "tzdata", "zlib1g").contains(name);

    /** Whose own files would say that packages can be installed. */
    private static final Set<String> INSTALLERS = Set.of("dpkg", "debconf");

    private final RecordingLog log = new RecordingLog();
    private final Opened opened = new Opened();
    private Path folder;
    private LoopbackRegistry registry;
    private FlinkCluster cluster;

    @BeforeAll
    void start() {
        RequireTools.slowProof("a base without dpkg");
        RequireTools.onPath("python3", "docker-registry", "skopeo");
        folder = opened.with(Folders.empty("distroless-base"), Folders::delete);
        registry = opened.with(LoopbackRegistry.start(folder), LoopbackRegistry::close);
        Combination combination = Specs.cell(PROJECT.flink(), Integer.parseInt(PROJECT.java()), PROJECT.python());
        UnpackedBase files = base("whole", name -> !INSTALLERS.contains(name))
                // Which the package's script would have made.
                .link("usr/bin/awk", "mawk")
                // It lies beside glibc, and is not that of the system.
                .packageOfTheArchive("musl");
        ImageReference base = ImageReference.of(pushed(files, "whole"));
        BuiltImage built = CellBuild.build(CellBuild.upon(base, combination, DeclaredPython.any()), folder, log);
        OciSchemas.assertFollowed(folder.resolve(built.archive().orElseThrow()));
        cluster = FlinkCluster.of(LoadedImages.nameOf("distroless-base"), built, folder, opened);
    }

    private UnpackedBase base(String name, Predicate<String> packages) {
        return UnpackedBase.in(folder.resolve(name))
                .packagesOf(PROJECT, packages)
                .file("etc/passwd", "root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532::/home/nonroot:\n")
                .file("etc/group", "root:x:0:\nnonroot:x:65532:\n");
    }

    private String shellless(String name, boolean java) {
        return pushed(base(name, SHELLLESS.or(each -> java && each.startsWith(JAVA))), name);
    }

    private String pushed(UnpackedBase files, String name) {
        LoadedImage image = opened.with(files.imported("distroless-" + name), LoadedImage::remove);
        return image.pushed(registry, "base/" + name);
    }

    private MavenBuild build(String name, String... options) {
        return MavenBuild.anew(
                        PROJECT,
                        folder.resolve(name + "-project"),
                        Folders.buildDirectory().resolve("store"),
                        options)
                .within(Duration.ofMinutes(8));
    }

    @AfterAll
    void stop() {
        opened.close();
    }

    @Override
    public FlinkCluster cluster() {
        return cluster;
    }

    @Test
    void javaAndPythonOfTheBaseAreTheImages() {
        assertThat(shell("echo $JAVA_HOME; readlink -f /opt/venv/bin/python; ls /opt"))
                .isEqualTo("/usr/lib/jvm/java-17-openjdk-amd64\n/usr/bin/python3.11\nflink\nvenv");
    }

    /** Nobody could add them to a list that is not there. */
    @Test
    void noPackageComesAndNoListOfThemIsMade() {
        assertThat(shell("ls /var/lib/dpkg")).isEqualTo("status.d");
        assertThat(log.warnings).noneMatch(problem -> problem.code().equals("PYF-963"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAShellItIsRefused(boolean java) {
        String name = java ? "with-java" : "without-java";
        String base = shellless(name, java);

        String told = build(name, "-Dpyflink.base=" + base, "-Dpyflink.allowInsecureRegistries")
                .failing();

        assertThat(told)
                .contains(
                        "[PYF-913] the base `" + base + "` has no ",
                        "`bash`",
                        "or none, the plugin brings all of the system then: `<base>scratch</base>` (-Dpyflink.base=scratch)")
                .doesNotContain("PYF-911", "PYF-912", "PYF-934", "installs what is missing with apt");
        assertThat(told.contains("[PYF-924] the base `" + base + "` has no Java 17"))
                .isNotEqualTo(java);
    }

    @Test
    void withoutAptItIsNoBaseOfADockerfile() {
        String base = shellless("dockerfile", false);

        assertThat(build(
                                "dockerfile",
                                "-Dpyflink.builder=podman",
                                "-Dpyflink.base=" + base,
                                "-Dpyflink.allowInsecureRegistries")
                        .failing())
                .contains("[PYF-913] the base `" + base + "` has no `apt-get`, `bash`, `groupadd`, `useradd`")
                .doesNotContain("PYF-910", "PYF-911", "PYF-912");
    }

    /** What is told to try. */
    @Test
    void withoutABaseTheSameIsBuilt() {
        assertThat(build("without", "-Dpyflink.base=scratch")
                        .image()
                        .required("base")
                        .isNull())
                .isTrue();
    }
}

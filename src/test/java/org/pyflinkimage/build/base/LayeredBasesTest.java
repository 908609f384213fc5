package org.pyflinkimage.build.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.BaseShape;
import org.pyflinkimage.inspect.ForeignImage;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class LayeredBasesTest extends LayeredBaseFixture {

    private static final Combination CELL = Plans.empty().combination();

    /** Bases that are refused. */
    enum Refused {
        WITHOUT_JAVA(
                base -> BaseShape.unreleased(), "PYF-924", "has no Java 17", "it has none at all", "of a known suite"),
        JAVA_OF_NO_SUITE(
                base -> BaseShape.debian()
                        .without("usr/lib/os-release")
                        .file("usr/lib/os-release = ID=debian\nVERSION_CODENAME=trixie\n"),
                "PYF-924",
                "no package of its suite brings one: Debian trixie",
                "-Dpyflink.java=21"),
        STRIPPED_JAVA(
                base -> BaseShape.debian().installed("openjdk-17-jre-headless", "17.0.13+11-2"),
                "PYF-924",
                "its dpkg has `openjdk-17-jre-headless` as installed"),
        OTHER_JAVA(
                base -> BaseShape.unreleased()
                        .file("usr/lib/jvm/jre/bin/java")
                        .file("usr/lib/jvm/jre/release = JAVA_VERSION=\"1.8.0_432\"\n"),
                "PYF-924",
                "Java 1.8.0_432",
                "-Dpyflink.java=8"),
        MUSL(
                base -> BaseShape.temurin().without("var/lib/dpkg/status").file("usr/lib/ld-musl-x86_64.so.1"),
                "PYF-911",
                "has musl, PyFlink needs glibc"),
        WITHOUT_LIBC(base -> BaseShape.temurin().without("var/lib/dpkg/status"), "PYF-911", "no C library"),
        OLD_GLIBC(base -> BaseShape.temurin().glibc("2.12-1"), "PYF-912", "has glibc 2.12", "2.17"),
        WITHOUT_CRYPT(
                base -> BaseShape.unreleased()
                        .file("opt/java/openjdk/bin/java")
                        .file(BaseShape.JAVA_17)
                        .without("usr/lib/x86_64-linux-gnu/libcrypt.so.1"),
                "PYF-934",
                "`libcrypt.so.1`",
                "libxcrypt-compat"),
        DISTROLESS(
                base -> BaseShape.temurin()
                        .without("var/lib/dpkg/status")
                        .file("var/lib/dpkg/status.d/libc6 = Package: libc6\nVersion: 2.36-9\nArchitecture: amd64\n")
                        .withoutCommands(),
                "PYF-913",
                "`bash`",
                "`sed`"),
        FOREIGN_USER(
                base -> BaseShape.temurin()
                        .without("etc/passwd")
                        .file("etc/passwd = root:x:0:0::/:/bin/sh\napp:x:9999:100::/:/bin/sh\n"),
                "PYF-914",
                "user `app` (9999)"),
        FOREIGN_GROUP(
                base -> BaseShape.temurin().without("etc/group").file("etc/group = root:x:0:\nflink:x:1000:\n"),
                "PYF-914",
                "group `flink` (1000)"),
        OTHER_FLINK(base -> BaseShape.flink("2.1.0"), "PYF-915", "Flink 2.1.0 in /opt/flink", "-Dpyflink.flink=2.1.0"),
        PARTS_OF_FLINK(
                base -> BaseShape.temurin().file("opt/flink/lib/own.jar"), "PYF-915", "parts of a Flink in /opt/flink"),
        OWN_VENV(base -> BaseShape.temurin().file("opt/venv/bin/python"), "PYF-925", "`/opt/venv`");

        @SuppressWarnings("ImmutableEnumChecker") // None of them has a state.
        private final Function<Refused, BaseShape> shape;

        private final String code;

        @SuppressWarnings("ImmutableEnumChecker") // A copy that nobody changes.
        private final List<String> words;

        Refused(Function<Refused, BaseShape> shape, String code, String... words) {
            this.shape = shape;
            this.code = code;
            this.words = List.of(words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeBuiltUponIsRefusedWithAWayOut(Refused refused) {
        ImageSpec spec = upon(refused.shape.apply(refused).tagged(registry));

        PyFlinkException e =
                catchThrowableOfType(PyFlinkException.class, () -> bases(false).choose(spec, found -> found));

        assertThat(e.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(refused.code);
            assertThat(problem.toText()).contains(refused.words).contains("team/base:1", "-Dpyflink.base=scratch");
            // What a Dockerfile does not get over either is no way out.
            boolean apt = refused == Refused.WITHOUT_JAVA || refused == Refused.OTHER_JAVA;
            assertThat(problem.toText().contains("-Dpyflink.builder=docker")).isEqualTo(apt);
        });
    }

    @Test
    void findingIsAsGraveAsTheDeclarationTakesIt() {
        ImageSpec spec = upon(BaseShape.unreleased()
                .file("opt/java/openjdk/bin/java")
                .file(BaseShape.JAVA_17)
                .without("usr/lib/x86_64-linux-gnu/libcrypt.so.1")
                .without("etc/ssl/certs/ca-certificates.crt")
                .tagged(registry));
        LayeredBases bases = bases(false);

        assertThat(bases.choose(spec, found -> withSeverity(found, "PYF-934", Problem.Severity.WARNING))
                        .system()
                        .base())
                .isPresent();
        assertThat(bases.files(spec, planned(bases.choose(spec, found -> List.of())))
                        .problems())
                .extracting(Problem::code)
                .contains("PYF-934", "PYF-936");
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> bases.choose(
                        spec,
                        found -> withSeverity(
                                withSeverity(found, "PYF-934", Problem.Severity.NOTE),
                                "PYF-936",
                                Problem.Severity.ERROR)))
                .withMessageContaining("[PYF-936]")
                .withMessageNotContaining("PYF-934");
    }

    /** What decides which wheels are taken cannot be wished away. */
    @Test
    void baseWithoutAGlibcIsRefusedWhateverTheDeclarationSays() {
        ImageSpec spec = upon(BaseShape.temurin().without("var/lib/dpkg/status").tagged(registry));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> bases(false).choose(spec, found -> List.of()))
                .withMessageContaining("[PYF-911]");
    }

    private static List<Problem> withSeverity(List<Problem> found, String code, Problem.Severity severity) {
        return found.stream()
                .map(problem -> problem.code().equals(code) ? problem.withSeverity(severity) : problem)
                .toList();
    }

    @Test
    void officialFlinkIsChosenByItsDigest() {
        ImageReference base = BaseShape.flink("2.2.1").tagged(registry);

        ChosenBase chosen = bases(false).choose(upon(base), found -> found);

        LockedBase locked = chosen.system().base().orElseThrow();
        assertThat(locked.image()).isEqualTo(base);
        assertThat(locked.digest()).isEqualTo(Sha256.of(registry.manifests.get("1")));
        assertThat(locked.size()).isEqualTo(registry.manifests.get("1").length);
        assertThat(locked.javaHome()).hasToString("/opt/java/openjdk");
        assertThat(chosen.system().glibc()).hasToString("2.36");
        assertThat(chosen.system().suite()).hasToString("bookworm");
        assertThat(chosen.interpreter().orElseThrow().build().version().line()).isEqualTo(CELL.python());
    }

    @Test
    void imageIsChosenForThePlatformOfAnIndex() {
        Sha256 amd64 = BaseShape.temurin().in(registry).untagged("amd64");
        Sha256 arm64 = BaseShape.debian().in(registry).untagged("arm64");
        ImageReference base = BaseShape.temurin()
                .in(registry)
                .index("1", List.of("linux/amd64", "linux/arm64"), List.of(amd64, arm64));

        assertThat(bases(false)
                        .choose(upon(base), found -> found)
                        .system()
                        .base()
                        .orElseThrow()
                        .digest())
                .isEqualTo(amd64);
    }

    @Test
    void otherPlatformIsRefused() {
        ImageReference base = BaseShape.temurin().in(registry).tagged("1", "arm64");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> bases(false).choose(upon(base), found -> found))
                .withMessageContainingAll("[PYF-921]", "linux/amd64", "linux/arm64");
    }

    /** Of what an index says of it nothing is known by its digest, which the lock file has. */
    @ParameterizedTest
    @ValueSource(strings = {"arm64", "unknown"})
    void imageThatIsForAnotherPlatformThanItsIndexSaysIsNotLocked(String own) {
        ForeignImage image = BaseShape.temurin().in(registry);
        ImageReference base = image.index("1", List.of("linux/amd64"), List.of(image.untagged(own)));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> bases(false).choose(upon(base), found -> found))
                .withMessageContainingAll("[PYF-921]", "its index lists one for it", "says linux/" + own);
    }

    @Test
    void lockedImageOfAnotherPlatformIsToldInTheDeclarationsWords() {
        Sha256 arm64 = BaseShape.temurin().in(registry).untagged("arm64");
        LockedBase locked = new LockedBase(
                ImageReference.of(registry.name() + "/team/base:1"),
                arm64,
                registry.manifests.get(arm64.digest()).length,
                UnixPath.of("/opt/java/openjdk"));
        ImageSpec spec = upon((ImageReference) locked.image());
        LayeredBases bases = bases(false);
        ChosenBase chosen = bases.choose(upon(BaseShape.temurin().tagged(registry)), found -> found);
        SystemVersions system = new SystemVersions(
                chosen.system().suite(),
                chosen.system().glibc(),
                chosen.system().python(),
                chosen.system().releases(),
                Optional.of(locked));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> bases.parts(
                        spec, planned(new ChosenBase(system, chosen.interpreter(), Optional.empty(), false))))
                .withMessageContainingAll("[PYF-921]", "linux/amd64", "it is for linux/arm64");
    }

    @Test
    void systemOfAnotherFamilyIsCalledAsItCallsItself() {
        BaseShape other = BaseShape.temurin()
                .without("usr/lib/os-release")
                .without("var/lib/dpkg/status")
                .file("usr/lib/os-release = ID=\"rocky-linux\"\nPRETTY_NAME=\"Rocky Linux 9\"\n")
                .file("usr/lib/libc.so.6 = GNU C Library (GNU libc) stable release version 2.34.\n");

        ChosenBase chosen = bases(false).choose(upon(other.tagged(registry)), found -> found);

        assertThat(chosen.system().suite()).hasToString("rockylinux");
        assertThat(chosen.system().glibc()).hasToString("2.34");
    }

    @Test
    void brokenJavaHomeGivesWayToTheJavaThatIsThere() {
        ImageReference base = BaseShape.temurin()
                .configured("{\"Env\":[\"JAVA_HOME=/usr/lib/jvm/gone\"]}")
                .tagged(registry);

        ImageSpec spec = upon(base);
        LayeredBases bases = bases(false);
        ChosenBase chosen = bases.choose(spec, found -> found);

        assertThat(chosen.system().base().orElseThrow().javaHome()).hasToString("/opt/java/openjdk");
        assertThat(bases.files(spec, planned(chosen)).problems())
                .extracting(Problem::code, Problem::severity)
                .containsExactly(tuple("PYF-917", Problem.Severity.NOTE));
    }

    @Test
    void javaHomeOfTheLineStaysAsItIsWritten() {
        ImageReference base = BaseShape.temurin()
                .file("usr/lib/jvm/usual -> /opt/java/openjdk")
                .configured("{\"Env\":[\"JAVA_HOME=/usr/lib/jvm/usual/\"]}")
                .tagged(registry);

        assertThat(bases(false)
                        .choose(upon(base), found -> found)
                        .system()
                        .base()
                        .orElseThrow()
                        .javaHome())
                .hasToString("/usr/lib/jvm/usual");
    }

    @Test
    void whatOnlyHasToBeKnownIsTold() {
        ImageReference base = BaseShape.temurin()
                .without("etc/ssl/certs/ca-certificates.crt")
                .file("usr/local/bin/python3.12")
                .file("usr/local/lib/python3.12/site-packages/apache_flink-2.1.0.dist-info/METADATA")
                .file("usr/lib/flink/lib/flink-dist-2.1.0.jar")
                .configured(
                        "{\"Env\":[\"JAVA_HOME=/opt/java/openjdk\",\"FLINK_HOME=/usr/lib/flink\",\"PYTHONHOME=/usr\"]}")
                .tagged(registry);
        ImageSpec spec = upon(base);
        LayeredBases bases = bases(false);

        BaseFiles files = bases.files(spec, planned(bases.choose(spec, found -> found)));

        assertThat(files.problems())
                .extracting(Problem::code)
                .containsExactly("PYF-922", "PYF-920", "PYF-936", "PYF-937");
        assertThat(files.hasFlink()).isFalse();
        BaseParts parts = bases.parts(spec, planned(bases.choose(spec, found -> found)));
        assertThat(LayeredBases.variables(parts))
                .doesNotContainKey("PYTHONHOME")
                .containsKey("JAVA_HOME");
    }

    /** Of a tag that moves it is the digest that tells one jar from another. */
    @Test
    void jarsOfTheBaseCanBeLookedInto() {
        ImageReference base = BaseShape.flink("2.2.1")
                .file("opt/flink/lib/acme.jar = classes")
                .tagged(registry);
        ImageSpec spec = upon(base);
        LayeredBases bases = bases(false);
        ChosenBase chosen = bases.choose(spec, found -> found);

        FileTree tree = bases.files(spec, planned(chosen)).tree();

        Content jar = ((FileNode.RegularFile) tree.find(UnixPath.of("/opt/flink/lib/acme.jar"))
                        .orElseThrow()
                        .node())
                .content();
        assertThat(jar.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("classes");
        assertThat(jar.identity())
                .contains(chosen.system().base().orElseThrow().digest().hex());
        assertThat(tree.find(UnixPath.of("/opt/java/openjdk/release"))).isPresent();
    }

    @Test
    void pythonImageIsABaseWhereItHasJava() {
        ImageReference base = BaseShape.temurin()
                .file("usr/local/bin/python3.11")
                .file("usr/local/bin/python3 -> python3.11")
                .file("usr/local/lib/python3.11/site-packages/pip-24.0.dist-info/METADATA")
                .tagged(registry);

        assertThat(bases(false)
                        .choose(upon(base), found -> found)
                        .interpreter()
                        .orElseThrow()
                        .toString())
                .startsWith("cpython-3.11.");
    }

    @Test
    void configurationThatNamesOtherLayersIsRefused() {
        ImageSpec spec = upon(BaseShape.temurin().in(registry).withoutSums().tagged("1", "amd64"));
        LayeredBases bases = bases(false);
        Plan plan = planned(bases.choose(spec, found -> found));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> bases.parts(spec, plan))
                .withMessageContainingAll("[PYF-338]", "names 0 layers, its manifest 2");
    }

    @Test
    void offlineNothingIsLookedUp() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() ->
                        bases(true).choose(upon(ImageReference.of("registry.example.com/base:1")), found -> found))
                .withMessageContainingAll("[PYF-926]", "registry.example.com/base:1");
    }

    @Test
    void baseOfSeveralCellsIsReadOnce() {
        ImageReference base = BaseShape.temurin().tagged(registry);
        LayeredBases bases = bases(false);
        bases.choose(upon(base), found -> found);
        int asked = registry.requests.size();

        bases.choose(upon(base), found -> found);

        assertThat(registry.requests).hasSize(asked);
        assertThat(log.lines)
                .filteredOn(line -> line.startsWith("step "))
                .containsExactly("step Reading the base " + base);
    }

    private static Plan planned(ChosenBase chosen) {
        Plan plan = Plans.empty();
        return new Plan(plan.combination(), plan.declaration(), plan.created(), chosen.system(), plan.contents());
    }
}

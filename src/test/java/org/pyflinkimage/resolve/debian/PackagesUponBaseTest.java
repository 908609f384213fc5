package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pyflinkimage.resolve.debian.Stanzas.stanza;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.IncompleteSystem;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.StandaloneBuilds;
import org.pyflinkimage.plan.ChosenBase;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Packages that come upon a base, of its own suite. */
class PackagesUponBaseTest {

    private static final Combination CELL = DebianScene.combination("17", "3.10");
    private static final StandaloneFile INTERPRETER =
            StandaloneBuilds.shipped().newest(CELL.python(), CELL.platform()).orElseThrow();
    private static final String STATUS = "Package: libc6\nVersion: 2.36-9+deb12u1\nArchitecture: amd64\n";

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    private String status = STATUS;
    private AptSetup apt = AptSetup.ofImage(new TreeMap<>());

    @BeforeEach
    void publish() throws IOException {
        List<String> stanzas = new ArrayList<>(List.of(Stanzas.without("openjdk-17-jre-headless", Stanzas.BOOKWORM)));
        stanzas.add(stanza("openjdk-17-jre-headless", "17.0.13+11-2")
                .replace("Priority", "Depends: libc6 (>= 2.34), libcups2, ca-certificates\nPriority"));
        stanzas.add(stanza("libcups2", "2.4"));
        stanzas.add(stanza("libgomp1", "12.2"));
        stanzas.add(stanza("gcc-12-base", "12"));
        stanzas.add(stanza("python3.10", "3.10.9-2").replace("Priority", "Depends: libcups2 (>= 2.4)\nPriority"));
        stanzas.add(stanza("libgcc-dev", "12").replace("Priority", "Depends: gcc-12-base (= 12)\nPriority"));
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", stanzas.toArray(String[]::new))
                .publish();
    }

    @Test
    void areThoseThatItLacks() {
        DebianResolution resolution = upon(scene.mirror(), "libgomp1");

        assertThat(resolution.debs())
                .extracting(Deb::name)
                .containsExactly("ca-certificates", "libcups2", "libgomp1", "openjdk-17-jre-headless");
        assertThat(resolution.interpreter()).contains(INTERPRETER);
        assertThat(resolution.system().base()).isPresent();
        assertThat(resolution.system().releases().bySuite()).containsKey("bookworm");
        assertThat(resolution.sources()).containsOnlyKeys(Source.archive("debian"));
    }

    @Test
    void areOfTheArchiveThatTheBasesAptNames() {
        apt = apt("deb %s bookworm main".formatted(scene.archive.address("debian")));

        assertThat(upon(Hints.none()).debs()).hasSize(3);
        assertThat(scene.askedImages).isEmpty();
    }

    @Test
    void areBelievedByTheKeysOfTheBase() {
        scene.strange();
        apt = AptSetup.ofImage(new TreeMap<>(Map.of(
                UnixPath.of("/etc/apt/sources.list"),
                "deb [signed-by=/k.asc] %s bookworm main"
                        .formatted(scene.archive.address("debian"))
                        .getBytes(StandardCharsets.UTF_8),
                UnixPath.of("/k.asc"),
                scene.archive.key.publicKey())));

        assertThat(upon(Hints.none()).debs()).hasSize(3);
    }

    @Test
    void areOfTheMachinesArchiveWhereThatNamesOne() {
        apt = apt("deb http://127.0.0.1:1/nothing bookworm main");
        scene.machine("deb %s bookworm main", "debian");

        assertThat(upon(Hints.none()).debs()).hasSize(3);
    }

    @Test
    void takeThePlaceOfOlderOnesWhereTheyAreNeeded() {
        status = "Package: libc6\nVersion: 2.31-1\nArchitecture: amd64\n";

        assertThat(upon(scene.mirror()).debs())
                .extracting(Deb::name)
                .containsExactly("ca-certificates", "libc6", "libcups2", "openjdk-17-jre-headless");
    }

    @Test
    void replaceNoneThatIsOnHold() {
        status = "Package: libc6\nStatus: hold ok installed\nVersion: 2.31-1\nArchitecture: amd64\n";

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon(scene.mirror()))
                .withMessageContainingAll("[PYF-951]", "libc6 (>= 2.34)", "2.31-1", "on hold");
    }

    @Test
    void ofOthersThatAreThereMayBeNamed() {
        status = STATUS + "\nPackage: msodbcsql18\nVersion: 18.4\nArchitecture: amd64\n";

        assertThat(upon(scene.mirror(), "msodbcsql18").debs()).hasSize(3);
    }

    /** The base is newer than a mirror that stays behind: to renew the base would be no way out. */
    @Test
    void thatAreOlderThanTheBasesAreToldAsThat() {
        status =
                "Package: libc6\nVersion: 2.99\nArchitecture: amd64\n\nPackage: gcc-12-base\nVersion: 13\nArchitecture: amd64\n";

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon(scene.mirror(), "libgcc-dev"))
                .withMessageContainingAll(
                        "[PYF-951]", "`gcc-12-base` 12, which is older than the base's", "<debianMirror>");
    }

    /** Another maker's archive has suites of the same names, and its file comes first. */
    @Test
    void areOfTheSuitesArchiveWhateverElseTheBaseIsSetUpFor() {
        apt = apt("""
                deb http://127.0.0.1:1/other bookworm main
                deb http://127.0.0.1:1/database bookworm-database main
                deb %1$s bookworm main
                deb %1$s bookworm-updates main
                """.formatted(scene.archive.address("debian")));

        assertThat(upon(Hints.none()).debs()).hasSize(3);
    }

    @Test
    void thatTheSuiteLacksAreTold() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon(scene.mirror(), "libgomp2"))
                .withMessageContainingAll("[PYF-892]", "libgomp1");
    }

    @Test
    void needTheSuite() {
        scene.without("debian", "bookworm");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon(scene.mirror()))
                .withMessageContainingAll("[PYF-306]", "bookworm");
    }

    /** Its release is that of the package; what keeps it away does not keep a standalone one away. */
    @Test
    void ofASuitesPythonSayItsRelease() {
        assertThat(uponPython("3.10").system().python()).hasToString("3.10.9");

        status = STATUS + "\nPackage: libcups2\nStatus: hold ok installed\nVersion: 2.3\nArchitecture: amd64\n";
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> uponPython("3.10"))
                .withMessageContainingAll("[PYF-951]", "libcups2", "-Dpyflink.pythonSource=standalone");
    }

    private DebianResolution uponPython(String line) {
        SystemVersions plain = versions();
        LockedBase base = plain.base().orElseThrow();
        LockedBase runsOn = new LockedBase(
                base.image(),
                base.digest(),
                base.size(),
                base.javaHome(),
                Optional.of(UnixPath.of("/usr/bin/python" + line)));
        SystemVersions system =
                new SystemVersions(plain.suite(), plain.glibc(), plain.python(), plain.releases(), Optional.of(runsOn));
        IncompleteSystem there = new IncompleteSystem(
                new TreeSet<>(Set.of("python" + line)), InstalledPackage.ofStatus(status), () -> apt);
        return scene.resolver()
                .upon(
                        new ChosenBase(system, Optional.empty(), Optional.of(there), false),
                        CELL,
                        scene.mirror(),
                        List.of());
    }

    @Test
    void whereNothingComesUponItNoArchiveIsAsked() {
        DebianResolution resolution = scene.resolver()
                .upon(
                        new ChosenBase(versions(), Optional.of(INTERPRETER), Optional.empty(), false),
                        CELL,
                        Hints.none(),
                        List.of());

        assertThat(resolution)
                .isEqualTo(new DebianResolution(versions(), Optional.of(INTERPRETER), List.of(), new TreeMap<>()));
    }

    private static SystemVersions versions() {
        return new SystemVersions(
                SuiteName.parse("bookworm"),
                new GlibcVersion(36),
                INTERPRETER.build().version(),
                ReleaseDates.none(),
                Optional.of(new LockedBase(
                        ImageReference.of("example.com/debian:12"), Sha256.of("base"), 1, UnixPath.of("/opt/java"))));
    }

    private DebianResolution upon(Hints hints, String... declared) {
        IncompleteSystem there = new IncompleteSystem(
                new TreeSet<>(Set.of("openjdk-17-jre-headless")), InstalledPackage.ofStatus(status), () -> apt);
        ChosenBase base = new ChosenBase(versions(), Optional.of(INTERPRETER), Optional.of(there), true);
        return scene.resolver().upon(base, CELL, hints, List.of(declared));
    }

    private static AptSetup apt(String line) {
        return AptSetup.ofImage(
                new TreeMap<>(Map.of(UnixPath.of("/etc/apt/sources.list"), line.getBytes(StandardCharsets.UTF_8))));
    }
}

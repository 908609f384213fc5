package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.DebianScene.combination;
import static org.pyflinkimage.resolve.debian.DebianScene.deb;
import static org.pyflinkimage.resolve.debian.Stanzas.stanza;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec.Hints;

class DebianResolverTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @Test
    void suiteIsTheOneThatHasPythonAndJava() throws IOException {
        scene.bookworm();

        DebianResolution resolution = scene.resolve(scene.mirror());

        assertThat(resolution.system().suite()).hasToString("bookworm");
        assertThat(resolution.system().glibc()).hasToString("2.36");
        assertThat(resolution.system().python()).hasToString("3.11.2");
        assertThat(resolution.debs())
                .extracting(Deb::name)
                .contains("openjdk-17-jre-headless", "python3.11", "libpython3.11", "libc6", "tini")
                .isSorted();
        Deb python = deb(resolution, "python3.11");
        assertThat(python.version()).isEqualTo("3.11.2-6+deb12u1");
        assertThat(python.location().source()).hasToString("debian");
        assertThat(resolution
                        .sources()
                        .get(Source.archive("debian"))
                        .resolve(python.location().path()))
                .isEqualTo(scene.archive.address("debian/pool/python3.11_1:1%20x.deb"));
    }

    @Test
    void updatesSuiteIsPartOfTheArchive() throws IOException {
        scene.bookworm();
        scene.archive
                .suite("debian", "bookworm-updates")
                .index("main", ".gz", stanza("tzdata", "2"))
                .publish();

        assertThat(deb(scene.resolve(scene.mirror()), "tzdata").version()).isEqualTo("2");
    }

    @Test
    void combinationsOfOneSuiteReadItOnce() throws IOException {
        scene.bookworm();
        DebianResolver resolver = scene.resolver();

        DebianResolution first =
                resolver.resolve(combination("17", "3.11"), scene.mirror(), DeclaredPython.any(), List.of());
        DebianResolution second =
                resolver.resolve(combination("17", "3.11"), scene.mirror(), DeclaredPython.any(), List.of());

        assertThat(second).isEqualTo(first);
        assertThat(scene.archive.asked("/bookworm/InRelease")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3.12, 17, noble", "3.10, 8, jammy"})
    void ubuntuIsReadByTheSameCode(String python, String java, String suite) throws IOException {
        String[] packages = Stanzas.wanted(python, java, "python3-distutils");
        scene.archive
                .suite("ubuntu", suite)
                .index("main", ".xz", packages)
                .index("universe", ".gz", stanza("tini", "1.5"))
                .publish();
        scene.archive
                .suite("ubuntu", suite + "-security")
                .field("Codename: " + suite + "\nSuite: " + suite + "-security")
                .index("main", ".xz", stanza("bash", "2"))
                .index("universe", ".xz", stanza("other", "2"))
                .publish();

        DebianResolution resolution =
                scene.resolve(java, python, DebianScene.hints(scene.archive.address("ubuntu/"), Optional.empty()));

        assertThat(resolution.system().suite()).hasToString(suite);
        assertThat(deb(resolution, "tini").version()).isEqualTo("1.5");
        assertThat(deb(resolution, "bash").version()).isEqualTo("2");
        assertThat(resolution.sources()).containsOnlyKeys(Source.archive("ubuntu"));
    }

    @Test
    void impossibleCombinationListsWhatTheArchiveHas() throws IOException {
        scene.bookworm();

        scene.assertRefused("PYF-302", combination("8", "3.11"), scene.mirror())
                .withMessageContaining("within reach: Debian bookworm: Python 3.11 with Java 17")
                .withMessageNotContaining("trixie");
    }

    @Test
    void combinationOfNoSuiteListsAllWithoutAskingAnybody() {
        scene.assertRefused("PYF-302", combination("24", "3.11"), Hints.none())
                .withMessageContainingAll("Debian trixie", "Ubuntu noble", "choose from what there is");
        assertThat(scene.archive.asked).isEmpty();
        assertThat(scene.askedImages).isEmpty();
    }

    @Test
    void missingSuiteIsNamed() {
        scene.assertRefused("PYF-306", scene.mirror())
                .withMessageContaining("`bookworm`")
                .withMessageContaining("<debianMirror>");
    }

    @Test
    void missingPackageIsNamed() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", Stanzas.without("tini", Stanzas.BOOKWORM))
                .publish();

        scene.assertRefused("PYF-308", scene.mirror()).withMessageContaining("`tini`");
    }

    @Test
    void ofAnArchiveOnlyTheSuitesThatItHasArePromised() {
        scene.assertRefused("PYF-302", combination("24", "3.11"), scene.mirror())
                .withMessageContainingAll("within reach: nothing", "choose from what there is")
                .withMessageNotContaining("name an archive that has");
    }

    @Test
    void mirrorsAndSuitesAreReadEachByItself() throws IOException {
        scene.bookworm();
        scene.archive
                .suite("other", "bookworm")
                .index("main", ".xz", bookwormWith("libc6", "2.36-99"))
                .publish();
        scene.archive
                .suite("debian", "bullseye")
                .index("main", ".xz", Stanzas.wanted("3.9", "17", "python3-distutils"))
                .publish();
        DebianResolver resolver = scene.resolver();

        DebianResolution first =
                resolver.resolve(combination("17", "3.11"), scene.mirror(), DeclaredPython.any(), List.of());
        DebianResolution other = resolver.resolve(
                combination("17", "3.11"),
                DebianScene.hints(scene.archive.address("other"), Optional.empty()),
                DeclaredPython.any(),
                List.of());
        DebianResolution older =
                resolver.resolve(combination("17", "3.9"), scene.mirror(), DeclaredPython.any(), List.of());

        assertThat(deb(first, "libc6").version()).isEqualTo("2.36-9+deb12u1");
        assertThat(deb(other, "libc6").version()).isEqualTo("2.36-99");
        assertThat(older.system().suite()).hasToString("bullseye");
    }

    @ParameterizedTest
    @CsvSource({
        "libc6,      2.36-9,   2.36, 3.11.2",
        "libc6,      1:2.40-1, 2.40, 3.11.2",
        "libc6,      3-1,      2.36, 3.11.2",
        "python3.11, 3.11.9-1, 2.36, 3.11.9",
        "python3.11, 3.11-1,   2.36, 3.11.0"
    })
    void versionsAreThoseOfThePackagesElseOfTheSuite(String name, String version, String glibc, String python)
            throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", bookwormWith(name, version))
                .publish();

        SystemVersions system = scene.resolve(scene.mirror()).system();

        assertThat(system.glibc()).hasToString(glibc);
        assertThat(system.python()).hasToString(python);
    }

    private static String[] bookwormWith(String name, String version) {
        return Stream.of(Stanzas.BOOKWORM)
                .map(text -> text.startsWith("Package: " + name + "\n")
                        ? text.replaceFirst("Version: .*", "Version: " + version)
                        : text)
                .toArray(String[]::new);
    }
}

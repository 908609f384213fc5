package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.DebianScene.combination;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.spec.SuiteImage;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/** Which suite is taken where the best one is not there: no connection that breaks, and no machine, chooses another one. */
class SameSuiteEverywhereTest {

    private static final String STANDALONE = "<pythonSource>standalone</pythonSource>";
    private static final DeclaredPython ALONE =
            new DeclaredPython(PythonSource.STANDALONE, List.of(), Optional.empty());

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    /** Both families with all that could stand in for something. */
    @BeforeEach
    void setUp() throws IOException {
        debian("bookworm", "3.11");
        debian("bullseye", "3.9");
        ubuntu("jammy", "3.10");
        ubuntu("noble", "3.12");
    }

    @ParameterizedTest
    @CsvSource({
        "3.11, debian, bookworm",
        "3.9,  debian, bullseye",
        "3.8,  debian, bookworm",
        "3.10, ubuntu, jammy",
        "3.12, ubuntu, noble"
    })
    void namedArchiveThatLacksTheSuiteIsAnErrorWhoeverNamesIt(String python, String family, String suite) {
        String line = "deb %s " + suite + " main\n";
        Hints image = Hints.none().with(new SuiteImage("corp.example.com/base:1"));
        scene.image("corp.example.com/base:1", apt(line, family)).without(family, suite);

        assertMissing(suite, python, image);
        assertMissing(suite, python, DebianScene.hints(scene.archive.address(family), Optional.empty()));
        scene.image("debian:" + suite + "-slim", apt(line, family)).image("ubuntu:" + suite, apt(line, family));
        assertMissing(suite, python, Hints.none());
        scene.machine(line, family);
        assertMissing(suite, python, Hints.none());
    }

    private void assertMissing(String suite, String python, Hints hints) {
        scene.assertRefused("PYF-306", combination("17", python), hints)
                .withMessageContaining("has no suite `%s`", suite);
    }

    @ParameterizedTest
    @CsvSource({"3.11, debian", "3.10, ubuntu", "3.8, debian"})
    void archiveThatDoesNotAnswerIsAnError(String python, String family) {
        scene.machine("deb %s bookworm main\ndeb %s jammy main\n", "debian", "ubuntu");
        scene.archive.refuse("/" + family + "/");

        scene.assertRefused("PYF-599", combination("17", python), Hints.none());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            3.10 | deb %s bookworm main | ubuntu:jammy         | true
            3.10 | -                    | ubuntu:jammy         | false
            3.10 | deb %s noble main    | -                    | false
            3.11 | deb %s noble main    | debian:bookworm-slim | false
            3.11 | -                    | debian:bookworm-slim | false
            3.12 | deb %s bullseye main | ubuntu:noble         | true
            """)
    void imageThatCannotBeReadLeavesTheChoiceToTheDeclaration(String python, String line, String image, boolean alone) {
        String family = String.valueOf(line).contains("noble") ? "ubuntu" : "debian";
        scene.machine(line == null ? "" : line, line == null ? new String[0] : new String[] {family});
        if (image == null) {
            assertThat(suite(python, Hints.none(), DeclaredPython.any())).isEqualTo("jammy");
            return;
        }

        PyFlinkException refused = scene.assertRefused("PYF-301", combination("17", python), Hints.none())
                .withMessageContaining("[PYF-599] `" + image + "` is not within reach")
                .actual();

        assertThat(refused.getMessage().contains(STANDALONE)).isEqualTo(alone);
        assertThat(scene.warnings()).isEmpty();
        if (alone) {
            assertThat(suite(python, Hints.none(), ALONE)).isEqualTo("bookworm");
        }
    }

    @Test
    void declaredImageThatCannotBeReadIsAnErrorThoughTheMachineNamesAnArchive() {
        scene.machine("deb %s bookworm main\n", "debian");
        Hints hints = Hints.none().with(new SuiteImage("corp.example.com/wrong:1"));

        scene.assertRefused("PYF-301", hints)
                .withMessageContaining("`corp.example.com/wrong:1` is not within reach")
                .withMessageContaining("`corp.example.com/wrong:1` is to name it, as `<debianImage>` says")
                .withMessageContaining("another image, or none, in `<debianImage>` (-Dpyflink.debianImage)")
                .withMessageNotContaining("on a machine whose apt");
        assertThat(scene.archive.asked).isEmpty();
    }

    /** It was read, so nobody's connection broke: the next family comes, with its best suite, and a warning. */
    @Test
    void imageThatNamesNoArchiveLeavesItToTheOtherFamily() {
        scene.machine("deb %s bookworm main\n", "debian").image("ubuntu:jammy", apt("deb %s bookworm main", "debian"));
        DebianResolver resolver = scene.resolver();

        for (int i = 0; i < 2; i++) {
            DebianResolution resolution =
                    resolver.resolve(combination("17", "3.10"), Hints.none(), DeclaredPython.any(), List.of());
            assertThat(resolution.system().suite()).hasToString("bookworm");
        }
        assertThat(scene.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.toText())
                        .contains(
                                "[PYF-301]",
                                "[PYF-339]",
                                "so the image is made from bookworm instead, with a standalone"));
    }

    @Test
    void ofOneFamilyNoSuiteStandsInForAnother() {
        AptSetup ofOther = apt("deb %s jammy main", "ubuntu");
        scene.image("debian:bookworm-slim", ofOther)
                .image("debian:bullseye-slim", apt("deb %s bullseye main", "debian"))
                .image("ubuntu:noble", ofOther);

        assertThat(suite("3.11", Hints.none(), DeclaredPython.any())).isEqualTo("noble");
        assertThat(scene.askedImages).doesNotContain("debian:bullseye-slim");
    }

    @ParameterizedTest
    @CsvSource({
        "3.10, debian, bookworm, Ubuntu",
        "3.12, debian, bookworm, Ubuntu",
        "3.11, ubuntu, noble,    Debian",
        "3.8,  ubuntu, noble,    Debian"
    })
    void declaredMirrorOfAnotherFamilyHasItsBestSuite(String python, String mirror, String suite, String without) {
        Hints hints = DebianScene.hints(scene.archive.address(mirror), Optional.empty());

        assertThat(suite(python, hints, DeclaredPython.any())).isEqualTo(suite);
        assertThat(scene.notes())
                .singleElement()
                .asString()
                .startsWith("The declared mirror has nothing of %s, so the image is made from %s instead"
                        .formatted(without, suite));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void suiteThatTheLockFileWasMadeFromIsMissed(boolean mirror) {
        scene.seen("jammy", "2026-11-20T00:00:00Z").machine("deb %s bookworm main\n", "debian");
        scene.image("ubuntu:jammy", apt("deb %s bookworm main", "debian"));

        scene.assertRefused(
                        mirror ? "PYF-306" : "PYF-301",
                        combination("17", "3.10"),
                        mirror ? scene.mirror() : Hints.none())
                .withMessageContaining("jammy")
                .withMessageContaining(STANDALONE);
    }

    /** Each remedy works: where the standalone Python's own suite is away too, it is none. */
    @Test
    void standalonePythonIsNoWayOutWhereItsSuiteIsMissing() {
        scene.machine("deb %s bookworm main\n", "debian").without("debian", "bookworm");

        scene.assertRefused("PYF-301", combination("17", "3.10"), Hints.none()).withMessageNotContaining(STANDALONE);
        scene.archive.refuse("/debian/");
        scene.assertRefused("PYF-301", combination("17", "3.10"), Hints.none()).withMessageNotContaining(STANDALONE);
    }

    /** Whoever ends the build while ways out are looked for hears of that, not of a suite. */
    @Test
    void interruptionIsNoSuiteThatIsMissing() {
        scene.machine("deb %s bookworm main\n", "debian");
        scene.archive.interrupt("/debian/");

        scene.assertRefused("PYF-521", combination("17", "3.10"), Hints.none());
    }

    private String suite(String python, Hints hints, DeclaredPython whose) {
        return scene.resolve("17", python, hints, whose).system().suite().toString();
    }

    private AptSetup apt(String line, String folder) {
        byte[] text = (line.formatted(scene.archive.address(folder)) + "\n").getBytes(StandardCharsets.UTF_8);
        TreeMap<UnixPath, byte[]> files = new TreeMap<>();
        files.put(UnixPath.of("/etc/apt/sources.list"), text);
        return AptSetup.ofImage(files);
    }

    private void debian(String suite, String python) throws IOException {
        scene.archive
                .suite("debian", suite)
                .index("main", ".xz", packages(python))
                .publish();
    }

    private void ubuntu(String suite, String python) throws IOException {
        scene.archive
                .suite("ubuntu", suite)
                .index("main", "", packages(python))
                .index("universe", "", Stanzas.stanza("other", "1"))
                .publish();
    }

    private static String[] packages(String python) {
        return Stream.of(
                        Stanzas.wanted(python, "17", "python3-distutils"),
                        new String[] {Stanzas.stanza("libcrypt1", "1")})
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }
}

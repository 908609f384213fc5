package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.DebianScene.combination;
import static org.pyflinkimage.resolve.debian.DebianScene.deb;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.PythonSource;

class SuiteChoiceTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            17 | 3.11 | auto       | bookworm; bookworm+; bullseye+; noble+; jammy+
            17 | 3.10 | auto       | jammy; bookworm+; bullseye+; noble+; jammy+
            11 | 3.8  | auto       | bullseye+; noble+; jammy+
            8  | 3.9  | auto       | noble+; jammy+
            21 | 3.13 | auto       | trixie; trixie+; noble+; jammy+
            17 | 3.11 | suite      | bookworm
            17 | 3.8  | suite      | ''
            17 | 3.11 | standalone | bookworm+; bullseye+; noble+; jammy+
            17 | 3.7  | auto       | ''
            17 | 3.7  | standalone | ''
            6  | 3.10 | auto       | ''
            """)
    void aSuiteWithBothComesFirstThenThoseWithTheJava(String java, String python, String source, String choices) {
        DeclaredPython declared =
                new DeclaredPython(PythonSource.parse(source).orElseThrow(), List.of(), Optional.empty());

        assertThat(SuiteChoice.of(combination(java, python), declared).stream()
                        .map(choice ->
                                choice.suite().name() + (choice.interpreter().isPresent() ? "+" : ""))
                        .toList())
                .isEqualTo(Stream.of(choices.split("; ", -1))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    @Test
    void whereNoSuiteHasThePythonItComesFromElsewhere() throws IOException {
        scene.bookworm();
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", with("libcrypt1", Stanzas.without("python3", Stanzas.BOOKWORM)))
                .publish();

        DebianResolution resolution = scene.resolve("17", "3.10", scene.mirror());

        assertThat(resolution.system().suite()).hasToString("bookworm");
        assertThat(resolution.interpreter()).get().satisfies(file -> {
            assertThat(file.build()).hasToString("3.10.21+20260814");
            assertThat(resolution.system().python()).isEqualTo(file.build().version());
        });
        assertThat(resolution.debs())
                .extracting(Deb::name)
                .contains("libcrypt1", "openjdk-17-jre-headless")
                .noneMatch(name -> name.contains("python"));
    }

    @Test
    void theSuitesOwnIsTakenWhereItIsWithinReach() throws IOException {
        scene.bookworm();

        assertThat(scene.resolve(scene.mirror()).interpreter()).isEmpty();
    }

    @Test
    void theDeclaredBuildIsTaken() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", with("libcrypt1", Stanzas.BOOKWORM))
                .publish();
        DeclaredPython python = new DeclaredPython(
                PythonSource.STANDALONE,
                List.of(StandaloneBuild.parse("3.11.9+20240415").orElseThrow()),
                Optional.empty());

        DebianResolution resolution = scene.resolve("17", "3.11", scene.mirror(), python);

        assertThat(resolution.system().python()).hasToString("3.11.9");
        assertThat(deb(resolution, "tini").version()).isEqualTo("1");
    }

    @Test
    void aJavaThatNothingWithinReachHasNamesTheWaysOut() throws IOException {
        scene.bookworm();

        scene.assertRefused("PYF-302", combination("8", "3.11"), scene.mirror())
                .withMessageContainingAll(
                        "no suite within reach has Java 8",
                        "within reach: Debian bookworm: Python 3.11 with Java 17",
                        "Ubuntu jammy",
                        "-Dpyflink.debianMirror",
                        "-Dpyflink.java");
    }

    @Test
    void whereTheSuitesPythonIsDeclaredAStandaloneOneIsAWayOut() throws IOException {
        scene.machine("deb %s bookworm main\n", "debian").bookworm();
        DeclaredPython suites = new DeclaredPython(PythonSource.SUITE, List.of(), Optional.empty());

        scene.assertRefused("PYF-301", combination("17", "3.10"), Hints.none(), suites)
                .withMessageContainingAll("no archive of Ubuntu jammy", "<pythonSource>standalone</pythonSource>");
    }

    private static String[] with(String name, String... stanzas) {
        return Stream.concat(Stream.of(stanzas), Stream.of(Stanzas.stanza(name, "1")))
                .toArray(String[]::new);
    }
}

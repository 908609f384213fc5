package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.AptTexts;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.spec.SuiteImage;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

class DebianReachTest {

    private static final AptSources DEBIAN =
            new AptSources(AptTexts.lines("deb http://example.com/debian bookworm main\n"));

    private final DebianReach reach = new DebianReach(DEBIAN);

    @Test
    void whatASuiteOfAReachableArchiveBringsIsNoNote() {
        assertThat(reach.notes(List.of(spec(17, "3.11", Hints.none()), spec(11, "3.9", Hints.none()))))
                .isEmpty();
    }

    @Test
    void whatOnlyUbuntuBringsIsANoteOnADebianMachineOnceForAllCells() {
        List<Problem> notes = reach.notes(List.of(spec(8, "3.10", Hints.none()), spec(8, "3.10", Hints.none())));

        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.severity()).isEqualTo(Problem.Severity.NOTE);
            assertThat(note.toText())
                    .startsWith("[PYF-314] Java 8 with Python 3.10 comes from Ubuntu jammy")
                    .contains("`ubuntu:jammy`", "-Dpyflink.debianMirror", "-Dpyflink.debianImage");
        });
    }

    @Test
    void suiteOfAnImageIsThatWithItsPythonAndItsJava() {
        ImageSpec spec = spec(17, "3.10", Hints.none());
        DeclaredPython standalone = new DeclaredPython(PythonSource.STANDALONE, List.of(), Optional.empty());

        assertThat(DebianReach.likely(spec).orElseThrow()).hasToString("jammy");
        assertThat(DebianReach.likely(spec(17, "3.11", Hints.none())).orElseThrow())
                .hasToString("bookworm");
        assertThat(DebianReach.likely(spec.with(spec.contents().withPython(standalone))))
                .isEmpty();
    }

    /** The suite with both is taken everywhere; a standalone Python comes on one that is within reach where it is declared. */
    @Test
    void aJavaWithinReachDoesWhereNoSuiteHasThePythonOrAStandaloneOneIsDeclared() {
        ImageSpec elsewhere = spec(11, "3.10", Hints.none());
        DeclaredPython standalone = new DeclaredPython(PythonSource.STANDALONE, List.of(), Optional.empty());

        assertThat(reach.notes(List.of(
                        elsewhere.with(elsewhere.contents().withPython(standalone)), spec(17, "3.8", Hints.none()))))
                .isEmpty();
        assertThat(reach.notes(List.of(elsewhere))).singleElement().asString().contains("PYF-314");
    }

    @Test
    void whereTheSuitesPythonIsWantedUbuntuIsNeededForIt() {
        DeclaredPython suites = new DeclaredPython(PythonSource.SUITE, List.of(), Optional.empty());
        ImageSpec spec = spec(11, "3.10", Hints.none());

        assertThat(reach.notes(List.of(spec.with(spec.contents().withPython(suites)))))
                .singleElement()
                .asString()
                .contains("PYF-314");
    }

    @Test
    void declaredImageIsTheOneToBeRead() {
        Hints hints = Hints.none()
                .with(SuiteImage.parse("m.example.com/@{family}/@{suite}").orElseThrow());

        assertThat(reach.notes(List.of(spec(8, "3.10", hints))))
                .singleElement()
                .asString()
                .contains("`m.example.com/ubuntu/jammy`", "or in `ubuntu:jammy` where that has none of Ubuntu");
    }

    @Test
    void declaredMirrorMayBringAll() {
        Hints hints = new Hints(
                Optional.of(URI.create("http://127.0.0.1/ubuntu/")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(reach.notes(List.of(spec(8, "3.10", hints)))).isEmpty();
    }

    /** The rules refuse these on their own, PYF-120. */
    @Test
    void whatNoSuiteBringsIsNotRepeated() {
        assertThat(reach.notes(List.of(spec(8, "3.7", Hints.none())))).isEmpty();
    }

    private static ImageSpec spec(int java, String python, Hints hints) {
        Combination combination = new Combination(
                FlinkVersion.parse("1.18.1").orElseThrow(),
                new JavaVersion(java),
                PythonMinor.parse(python).orElseThrow(),
                Platform.LINUX_AMD64);
        return ImageSpec.plain(combination, ImageReference.of("example.com/image:tag"))
                .with(hints);
    }
}

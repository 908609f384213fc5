package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.value.Problem;

class DeclaredPythonTest extends DeclarationFixture {

    @Test
    void whereNothingIsDeclaredItIsWhateverIsWithinReach() {
        assertThat(spec().python()).isEqualTo(DeclaredPython.any());
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "suite, SUITE", "standalone, STANDALONE"})
    void theSourceIsAWord(String text, PythonSource source) {
        declare(Element.PYTHON_SOURCE, text);

        assertThat(spec().python().source()).isEqualTo(source);
        assertThat(source).hasToString(text);
    }

    @Test
    void anotherWordIsRefused() {
        declare(Element.PYTHON_SOURCE, "debian");

        assertThat(problem().toText())
                .contains("PYF-352", "`debian` in `<pythonSource>`", "-Dpyflink.pythonSource=standalone");
    }

    @Test
    void buildsAreThoseOfDeclaredLines() {
        declare(Element.PYTHON, "3.10", "3.11");
        declare(Element.PYTHON_BUILD, "3.11.9+20240415", "3.10.16+20241219");

        DeclaredPython python = specs().get(0).python();

        assertThat(python.build(new PythonMinor(10)))
                .map(StandaloneBuild::toString)
                .contains("3.10.16+20241219");
        assertThat(python.build(new PythonMinor(11)))
                .map(StandaloneBuild::toString)
                .contains("3.11.9+20240415");
        assertThat(python.build(new PythonMinor(12))).isEmpty();
    }

    @Test
    void whatIsNoBuildOrOfNoDeclaredLineOrASecondOneIsRefused() {
        declare(Element.PYTHON, "3.10");
        declare(Element.PYTHON_BUILD, "3.10", "3.11.9+20240415", "3.10.16+20241219", "3.10.15+20241016");

        assertThat(problems())
                .extracting(Problem::toText)
                .satisfiesExactly(
                        text -> assertThat(text).contains("PYF-353", "`3.10` in `<pythonBuild>`", "3.10.16+20241219"),
                        text -> assertThat(text)
                                .contains("PYF-354", "`3.11.9+20240415`", "declared is 3.10", "-Dpyflink.python=3.11"),
                        text -> assertThat(text).contains("PYF-354", "`3.10.15+20241016`", "second of Python 3.10"));
    }

    @Test
    void theMirrorIsAFolderOfTheProjectOrAnAddress() throws IOException {
        Files.createDirectories(folder.resolve("python builds"));
        declare(Element.PYTHON_MIRROR, "python builds");
        assertThat(spec().python().mirror())
                .contains(folder.resolve("python builds").toUri());

        declare(Element.PYTHON_MIRROR, "https://mirror.example.com/builds");
        assertThat(spec().python().mirror()).hasToString("Optional[https://mirror.example.com/builds/]");

        declare(Element.PYTHON_MIRROR, "file:///srv/builds/");
        assertThat(spec().python().mirror()).hasToString("Optional[file:///srv/builds/]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ftp://example.com/", "https:///builds", "http://a b/", "\0"})
    void whatIsNeitherIsRefused(String text) {
        declare(Element.PYTHON_MIRROR, text);

        assertThat(problem().toText()).contains("PYF-355", "<pythonMirror>");
    }

    @Test
    void addressOfThisMachineIsOneOfItsDisk() {
        declare(Element.PYTHON_MIRROR, "file://localhost/srv/builds");

        assertThat(spec().python().mirror()).hasToString("Optional[file:///srv/builds/]");
    }

    /** Each would be locked, and the lock file be refused by the next build. */
    @ParameterizedTest
    @CsvSource({
        "https://example.com/pbs/?token=hidden, behind a `?`",
        "https://example.com/pbs?hidden, behind a `?`",
        "https://example.com/pbs#hidden, behind a `?`",
        "file:builds, begins with a slash",
        "file://server/share/builds, this machine's disk",
        "https://example.com/../builds, `..`"
    })
    void whatNoLockFileCouldHaveIsRefusedSayingWhy(String text, String why) {
        declare(Element.PYTHON_MIRROR, text);

        assertThat(problem().toText())
                .contains("PYF-355", "<pythonMirror>", "-Dpyflink.pythonMirror", why)
                .doesNotContain("hidden");
    }

    @Test
    void pipIsThereUnlessDeclaredOtherwise() {
        ImageSpec plain = spec();
        declare(Element.PIP, "true");
        ImageSpec with = spec();
        declare(Element.PIP, "False");
        ImageSpec without = spec();

        assertThat(plain.python().hasPip()).isTrue();
        assertThat(with.python()).isEqualTo(plain.python());
        assertThat(without.python().hasPip()).isFalse();
        assertThat(SpecDigest.of(without)).isNotEqualTo(SpecDigest.of(plain));
    }

    @Test
    void pipIsEitherThereOrNot() {
        declare(Element.PIP, "24.0");

        assertThat(problem().toText()).contains("[PYF-061] `24.0` in `<pip>`", "-Dpyflink.pip=false");
    }

    @Test
    void whatDecidesOnThePythonIsPartOfTheDigestAndTheMirrorIsNot() {
        ImageSpec plain = spec();
        StandaloneBuild other = StandaloneBuild.parse("3.8.20+20241002").orElseThrow();
        StandaloneBuild own = StandaloneBuild.parse(plain.combination().python() + ".1+20240101")
                .orElseThrow();

        assertThat(SpecDigest.of(with(plain, PythonSource.AUTO, List.of(other))))
                .isEqualTo(SpecDigest.of(plain));
        assertThat(SpecDigest.of(with(plain, PythonSource.SUITE, List.of()))).isNotEqualTo(SpecDigest.of(plain));
        assertThat(SpecDigest.of(with(plain, PythonSource.STANDALONE, List.of())))
                .isNotEqualTo(SpecDigest.of(with(plain, PythonSource.SUITE, List.of())));
        assertThat(SpecDigest.of(with(plain, PythonSource.AUTO, List.of(own)))).isNotEqualTo(SpecDigest.of(plain));
    }

    private static ImageSpec with(ImageSpec spec, PythonSource source, List<StandaloneBuild> builds) {
        return spec.with(spec.contents()
                .withPython(new DeclaredPython(source, builds, Optional.of(URI.create("http://127.0.0.1:1/")))));
    }
}

package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Disk;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class PlacesTest {

    private static final Path START = Path.of("/start").toAbsolutePath();
    private static final Path MODULE = START.resolve("module");
    private static final Places PROJECT = Places.ofProject(MODULE.resolve("pom.xml"), MODULE.resolve("target"), START);
    private static final Places NO_PROJECT = Places.withoutProject(START);

    @Test
    void relativePathsStartAtThePom() {
        assertThat(PROJECT.folder()).isEqualTo(MODULE);
        assertThat(PROJECT.at("pyflink.store", Optional.of("a/../b"))).contains(MODULE.resolve("b"));
        assertThat(PROJECT.at("pyflink.store", Optional.of("/a"))).contains(Path.of("/a"));
    }

    /** As it was written on Windows, unless a file here is called so. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void backslashStandsBetweenNamesWhereNothingHasItInItsName(@TempDir Path folder) throws IOException {
        Places places = Places.withoutProject(folder);
        assertThat(places.at("pyflink.store", Optional.of("a\\b"))).contains(folder.resolve("a/b"));

        Path file = Files.writeString(folder.resolve("a\\b"), "");

        assertThat(places.at("pyflink.store", Optional.of("a\\b"))).contains(file);
    }

    @Test
    void withoutAPomTheyStartWhereMavenWasStarted() {
        assertThat(NO_PROJECT.folder()).isEqualTo(START);
        assertThat(NO_PROJECT.at("pyflink.store", Optional.of("b"))).contains(START.resolve("b"));
        assertThat(Places.withoutProject(Path.of("")).folder()).isAbsolute();
    }

    @Test
    void blankPathIsNone() {
        assertThat(PROJECT.at("pyflink.store", Optional.of(" "))).isEmpty();
        assertThat(PROJECT.at("pyflink.store", Optional.empty())).isEmpty();
    }

    /** Windows has names without these. */
    @ParameterizedTest
    @ValueSource(strings = {"out?put", "a<b", "a|b"})
    void whatIsNoPathOnThisMachineIsTold(String text) {
        Places places = Places.withoutProject(Disk.WINDOWS.project());

        PyFlinkException failure =
                catchThrowableOfType(PyFlinkException.class, () -> places.results(Optional.of(text)));

        assertThat(failure.problems()).extracting(Problem::code).containsExactly("PYF-881");
        assertThat(failure.problems().get(0).what())
                .isEqualTo("`%s` in `<output>` (-Dpyflink.output) is no path on this machine".formatted(text));
    }

    @Test
    void resultsGoToTheTargetFolderUnlessDeclaredOtherwise() {
        assertThat(PROJECT.results(Optional.empty())).isEqualTo(MODULE.resolve("target/pyflink"));
        assertThat(NO_PROJECT.results(Optional.empty())).isEqualTo(START.resolve("target/pyflink"));
        assertThat(PROJECT.results(Optional.of("out"))).isEqualTo(MODULE.resolve("out"));
    }

    @Test
    void lockFileLiesBesideThePomElseAmongTheResults() {
        Path output = START.resolve("out");

        assertThat(PROJECT.lockFile(Optional.empty(), output)).isEqualTo(MODULE.resolve("pyflink.lock"));
        assertThat(NO_PROJECT.lockFile(Optional.empty(), output)).isEqualTo(output.resolve("pyflink.lock"));
        assertThat(PROJECT.lockFile(Optional.of("a.lock"), output)).isEqualTo(MODULE.resolve("a.lock"));
    }

    @Test
    void filesAreNamedFromWhereMavenWasStarted() {
        assertThat(PROJECT.shown(MODULE.resolve("target/image.tar"))).isEqualTo("module/target/image.tar");
        assertThat(PROJECT.shown(Path.of("/elsewhere/image.tar").toAbsolutePath()))
                .isEqualTo(Path.of("/elsewhere/image.tar").toAbsolutePath().toString());
    }

    @Test
    void declarationIsThePom() {
        assertThat(PROJECT.declaration()).isEqualTo("module/pom.xml");
        assertThat(NO_PROJECT.declaration()).isEqualTo("pom.xml");
    }
}

package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.value.PyFlinkException;

/** Lock files of images with a standalone CPython. */
class LockedInterpreterTest {

    private static final StandaloneFile FILE = StandaloneFile.parse(
                    "cpython-3.11.2+20230116-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz")
            .orElseThrow();
    private static final LockFile LOCK = lock();
    private static final String GOOD = LockFileCodec.write(LOCK);

    @Test
    void itIsWrittenBesideThePackagesAndReadAgain() {
        assertThat(GOOD)
                .contains(
                        "\"revision\": 2,",
                        "      \"interpreter\": {\"interpreter\":\"" + FILE
                                + "\",\"source\":\"cpython\",\"path\":\"20230116/cpython-3.11.2%2B20230116-x86_64-");
        assertThat(Locks.read(GOOD)).isEqualTo(LOCK);
    }

    @Test
    void itIsFetchedBetweenPackagesAndDistributions() {
        assertThat(LOCK.plans().get(0).artifacts())
                .extracting(LockedArtifact::title)
                .containsExactly("libc6", "cpython", "dill", "numpy", "connector");
        assertThat(LOCK.plans().get(0).contents().interpreter()).get().satisfies(interpreter -> {
            assertThat(interpreter.version()).isEqualTo("3.11.2+20230116");
            assertThat(interpreter
                            .at(new Location(Source.CPYTHON, "x"))
                            .location()
                            .path())
                    .isEqualTo("x");
        });
    }

    @Test
    void lockFilesWithoutOneAreWrittenAsBefore() {
        assertThat(LockFileCodec.write(undated(Locks.small())))
                .contains("\"revision\": 1,")
                .doesNotContain("interpreter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "interpreter":"cpython-3.11.2 | "interpreter":"cpython-3.11.3 | PYF-712 | `cpython` is 3.11.3+20230116   | the plan's `pythonVersion` is `3.11.2`
            +20230116-x86_64              | +20230116-aarch64             | PYF-712 | `cpython` is for linux/arm64   | the image is for linux/amd64
            "source":"cpython"            | "source":"python"             | PYF-712 | `cpython` cannot come from `python` | a standalone CPython from `cpython`
            "source":"debian"             | "source":"cpython"            | PYF-712 | `libc6` cannot come from `cpython`  | packages come from an archive
            "path":"20230116/             | "path":"20230117/             | PYF-712 | lies elsewhere in its source   | expected is `20230116/cpython-3.11.2%2B20230116-x86_64-
            "path":"20230116/cpython      | "path":"20230116/evil         | PYF-712 | lies elsewhere in its source   | or `cpython-3.11.2%2B20230116-x86_64-
            "path":"20230116/             | "path":"http://127.0.0.1:3/   | PYF-712 | lies elsewhere in its source   | expected is
            -gnu-install_only_stripped    | -musl-install_only_stripped   | PYF-710 | `interpreter` cannot be        | a standalone CPython's file name such as
            "interpreter": {              | "interpreter": {"more":"x",   | PYF-711 | `more` is no field             | fields here are
            """)
    void whatContradictsItIsRefused(String text, String other, String code, String what, String why) {
        assertThat(GOOD).contains(text);

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Locks.read(GOOD.replaceFirst(text.replaceAll("([{+])", "\\\\$1"), other)))
                .withMessageContainingAll("[" + code + "] `pyflink.lock`, line ", what, why);
    }

    @Test
    void itMayLieBesideAllOthers() {
        LockFile lock = Locks.read(GOOD.replace("\"path\":\"20230116/", "\"path\":\""));

        assertThat(lock.plans()
                        .get(0)
                        .contents()
                        .interpreter()
                        .orElseThrow()
                        .location()
                        .path())
                .isEqualTo(Interpreter.pathsOf(FILE).get(1));
    }

    @Test
    void archivesLieInTheirReleasesFolderOrBesideEachOther() {
        String name = FILE.toString().replace("+", "%2B");

        assertThat(Interpreter.pathsOf(FILE)).isEqualTo(List.of("20230116/" + name, name));
    }

    private static LockFile lock() {
        LockFile small = undated(Locks.small());
        Plan plan = small.plans().get(0);
        Location location =
                new Location(Source.CPYTHON, Interpreter.pathsOf(FILE).get(0));
        Interpreter interpreter = new Interpreter(FILE, location, Locks.SUM, 50);
        SortedMap<Source, URI> sources = new TreeMap<>(small.sources());
        sources.put(Source.CPYTHON, URI.create("http://127.0.0.1:3/"));
        return new LockFile(sources, List.of(plan.withContents(plan.contents().with(Optional.of(interpreter)))));
    }

    /** Dates of Release files came a revision later. */
    private static LockFile undated(LockFile lock) {
        return new LockFile(
                lock.sources(),
                lock.plans().stream()
                        .map(plan -> plan.dated(ReleaseDates.none()))
                        .toList());
    }
}

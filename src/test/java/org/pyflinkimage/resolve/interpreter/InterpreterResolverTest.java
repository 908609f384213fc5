package org.pyflinkimage.resolve.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

class InterpreterResolverTest {

    private static final String BASE = "http://127.0.0.1:1/builds/";
    private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);
    private static final String SUM = Sha256.of(ARCHIVE).hex();
    private static final StandaloneFile FILE = StandaloneFile.parse(
                    "cpython-3.10.16+20241219-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz")
            .orElseThrow();
    private static final String NAME = FILE.toString().replace("+", "%2B");

    @TempDir
    private Path folder;

    private final Map<String, byte[]> served = new HashMap<>();
    private final List<String> downloaded = new ArrayList<>();
    private FileArtifactStore store;
    private String failure = "";

    @BeforeEach
    void openStore() {
        store = new FileArtifactStore(folder.resolve("store"));
    }

    @ParameterizedTest
    @CsvSource({"20241219/, 20241219/SHA256SUMS", "'', SHA256SUMS"})
    void anArchiveIsFoundInItsReleasesFolderOrBesideOthers(String release, String sums) {
        serve(release + NAME, ARCHIVE);
        serve(sums, "%s  other.tar.gz\n%s  %s\n".formatted("0".repeat(64), SUM, FILE));

        InterpreterResolution found = resolver().resolve(FILE, declared(BASE), Hints.none());

        Interpreter interpreter = found.interpreter();
        assertThat(interpreter.file()).isEqualTo(FILE);
        assertThat(interpreter.size()).isEqualTo(ARCHIVE.length);
        assertThat(interpreter.sha256().hex()).isEqualTo(SUM);
        assertThat(found.base().resolve(interpreter.location().path())).hasToString(BASE + release + NAME);
        assertThat(store.find(interpreter.sha256(), interpreter.size()))
                .get()
                .satisfies(file -> assertThat(file).hasBinaryContent(ARCHIVE));
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'  ', ''", "' *', NAME", "'  ', NAME", "'\t', NAME"})
    void aFileBesideItMaySayItsSum(String between, String name) {
        serve("20241219/" + NAME, ARCHIVE);
        serve(
                "20241219/" + NAME + ".sha256",
                SUM.toUpperCase(Locale.ROOT) + between + name.replace("NAME", FILE.toString()));

        assertThat(resolver()
                        .resolve(FILE, declared(BASE), Hints.none())
                        .interpreter()
                        .sha256()
                        .hex())
                .isEqualTo(SUM);
    }

    @Test
    void whereNoPlaceIsDeclaredUvsIsAsked() {
        serve("20241219/" + NAME, ARCHIVE);
        serve("20241219/SHA256SUMS", SUM + "  " + FILE + "\n");

        InterpreterResolution found = new InterpreterResolver(
                        store, new Served(), hints -> URI.create(BASE), new KeptLog())
                .resolve(FILE, DeclaredPython.any(), Hints.none());

        assertThat(found.base()).hasToString(BASE);
    }

    @Test
    void oneArchiveForSeveralCellsIsFetchedOnce() {
        serve("20241219/" + NAME, ARCHIVE);
        serve("20241219/SHA256SUMS", SUM + "  " + FILE + "\n");
        InterpreterResolver resolver = resolver();

        assertThat(resolver.resolve(FILE, declared(BASE), Hints.none()))
                .isEqualTo(resolver.resolve(FILE, declared(BASE), Hints.none()));

        assertThat(downloaded).hasSize(1);
    }

    @Test
    void loginsAreNotLocked() {
        serve("20241219/" + NAME, ARCHIVE);
        serve("20241219/SHA256SUMS", SUM + "  " + FILE + "\n");

        URI base = resolver()
                .resolve(FILE, declared(BASE.replace("127", "user:secret@127")), Hints.none())
                .base();

        assertThat(base).hasToString(BASE);
    }

    /** As {@code sha256sum}, {@code shasum --tag}, BSD and Windows write files of sums. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s  %s",
                "%s *%s",
                "%s *./%s",
                "%s  ./%s\r",
                "\uFEFF%s  %s",
                "SHA256 (%2$s) = %1$s",
                "SHA256 (./%2$s) = %1$s\r",
                "SHA256(%2$s)= %1$s"
            })
    void sumsAreReadInEachForm(String form) {
        serve("20241219/" + NAME, ARCHIVE);
        serve("20241219/SHA256SUMS", form.formatted(SUM, FILE) + "\n");

        assertThat(resolver()
                        .resolve(FILE, declared(BASE), Hints.none())
                        .interpreter()
                        .sha256()
                        .hex())
                .isEqualTo(SUM);
    }

    @Test
    void withoutASumItIsRefused() {
        serve("20241219/" + NAME, ARCHIVE);
        serve("20241219/SHA256SUMS", "%s  other.tar.gz\nnonsense\n".formatted(SUM));

        assertRefused("PYF-356", BASE)
                .contains("nobody says what the sum of `" + FILE + "` is")
                .contains("20241219/SHA256SUMS", NAME + ".sha256", "3.13.15+20260814");
    }

    @Test
    void anotherSumIsRefusedAndNothingOfItKept() {
        serve("20241219/" + NAME, "others".getBytes(StandardCharsets.UTF_8));
        serve("20241219/SHA256SUMS", SUM + "  " + FILE + "\n");

        assertRefused("PYF-357", BASE).contains(SUM, "<pythonMirror>");
        assertThat(store.find(Sha256.of("others"), 6)).isEmpty();
    }

    @Test
    void theKnownSumCountsMoreThanTheMirrors() {
        StandaloneFile known = Facts.shipped()
                .standalones()
                .newest(new PythonMinor(10), Platform.LINUX_AMD64)
                .orElseThrow();
        String path = Interpreter.pathsOf(known).get(0);
        serve(path, ARCHIVE);
        serve(known.build().release() + "/SHA256SUMS", SUM + "  " + known + "\n");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> resolver().resolve(known, declared(BASE), Hints.none()))
                .withMessageContaining("[PYF-357]");
    }

    @Test
    void whereThePlaceIsNotReachedAnotherOneIsAWayOut() {
        failure = "PYF-504";

        assertRefused("PYF-504", BASE)
                .contains("`" + FILE + "` is needed from there", "or take it from elsewhere", "-Dpyflink.pythonMirror");
    }

    @Test
    void ofAFullDiskNoOtherPlaceHelps() {
        failure = "PYF-506";

        assertRefused("PYF-506", BASE).doesNotContain("pythonMirror");
    }

    @Test
    void whatIsNotThereIsNamedWithTheWaysOut() {
        assertRefused("PYF-351", BASE)
                .contains("`" + FILE + "` is not in `" + BASE + "`", "`20241219/" + NAME + "` and `" + NAME + "`")
                .contains("<pythonBuild>3.10.21+", "-Dpyflink.pythonMirror");
    }

    /** On a disk the plus is one. */
    @Test
    void ofAFolderTheNameIsShownAsItLiesThere() throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("empty"));

        assertRefused("PYF-351", mirror.toUri().toString())
                .contains("looked for `20241219/" + FILE + "` and `" + FILE + "`")
                .doesNotContain("%2B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///", "file:/", "file://localhost/"})
    void ofAFolderTheBuildsThatAreThereAreProposed(String disk) throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror/20250106"));
        for (String there : List.of("3.10.9+20250106", "3.10.15+20250106", "3.11.9+20250106")) {
            Files.writeString(
                    mirror.resolve("cpython-%s-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz".formatted(there)),
                    "x");
        }
        Files.writeString(
                mirror.resolve("cpython-3.10.16+20250106-aarch64-unknown-linux-gnu-install_only_stripped.tar.gz"), "x");

        assertRefused("PYF-351", folder.resolve("mirror").toUri().toString().replaceFirst("file:/+", disk))
                .contains("there is 3.10.15+20250106, 3.10.9+20250106\n")
                .contains("<pythonBuild>3.10.15+20250106</pythonBuild>");
    }

    private AbstractStringAssert<?> assertRefused(String code, String base) {
        try {
            resolver().resolve(FILE, declared(base), Hints.none());
            throw new AssertionError("not refused");
        } catch (PyFlinkException e) {
            assertThat(e.problems()).extracting(Problem::code).containsExactly(code);
            return assertThat(e.problems().get(0).toText());
        }
    }

    private InterpreterResolver resolver() {
        return new InterpreterResolver(
                store,
                new Served(),
                hints -> {
                    throw new AssertionError("a place is declared");
                },
                new KeptLog());
    }

    private static DeclaredPython declared(String mirror) {
        return new DeclaredPython(PythonSource.AUTO, List.of(), Optional.of(URI.create(mirror)));
    }

    private void serve(String path, String text) {
        serve(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(String path, byte[] bytes) {
        served.put(BASE + path, bytes);
    }

    /** What lies at addresses. */
    private final class Served implements Transport {
        @Override
        public Optional<byte[]> read(URI address) {
            return Optional.ofNullable(served.get(address.toString().replaceAll("//[^/]*@", "//")));
        }

        @Override
        public void download(URI address, Path file, Amount amount, LongConsumer received) {
            downloaded.add(address.toString());
            if (!failure.isEmpty()) {
                throw Problem.environment(failure, "not fetched: " + address).toException();
            }
            try {
                Files.write(
                        file,
                        read(address)
                                .orElseThrow(() -> Problem.environment("PYF-502", "nothing at " + address)
                                        .toException()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package org.pyflinkimage.resolve.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.ArtifactFetcher;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** A storage answers 403 for what it has not, as one does that lists nothing; whether an archive lies flat in it, it says to nobody. */
class RefusingMirrorTest {

    private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);
    private static final StandaloneFile FILE = StandaloneFile.parse(
                    "cpython-3.10.16+20241219-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz")
            .orElseThrow();
    private static final List<String> PATHS = Interpreter.pathsOf(FILE);

    @TempDir
    private Path folder;

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Of the first and the second path 200, or how each is refused. */
    @ParameterizedTest
    @CsvSource({"200, 403, 1", "403, 200, 2", "401, 200, 2", "404, 200, 2", "410, 200, 2"})
    void theArchiveIsFoundWhereItLies(int first, int second, int requests) {
        answer(first, second);
        sums(first == 200 ? 0 : 1, ".sha256");

        Interpreter found = resolve().interpreter();

        assertThat(found.location().path()).isEqualTo(PATHS.get(first == 200 ? 0 : 1));
        assertThat(asked()).hasSize(requests);
    }

    /** Of the file with the sums, too, a refusal says nothing. */
    @ParameterizedTest
    @ValueSource(strings = {".sha256", "SHA256SUMS"})
    void itsSumIsLookedForAtBothPlaces(String place) {
        answer(403, 200);
        sums(1, place);

        assertThat(resolve().interpreter().sha256()).isEqualTo(Sha256.of(ARCHIVE));
    }

    @Test
    void aSumThatNobodyShowsIsNotThere() {
        answer(403, 200);
        refuse(403, "SHA256SUMS", PATHS.get(1) + ".sha256");

        assertThat(refusal(this::resolve).code()).isEqualTo("PYF-356");
    }

    /** What is told is the first refusal, with no word of package indexes. */
    @ParameterizedTest
    @CsvSource({"403, 403, 0", "401, 403, 0", "403, 404, 0", "404, 403, 1"})
    void whereBothAreRefusedTheFirstRefusalIsTold(int first, int second, int told) {
        answer(first, second);

        Problem resolving = refusal(this::resolve);
        Problem fetching = refusal(() -> fetch(0));

        for (Problem problem : List.of(resolving, fetching)) {
            assertThat(problem.code()).isEqualTo("PYF-505");
            assertThat(problem.what())
                    .contains("/" + PATHS.get(told) + "` was refused: HTTP " + (told == 0 ? first : second));
            assertThat(problem.toText())
                    .contains("<pythonMirror>", "UV_PYTHON_INSTALL_MIRROR", "refuse what they have not")
                    .doesNotContain("UV_INDEX", "index");
        }
        assertThat(asked()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 200, 403, 1",
        "0, 403, 200, 2",
        "1, 403, 200, 1",
        "1, 200, 403, 2",
        "1, 200, 401, 2",
        "0, 404, 200, 2"
    })
    void aLockedArchiveIsFoundWhereItLies(int locked, int first, int second, int requests) {
        answer(first, second);

        assertThat(fetch(locked)).hasBinaryContent(ARCHIVE);
        assertThat(asked()).hasSize(requests);
    }

    /** Another file at the second path says more than the refusal of the first. */
    @Test
    void anotherFileAtTheOtherPathIsTold() {
        refuse(403, PATHS.get(0));
        server.serve("/pbs/" + PATHS.get(1), "application/gzip", "other byte".getBytes(StandardCharsets.UTF_8));

        assertThat(refusal(() -> fetch(0)).code()).isEqualTo("PYF-501");
    }

    private List<String> asked() {
        return server.requests().stream()
                .filter(request -> request.endsWith(".tar.gz"))
                .toList();
    }

    private void answer(int... statuses) {
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i] == 200) {
                server.serve("/pbs/" + PATHS.get(i), "application/gzip", ARCHIVE);
            } else {
                refuse(statuses[i], PATHS.get(i));
            }
        }
    }

    private void refuse(int status, String... paths) {
        Stream.of(paths)
                .forEach(path -> server.answer("/pbs/" + path, exchange -> exchange.sendResponseHeaders(status, -1)));
    }

    /** Beside the archive at one of its paths, whose other place is refused. */
    private void sums(int index, String place) {
        String path = PATHS.get(index);
        List<String> places =
                new ArrayList<>(List.of(path.substring(0, path.lastIndexOf('/') + 1) + "SHA256SUMS", path + ".sha256"));
        for (String other : places) {
            if (other.endsWith(place)) {
                byte[] text = (Sha256.of(ARCHIVE).hex() + "  " + FILE + "\n").getBytes(StandardCharsets.UTF_8);
                server.serve("/pbs/" + other, "text/plain", text);
            } else {
                refuse(403, other);
            }
        }
    }

    private static Problem refusal(Supplier<?> work) {
        PyFlinkException refused = catchThrowableOfType(PyFlinkException.class, work::get);
        assertThat(refused).isNotNull();
        assertThat(refused.problems()).hasSize(1);
        return refused.problems().get(0);
    }

    private InterpreterResolution resolve() {
        DeclaredPython declared =
                new DeclaredPython(PythonSource.AUTO, List.of(), Optional.of(server.address("/pbs/")));
        return new InterpreterResolver(store("resolving"), transport(), this::nowhere, new KeptLog())
                .resolve(FILE, declared, Hints.none());
    }

    private URI nowhere(Hints hints) {
        throw new AssertionError("a place is declared");
    }

    private Path fetch(int locked) {
        Interpreter interpreter = new Interpreter(
                FILE, new Location(Source.CPYTHON, PATHS.get(locked)), Sha256.of(ARCHIVE), ARCHIVE.length);
        Plan plan = Plans.empty();
        Plan whole = plan.withContents(plan.contents().with(Optional.of(interpreter)));
        LockFile lock = new LockFile(new TreeMap<>(Map.of(Source.CPYTHON, server.address("/pbs/"))), List.of(whole));
        return Optional.ofNullable(new ArtifactFetcher(
                                store("fetching"),
                                this::transport,
                                coordinates -> {
                                    throw new AssertionError(coordinates);
                                },
                                (file, missing) -> {})
                        .fetch(lock, whole, SilentLog.INSTANCE)
                        .get(interpreter))
                .orElseThrow();
    }

    private FileArtifactStore store(String name) {
        return new FileArtifactStore(folder.resolve(name));
    }

    private HttpTransport transport() {
        Environment environment = new Environment(Map.of(), folder);
        return new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), Logins.none(), false), SilentLog.INSTANCE);
    }
}

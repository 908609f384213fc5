package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Interpreter;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.SilentLog;

/** Standalone CPythons may lie in the folder of their release or beside each other, whichever the lock file was made with. */
class InterpreterFetchTest {

    private static final String BASE = "http://127.0.0.1:1/";
    private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);
    private static final StandaloneFile FILE = StandaloneFile.parse(
                    "cpython-3.11.2+20230116-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz")
            .orElseThrow();

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 1, 2", "1, 0, 2", "1, 1, 1"})
    void theOtherPlaceIsLookedAtToo(int locked, int served, int attempts) {
        List<String> paths = Interpreter.pathsOf(FILE);
        Interpreter interpreter = interpreter(paths.get(locked));

        Map<LockedArtifact, Path> files = fetch(interpreter, BASE + paths.get(served), "");

        assertThat(files.get(interpreter)).hasBinaryContent(ARCHIVE);
        assertThat(asked).hasSize(attempts);
    }

    @Test
    void whereItIsInNeitherThePlaceIsToBeMended() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> fetch(interpreter(Interpreter.pathsOf(FILE).get(0)), "", ""))
                .withMessageContainingAll(
                        "[PYF-502]",
                        "it is needed as `cpython` 3.11.2+20230116",
                        "the line `cpython` of `sources`",
                        "-Dpyflink.pythonMirror");
        assertThat(asked).hasSize(2);
    }

    @Test
    void anotherFailureIsNotTakenForAnAbsence() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> fetch(interpreter(Interpreter.pathsOf(FILE).get(0)), "", "PYF-504"))
                .withMessageContaining("[PYF-504]");
        assertThat(asked).hasSize(1);
    }

    private Map<LockedArtifact, Path> fetch(Interpreter interpreter, String served, String failure) {
        Plan plan = Plans.empty();
        Plan whole = plan.withContents(plan.contents().with(Optional.of(interpreter)));
        LockFile lock = new LockFile(Sources.of(Map.of("cpython", URI.create(BASE))), List.of(whole));
        return new ArtifactFetcher(
                        new FileArtifactStore(folder.resolve("store")),
                        () -> new Served(served, failure),
                        coordinates -> {
                            throw new AssertionError(coordinates);
                        },
                        (locked, missing) -> {})
                .fetch(lock, whole, SilentLog.INSTANCE);
    }

    private static Interpreter interpreter(String path) {
        return new Interpreter(FILE, new Location(Source.CPYTHON, path), Sha256.of(ARCHIVE), ARCHIVE.length);
    }

    /** What lies at one address. */
    private final class Served implements Transport {
        private final String address;
        private final String failure;

        Served(String address, String failure) {
            this.address = address;
            this.failure = failure;
        }

        @Override
        public Optional<byte[]> read(URI other) {
            throw new AssertionError(other);
        }

        @Override
        public void download(URI from, Path file, Amount amount, LongConsumer received) {
            asked.add(from.toString());
            if (!from.toString().equals(address)) {
                throw Problem.environment(failure.isEmpty() ? "PYF-502" : failure, "nothing at " + from)
                        .toException();
            }
            try {
                Files.write(file, ARCHIVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.system.ParallelWork;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class MendingTest {

    @TempDir
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private final AtomicInteger runs = new AtomicInteger();
    private ArtifactStore store;

    @BeforeEach
    void openStore() {
        store = new FileArtifactStore(folder.resolve("store"));
    }

    @Test
    void workThatFindsNothingDamagedIsDoneOnce() {
        assertThat(run(() -> "done")).isEqualTo("done");

        assertThat(runs).hasValue(1);
        assertThat(log.lines).isEmpty();
    }

    @Test
    void damagedFileIsTakenOutAndTheWorkBeginsAnew() {
        Path file = kept("a");

        String result = run(() -> {
            if (Files.exists(file)) {
                throw new DamagedFile(file, "a bit is wrong");
            }
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(runs).hasValue(2);
        assertThat(log.lines).containsExactly("warn PYF-537");
    }

    @Test
    void filesThatSeveralThreadsFindAreAllTakenOut() {
        List<Path> files = List.of(kept("a"), kept("b"), kept("c"));

        run(() -> new ParallelWork("test", 3).results(files, MendingTest::requireGone));

        assertThat(runs).hasValue(2);
        assertThat(log.lines).containsExactly("warn PYF-537", "warn PYF-537", "warn PYF-537");
    }

    @Test
    void filesMayBeFoundOneAfterAnother() {
        List<Path> files = List.of(kept("a"), kept("b"), kept("c"));

        run(() -> files.stream().map(MendingTest::requireGone).toList());

        assertThat(runs).hasValue(4);
        assertThat(log.lines).hasSize(3);
    }

    @Test
    void fileThatIsDamagedAgainEndsTheWork() {
        Path file = kept("a");

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> run(() -> {
                    kept("a");
                    throw new DamagedFile(file, "a bit is wrong");
                }))
                .withMessageContainingAll("PYF-536", file.toString(), "a bit is wrong", "-Dpyflink.store");
        assertThat(runs).hasValue(2);
    }

    @Test
    void fileOfSomebodyElseIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("job.bin"), "changed meanwhile");

        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> run(() -> {
                    throw new DamagedFile(file, "a bit is wrong");
                }));
        assertThat(file).exists();
        assertThat(runs).hasValue(1);
        assertThat(log.lines).isEmpty();
    }

    @Test
    void otherProblemsBesideAreToldInTheEnd() {
        Path file = kept("a");
        PyFlinkException other = Problem.declaration("PYF-999", "another").toException();

        assertThatThrownBy(() -> run(() -> new ParallelWork("test", 2).results(List.of(file, folder), path -> {
                    if (path.equals(folder)) {
                        throw other;
                    }
                    return requireGone(path);
                })))
                .hasMessageContaining("PYF-999")
                .hasMessageNotContaining("PYF-536");
        assertThat(runs).hasValue(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void failureThatWasCausedByADamagedFileCounts() {
        Path file = kept("a");

        run(() -> {
            try {
                return requireGone(file);
            } catch (DamagedFile e) {
                throw new IllegalStateException(new UncheckedIOException(new IOException(e)));
            }
        });

        assertThat(runs).hasValue(2);
    }

    private static Path requireGone(Path file) {
        if (Files.exists(file)) {
            throw new DamagedFile(file, "a bit is wrong");
        }
        return file;
    }

    private Path kept(String key) {
        return store.derived("kind", key, file -> Files.writeString(file, key));
    }

    private <T> T run(Supplier<T> work) {
        return new Mending(store, log).run(() -> {
            runs.incrementAndGet();
            return work.get();
        });
    }
}

package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

class FileArtifactStoreTest {

    private static final byte[] BYTES = "some content".getBytes(StandardCharsets.UTF_8);
    private static final Sha256 SUM = Sha256.of(BYTES);

    @TempDir
    private Path folder;

    @Test
    void whatWasPutIsFound() {
        ArtifactStore store = store();
        assertThat(store.find(SUM, BYTES.length)).isEmpty();

        Path file = store.put(SUM, BYTES.length, path -> Files.write(path, BYTES));

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(store().find(SUM, BYTES.length)).contains(file);
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void whatIsThereIsNotWrittenAgain() {
        ArtifactStore store = store();
        store.put(SUM, BYTES.length, path -> Files.write(path, BYTES));

        Path file = store.put(SUM, BYTES.length, path -> {
            throw new AssertionError("written again");
        });

        assertThat(file).hasBinaryContent(BYTES);
    }

    @Test
    void otherBytesAreRefusedAndNotKept() {
        ArtifactStore store = store();

        assertThatThrownBy(() -> store.put(SUM, BYTES.length, path -> Files.writeString(path, "some c0ntent")))
                .hasMessageContaining("PYF-501")
                .hasMessageContaining(SUM.hex());
        assertThatThrownBy(() -> store.put(SUM, BYTES.length + 1, path -> Files.write(path, BYTES)))
                .hasMessageContaining("PYF-501");

        assertThat(store.find(SUM, BYTES.length)).isEmpty();
        assertThat(unfinished()).isEmpty();
    }

    @Test
    void aFileThatLostItsTailIsReplaced() throws IOException {
        ArtifactStore store = store();
        Path file = store.put(SUM, BYTES.length, path -> Files.write(path, BYTES));
        Files.write(file, new byte[] {1, 2});

        assertThat(store.find(SUM, BYTES.length)).isEmpty();
        assertThat(store.put(SUM, BYTES.length, path -> Files.write(path, BYTES)))
                .hasBinaryContent(BYTES);
    }

    @Test
    void whatIsSummedUpOnceIsNotReadAgain() throws IOException {
        ArtifactStore store = store();
        Path file = store.put(SUM, BYTES.length, path -> Files.write(path, BYTES));
        Files.write(file, new byte[BYTES.length]);

        store.verify(file, SUM); // It was summed up as it was put.
        assertThatExceptionOfType(DamagedFile.class)
                .isThrownBy(() -> store().verify(file, SUM))
                .satisfies(damaged -> assertThat(damaged.file()).isEqualTo(file));

        Files.write(file, BYTES);
        ArtifactStore other = store();
        other.verify(file, SUM);
        Files.delete(file);
        other.verify(file, SUM);
    }

    @Test
    void whatWasDiscardedIsMadeAndSummedUpAgain() throws IOException {
        ArtifactStore store = store();
        Path file = store.put(SUM, BYTES.length, path -> Files.write(path, BYTES));

        assertThat(store.discard(file)).isTrue();

        assertThat(file).doesNotExist();
        assertThat(store.discard(file)).isTrue();
        Files.writeString(file, "another one");
        assertThatExceptionOfType(DamagedFile.class).isThrownBy(() -> store.verify(file, SUM));
    }

    @Test
    void onlyFilesOfTheStoreAreDiscarded() throws IOException {
        Path other = Files.writeString(folder.resolve("store-of-others"), "x");
        Path beside = Files.writeString(
                Files.createDirectories(folder.resolve("store/project")).resolve("job.py"), "x");
        Path full = Files.createDirectories(folder.resolve("store/derived/kind/key/below"))
                .getParent();

        assertThat(store().discard(other)).isFalse();
        assertThat(store().discard(folder.resolve("store/../store-of-others"))).isFalse();
        assertThat(store().discard(beside)).isFalse();
        assertThat(beside).exists();
        assertThat(store().discard(full)).isFalse();
        assertThat(other).exists();
        assertThat(full).exists();
    }

    @Test
    void emptyFolderInThePlaceOfAFileIsReplaced() throws IOException {
        Path folderInPlace = Files.createDirectories(folder.resolve("store/derived/kind/key"));

        assertThat(store().derived("kind", "key", path -> Files.writeString(path, "x")))
                .isEqualTo(folderInPlace)
                .hasContent("x");
    }

    @Test
    void folderWithSomethingInItIsSomebodysAndNamed() throws IOException {
        Files.createDirectories(folder.resolve("store/derived/kind/key/below"));

        assertThatThrownBy(() -> store().derived("kind", "key", path -> Files.writeString(path, "x")))
                .hasMessageContaining("PYF-508")
                .hasMessageContaining("derived/kind/key");
    }

    @Test
    void folderOfTheSizeOfAFileIsNoFile() throws IOException {
        ArtifactStore store = store();
        Path file = store.put(SUM, BYTES.length, path -> Files.write(path, BYTES));
        Files.delete(file);
        Files.createDirectory(file);

        assertThat(store.find(SUM, Files.size(file))).isEmpty();
    }

    @Test
    void derivedFilesAreMadeOnce() {
        ArtifactStore store = store();
        AtomicInteger made = new AtomicInteger();

        for (int round = 0; round < 3; round++) {
            Path file =
                    store.derived("kind", "key-1.0", path -> Files.writeString(path, "made " + made.incrementAndGet()));
            assertThat(file).hasContent("made 1");
        }
    }

    @Test
    void derivedFilesMayBeMadeOfDerivedFiles() {
        ArtifactStore store = store();

        Path outer = store.derived(
                "kind",
                "outer",
                path -> Files.copy(store.derived("kind", "inner", inner -> Files.writeString(inner, "in")), path));

        assertThat(outer).hasContent("in");
    }

    @Test
    void failedWorkLeavesNothing() {
        ArtifactStore store = store();

        assertThatThrownBy(() -> store.derived("kind", "key", path -> {
                    Files.writeString(path, "half");
                    throw Problem.environment("PYF-999", "no more").toException();
                }))
                .hasMessageContaining("PYF-999");

        assertThat(unfinished()).isEmpty();
        assertThat(store.derived("kind", "key", path -> Files.writeString(path, "whole")))
                .hasContent("whole");
    }

    @Test
    void threadsShareTheWork() throws Exception {
        AtomicInteger made = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> tasks = new ArrayList<>();
            for (int task = 0; task < 32; task++) {
                String key = "key-" + task % 4;
                // Each task has a store of its own, as each Maven module has.
                tasks.add(() -> store().derived("kind", key, path -> {
                    made.incrementAndGet();
                    Files.writeString(path, key);
                }));
            }
            for (Future<Path> result : threads.invokeAll(tasks)) {
                assertThat(result.get()).content().startsWith("key-");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(made).hasValue(4);
    }

    @Test
    void filesOfKilledBuildsAreSweptLater() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("store/temporary"));
        Path old = Files.writeString(temporary.resolve("1-old.unfinished"), "x");
        Path young = Files.writeString(temporary.resolve("1-young.unfinished"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(3))));

        assertThat(store().findDerived("kind", "key")).isEmpty();

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    /** One that was killed while a daemon saved a base. */
    @Test
    void foldersOfKilledBuildsAreSweptToo() throws IOException {
        Path work = Files.createDirectories(folder.resolve("store/temporary/pyflink-scratch-5/content"));
        Files.writeString(work.resolve("image.tar"), "x");
        Files.writeString(work.resolveSibling("x.present"), "");

        assertThat(store().findDerived("kind", "key")).isEmpty();

        assertThat(folder.resolve("store/temporary")).isEmptyDirectory();
    }

    @Test
    void workOnTheDiskOfTheStoreLeavesNothing() throws IOException {
        FileArtifactStore store = store();
        try (Scratch scratch = store.scratch()) {
            assertThat(scratch.write("file", "text")).exists().startsWith(folder.resolve("store/temporary"));
            assertThat(store().findDerived("kind", "key")).isEmpty();
            assertThat(scratch.resolve("file")).exists();
        }

        assertThat(folder.resolve("store/temporary")).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsSaid() {
        assertThatThrownBy(() -> store().put(SUM, BYTES.length, path -> {
                    throw new FileSystemException(path.toString(), null, "No space left on device");
                }))
                .hasMessageContaining("PYF-506")
                .hasMessageContaining("-Dpyflink.store");
    }

    @Test
    void whatAWriterCannotReadIsNoFailureToWrite() {
        Path missing = folder.resolve("missing.jar");

        assertThatThrownBy(() -> store().derived("kind", "a", path -> Files.copy(missing, path)))
                .hasMessageContaining("PYF-522")
                .hasMessageContaining("missing.jar")
                .hasMessageNotContaining("PYF-508");
        assertThatThrownBy(() -> store().derived("kind", "b", path -> {
                    throw new ZipException("invalid entry header");
                }))
                .hasMessageContaining("PYF-522")
                .hasMessageContaining("invalid entry header");
        assertThatThrownBy(() -> store().derived("kind", "c", path -> {
                    throw new UncheckedIOException(new AccessDeniedException(missing.toString()));
                }))
                .hasMessageContaining("PYF-522");
    }

    @Test
    void whatAWriterCannotWriteIsSaidSo() {
        assertThatThrownBy(() -> store().derived("kind", "a", path -> Files.createFile(Files.createFile(path))))
                .hasMessageContaining("PYF-508");
        assertThatThrownBy(() -> store().derived("kind", "b", path -> {
                    throw new IOException("No space left on device");
                }))
                .hasMessageContaining("PYF-506");
    }

    @Test
    void anInterruptedWriterIsAnInterruptedBuild() {
        assertThatThrownBy(() -> store().derived("kind", "a", path -> {
                    throw new ClosedByInterruptException();
                }))
                .hasMessageContaining("PYF-521");
    }

    @Test
    void aPlaceThatIsNoFolderIsSaid() throws IOException {
        Files.writeString(folder.resolve("file"), "x");
        ArtifactStore store = new FileArtifactStore(folder.resolve("file"));

        assertThatThrownBy(() -> store.put(SUM, BYTES.length, path -> Files.write(path, BYTES)))
                .hasMessageContaining("PYF-538")
                .hasMessageContaining("-Dpyflink.store");
    }

    @Test
    void keysThatLeaveTheFolderAreRefused() {
        assertThatThrownBy(() -> store().derived("kind", "../x", path -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().derived("a/b", "x", path -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void usualFolderHonorsTheUsersCacheFolder() {
        assertThat(FileArtifactStore.usualFolder(new Environment(Map.of(), Path.of("/home/me"))))
                .isEqualTo(Path.of("/home/me/.cache/pyflink-maven-plugin"));
        assertThat(FileArtifactStore.usualFolder(
                        new Environment(Map.of("XDG_CACHE_HOME", "/caches"), Path.of("/home/me"))))
                .isEqualTo(Path.of("/caches/pyflink-maven-plugin"));
    }

    private FileArtifactStore store() {
        return new FileArtifactStore(folder.resolve("store"));
    }

    private List<Path> unfinished() {
        try (Stream<Path> files = Files.list(folder.resolve("store/temporary"))) {
            return files.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

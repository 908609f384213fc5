package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.build.StoreCare.Order;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.system.Presence;
import org.pyflinkimage.value.Sha256;

/** What becomes of a store that is larger than it may be, after builds and during others. */
@Timeout(120)
class StoreLimitBuildTest {

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private TinyImage tiny;
    private Request request;

    @BeforeEach
    void plan() throws IOException {
        tiny = new TinyImage(folder).mirrored();
        request = tiny.request(TinyImage.spec(tiny.declaration()));
    }

    private void foreign(String key, int size) {
        store().derived("deb", key, file -> Files.write(file, new byte[size]));
    }

    @Test
    void whatOthersHaveLeftGoesAndWhatTheBuildHasUsedStays() {
        foreign("of-another-build", 500_000);
        tiny.storeLimit = new StoreLimit(0, "0 MB");

        tiny.build(request);

        assertThat(names()).doesNotContain("of-another-build").isNotEmpty();
        assertThat(tiny.log.lines)
                .filteredOn(line -> line.startsWith("note The store"))
                .singleElement()
                .asString()
                .matches("note The store was larger than 0 MB: deleted 0\\.5 MB \\(derived/deb 0\\.5 MB\\), it keeps "
                        + "0\\.[0-9] MB now");
    }

    @Test
    void buildThatNeedsMoreThanThatSaysSo() {
        tiny.storeLimit = new StoreLimit(0, "0 MB");

        tiny.build(request);

        assertThat(tiny.log.lines)
                .filteredOn(line -> line.startsWith("note The store"))
                .singleElement()
                .asString()
                .matches("note The store has 0\\.[0-9] MB, more than its limit of 0 MB; this build uses all of that");
    }

    @Test
    void withinTheLimitNothingGoesAndNothingIsSaid() {
        foreign("of-another-build", 1000);
        tiny.storeLimit = StoreLimit.USUAL;

        tiny.build(request);

        assertThat(names()).contains("of-another-build");
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("note The store"));
    }

    @Test
    void whileAnotherBuildRunsTheNextOneIsLeftToDoIt() {
        foreign("of-another-build", 1000);
        tiny.storeLimit = new StoreLimit(0, "0 MB");
        Presence other = store().enter();
        tiny.build(request);
        assertThat(names()).contains("of-another-build");
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("note The store"));
        other.close();

        tiny.build(request);

        assertThat(names()).doesNotContain("of-another-build");
    }

    @Test
    void buildThatFailsLeavesTheStoreAlone() {
        foreign("of-another-build", 1000);
        tiny.storeLimit = new StoreLimit(0, "0 MB");
        Machine machine = tiny.machine(request);

        assertThatThrownBy(() -> machine.usingStore(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(names()).contains("of-another-build");
        assertThat(store().alone(() -> "nobody is left")).isPresent();
    }

    @Test
    void storeThatCannotBeWrittenIsBuiltFromAndNotPruned() throws IOException {
        tiny.build(request);
        foreign("of-another-build", 1000);
        Files.move(folder.resolve("store/locks"), folder.resolve("aside"));
        Files.writeString(folder.resolve("store/locks"), "");
        tiny.storeLimit = new StoreLimit(0, "0 MB");

        tiny.build(request);

        assertThat(names()).contains("of-another-build");
    }

    /** Whoever empties the store again and again waits for each build, and each build makes the same image of what is there. */
    @Test
    void buildsLoseNothingToWhoeverPrunesMeanwhile() throws Exception {
        List<TinyImage> projects = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path project = Files.createDirectories(folder.resolve("project" + i));
            TinyImage made = new TinyImage(project).mirrored();
            made.request(TinyImage.spec(made.declaration()));
            TinyImage shared = TinyImage.madeIn(project, folder.resolve("shared"));
            shared.storeLimit = new StoreLimit(0, "0 MB");
            projects.add(made);
            projects.add(shared);
        }
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger emptied = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<Boolean> pruning = threads.submit(() -> empty(folder.resolve("shared"), emptied, done));
            List<Callable<String>> builds = new ArrayList<>();
            for (int i = 1; i < projects.size(); i += 2) {
                TinyImage made = projects.get(i - 1);
                TinyImage shared = projects.get(i);
                builds.add(() -> built(made, shared));
            }
            // Until it came between two of them: it has to wait for a moment in which nobody builds.
            for (int round = 0; round < 20 && emptied.get() == 0; round++) {
                for (Future<String> build : threads.invokeAll(builds)) {
                    assertThat(build.get()).isEmpty();
                }
            }
            done.set(true);
            assertThat(pruning.get()).isTrue();
            assertThat(emptied).hasPositiveValue();
        } finally {
            done.set(true);
            threads.shutdown();
        }
    }

    private static String built(TinyImage made, TinyImage shared) throws IOException {
        Request request = made.requestAsLocked(TinyImage.spec(made.declaration()));
        Set<Sha256> images = new HashSet<>();
        for (int round = 0; round < 5; round++) {
            shared.build(request);
            images.add(imageOf(made));
        }
        assertThat(images).hasSize(1);
        return String.join(
                "\n",
                shared.log.lines.stream()
                        .filter(line -> line.startsWith("warn"))
                        .toList());
    }

    private static Sha256 imageOf(TinyImage tiny) throws IOException {
        try (Stream<Path> files = Files.walk(tiny.results())) {
            Path archive = files.filter(file -> file.endsWith("image-oci.tar"))
                    .findFirst()
                    .orElseThrow();
            Sha256 sum = Sha256.of(archive);
            Files.delete(archive);
            return sum;
        }
    }

    private static boolean empty(Path store, AtomicInteger emptied, AtomicBoolean done) throws InterruptedException {
        while (!done.get()) {
            RecordingLog log = new RecordingLog();
            StoreCare.of(Optional.of(store), StoreLimit.NONE, log, line -> {})
                    .take(new Order(false, false, true, false));
            emptied.addAndGet(log.lines.isEmpty() ? 1 : 0);
            Thread.sleep(5);
        }
        return true;
    }

    private List<String> names() {
        return store().contents().stream().map(KeptFile::name).toList();
    }

    private FileArtifactStore store() {
        return new FileArtifactStore(folder.resolve("store"));
    }
}

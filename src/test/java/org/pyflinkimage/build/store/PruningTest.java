package org.pyflinkimage.build.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.KeptFile;
import org.pyflinkimage.resolve.uv.KeptUv;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.value.Sha256;

class PruningTest {

    private static final int SIZE = 1000;
    private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void derivedFilesGoBeforeArtifactsAndOfEachThoseUsedLongestAgo() throws IOException {
        artifact("a", 40);
        artifact("b", 30);
        derived("deb", "c", 2);
        derived("wheel", "d", 10);
        derived("deb", "e", 20);

        for (List<String> left : List.of(
                List.of("a", "b", "c", "d"),
                List.of("a", "b", "c"),
                List.of("a", "b"),
                List.of("b"),
                List.<String>of())) {
            Pruned pruned = Pruning.toLimit(store(), new StoreLimit(left.size() * SIZE + 1, ""));

            assertThat(left()).containsExactlyInAnyOrderElementsOf(left);
            assertThat(pruned.left()).isEqualTo((long) left.size() * SIZE);
            assertThat(pruned.gone()).hasSize(1);
        }
    }

    @Test
    void whatNobodyWillFinishGoesFirst() throws IOException {
        derived("deb", "c", 2);
        Path left = folder.resolve("temporary/x.unfinished");
        Files.write(left, new byte[SIZE]);

        Pruning.toLimit(store(), new StoreLimit(SIZE, ""));

        assertThat(left).doesNotExist();
        assertThat(left()).containsExactly("c");
    }

    @Test
    void emptyFilesGoToo() throws IOException {
        derived("deb", "c", 2);
        Files.write(folder.resolve("derived/deb/empty"), new byte[0]);
        Path left =
                Files.write(Files.createDirectories(folder.resolve("temporary")).resolve("x.unfinished"), new byte[0]);

        Pruning.empty(store());

        assertThat(left).doesNotExist();
        assertThat(store().contents()).isEmpty();
    }

    @Test
    void storeWithinItsLimitLosesNothing() throws IOException {
        artifact("a", 1);

        Pruned pruned = Pruning.toLimit(store(), new StoreLimit(SIZE, ""));

        assertThat(pruned.gone()).isEmpty();
        assertThat(pruned).hasToString("deleted nothing, it keeps 0.0 MB now");
        assertThat(left()).containsExactly("a");
    }

    /** One of them alone is of no use. A layer is as old as the one of them that was used last. */
    @Test
    void layerAndItsSumsGoTogether() throws IOException {
        derived("layer", "one.tar.gz", 30);
        derived("layer", "one.sums", 2);
        derived("layer", "two.tar.gz", 10);
        derived("layer", "two.sums", 10);

        Pruning.toLimit(store(), new StoreLimit(3 * SIZE, ""));

        assertThat(left()).containsExactlyInAnyOrder("one.tar.gz", "one.sums");
    }

    @Test
    void whatTheBuildHasUsedStaysWithAllThatBelongsToIt() throws IOException {
        derived("layer", "one.tar.gz", 30);
        derived("layer", "one.sums", 30);
        derived("deb", "e", 2);
        artifact("a", 40);
        FileArtifactStore store = store();
        store.findDerived("layer", "one.tar.gz");
        store.find(Sha256.of("a"), SIZE);

        Pruned pruned = Pruning.toLimit(store, new StoreLimit(0, ""));

        assertThat(left()).containsExactlyInAnyOrder("one.tar.gz", "one.sums", "a");
        assertThat(pruned.left()).isEqualTo(3L * SIZE);
    }

    @Test
    void pinnedUvStays() throws IOException {
        String program = KeptUv.names().stream()
                .filter(name -> name.startsWith("uv-"))
                .findFirst()
                .orElseThrow();
        derived("uv", program, 300);
        derived("uv", "uv-0.0.1-0123456789ab", 300);

        Pruning.toLimit(store(), new StoreLimit(0, ""));

        assertThat(left()).containsExactly(program);
    }

    @Test
    void emptyingLeavesNothing() throws IOException {
        artifact("a", 1);
        derived("uv", "uv-0.0.1-0123456789ab", 1);
        derived("layer", "one.sums", 1);
        FileArtifactStore store = store();
        store.findDerived("layer", "one.sums");

        Pruned pruned = Pruning.empty(store);

        assertThat(left()).isEmpty();
        assertThat(pruned.gone()).hasSize(3);
        assertThat(pruned)
                .hasToString(
                        "deleted 0.0 MB (derived/layer 0.0 MB, derived/uv 0.0 MB, sha256 0.0 MB), it keeps 0.0 MB now");
    }

    @Test
    void tableTellsOfEachKindHowMuchItIsAndWhenItWasUsed() {
        List<KeptFile> files = List.of(
                new KeptFile("sha256", folder.resolve("a"), 1_500_000, NOW),
                new KeptFile("derived/deb", folder.resolve("b"), 2_000_000_000, NOW.minus(Duration.ofDays(1))),
                new KeptFile("derived/deb", folder.resolve("c"), 500_000, NOW.minus(Duration.ofMinutes(61))));

        assertThat(String.join("\n", StoreInventory.of(files).lines())).isEqualTo("""
                  kind                          files         size   oldest use (UTC)   newest use
                  derived/deb                       2       2.0 GB   2026-11-26 00:00   2026-11-26 22:59
                  sha256                            1       1.5 MB   2026-11-27 00:00   2026-11-27 00:00
                  all                               3       2.0 GB   2026-11-26 00:00   2026-11-27 00:00
                """.stripTrailing());
    }

    private void artifact(String name, int daysAgo) throws IOException {
        byte[] bytes = new byte[SIZE];
        Path file = folder.resolve("sha256")
                .resolve(Sha256.of(name).hex().substring(0, 2))
                .resolve(Sha256.of(name).hex());
        Files.createDirectories(file.getParent());
        age(Files.write(file, bytes), daysAgo);
    }

    private void derived(String kind, String key, int daysAgo) throws IOException {
        age(store().derived(kind, key, file -> Files.write(file, new byte[SIZE])), daysAgo);
    }

    private static void age(Path file, int daysAgo) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }

    private Set<String> left() {
        return store().contents().stream()
                .filter(file -> !file.kind().equals(KeptFile.UNFINISHED))
                .map(KeptFile::name)
                .map(name -> List.of("a", "b").stream()
                        .filter(text -> Sha256.of(text).hex().equals(name))
                        .findFirst()
                        .orElse(name))
                .collect(Collectors.toSet());
    }

    private FileArtifactStore store() {
        return new FileArtifactStore(folder);
    }
}

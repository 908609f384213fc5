package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/** What the goal does with the store of a small image that was built. */
@Timeout(120)
class StoreCareTest {

    private static final Order TELL = new Order(false, false, false, false);
    private static final Order VERIFY = new Order(true, false, false, false);
    private static final Order PRUNE = new Order(false, true, false, false);
    private static final Order EMPTY = new Order(false, false, true, false);

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private final RecordingLog log = new RecordingLog();
    private final List<String> lines = new ArrayList<>();
    private TinyImage tiny;
    private Request request;

    @BeforeEach
    void build() throws IOException {
        tiny = new TinyImage(folder).mirrored();
        request = tiny.request(TinyImage.spec(tiny.declaration()));
        tiny.build(request);
    }

    @Test
    void whatIsKeptIsToldByKind() {
        take(TELL);

        assertThat(lines.get(0)).matches("\\Q%s\\E keeps 0\\.[0-9] MB \\(limit: 10 GB\\)".formatted(root()));
        assertThat(lines)
                .map(line -> line.strip().split(" ", 2)[0])
                .containsSubsequence(
                        "kind", "derived/deb", "derived/elf", "derived/image", "derived/layer", "derived/wheel")
                .endsWith("sha256", "all");
        String size = lines.get(0).replaceFirst(".* keeps (.*) \\(.*", "$1");
        assertThat(lines.get(lines.size() - 1)).contains(" " + size + " ");
        assertThat(log.lines).isEmpty();
    }

    @Test
    void imagesAreToldWithTheirLayersWhereThatIsAskedFor() {
        take(new Order(false, false, false, true));

        assertThat(String.join("\n", lines))
                .containsPattern(
                        "\n\n  example.com/team/tiny:1 \\(Flink 2.2.1, .*\\), used last [0-9-]{10} [0-9:]{5}\n")
                .containsPattern("    operating system: others 1 +0\\.0 MB\n");
    }

    @Test
    void whereThereIsNoStoreThatIsSaid() {
        StoreCare.of(Optional.of(folder.resolve("none")), StoreLimit.USUAL, log, lines::add)
                .take(EMPTY);

        assertThat(lines).containsExactly("There is no store: nothing lies at " + folder.resolve("none"));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void storeThatIsAFileIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> StoreCare.of(Optional.of(file), StoreLimit.USUAL, log, lines::add)
                        .take(TELL))
                .withMessageContaining("[PYF-538]");
    }

    @Test
    void soundStoreIsLeftAsItIs() {
        List<KeptFile> before = store().contents();

        take(VERIFY);

        assertThat(lines.get(0))
                .isEqualTo("Verified %s files, 0 of them damaged; 0 have nothing here to be compared with"
                        .formatted(before.size()));
        assertThat(store().contents()).isEqualTo(before);
        assertThat(log.lines)
                .containsExactly("progress Verifying the store: " + size(), "done Verifying the store: " + size());
    }

    @Test
    void whatNobodyFinishedHasNothingToBeComparedWithAndIsNotCounted() throws IOException {
        int whole = store().contents().size();
        Files.write(Files.createDirectories(root().resolve("temporary")).resolve("x.unfinished"), new byte[10]);
        assertThat(store().contents()).hasSize(whole + 1);

        take(VERIFY);

        assertThat(lines.get(0)).startsWith("Verified %s files, 0 of them damaged; 0 have".formatted(whole));
    }

    /** Wherever a byte is another one, in whichever kind of file, the file goes, and no other one but what belongs to it. */
    @Test
    void flippedByteIsFoundInEachKindAndTheNextBuildIsTheSame() throws IOException {
        keepAnswers();
        Sha256 whole = image();
        TreeSet<String> kinds = new TreeSet<>();
        for (KeptFile file : store().contents()) {
            String kind = file.kind() + file.name().replaceFirst("^[^.]*", "");
            if (kinds.add(kind)) {
                for (double part : new double[] {0, 0.5, 0.999}) {
                    assertIsFoundIn(file, (int) (file.size() * part));
                }
            }
        }

        assertThat(kinds)
                .containsExactly(
                        "derived/apt-of-image",
                        "derived/deb",
                        "derived/elf",
                        "derived/image",
                        "derived/image-of-day",
                        "derived/interpreter-size",
                        "derived/jar",
                        "derived/layer-list",
                        "derived/layer.sums",
                        "derived/layer.tar.gz",
                        "derived/wheel",
                        "sha256");
        Files.delete(tiny.results().resolve("images.json"));
        tiny.build(request);
        assertThat(image()).isEqualTo(whole);
    }

    private void assertIsFoundIn(KeptFile file, int place) throws IOException {
        byte[] bytes = Files.readAllBytes(file.file());
        byte[] flipped = bytes.clone();
        flipped[place] ^= 1;
        List<KeptFile> before = store().contents();
        List<byte[]> kept = new ArrayList<>();
        for (KeptFile one : before) {
            kept.add(Files.readAllBytes(one.file()));
        }
        Files.write(file.file(), flipped);
        lines.clear();
        log.lines.clear();

        take(VERIFY);

        assertThat(lines.get(0)).contains(", 1 of them damaged");
        assertThat(log.lines).contains("warn PYF-545");
        assertThat(file.file()).doesNotExist();
        List<String> gone = new ArrayList<>(before.stream().map(KeptFile::name).toList());
        gone.removeAll(store().contents().stream().map(KeptFile::name).toList());
        String key = file.name().replaceFirst("[.].*", "");
        assertThat(gone).allMatch(name -> name.startsWith(key));
        for (int i = 0; i < before.size(); i++) {
            Files.write(before.get(i).file(), kept.get(i));
        }
    }

    @Test
    void whatAnotherVersionMadeIsNotTakenForDamage() throws IOException {
        Sha256 sum = Sha256.of("x");
        store().derived("deb", "1-" + sum.hex(), file -> Files.writeString(file, "of a form that was"));
        store().derived("wheel", sum.hex() + "-0", file -> Files.writeString(file, "of a form that was"));
        store().derived(
                        "sdist",
                        sum.hex() + "-0123456789abcdef",
                        file -> Files.writeString(file, "of a recipe that was"));
        store().derived("uv", "uv-0.0.1-0123456789ab", file -> Files.writeString(file, "an older one"));
        store().derived("layer", "alone.tar.gz", file -> Files.writeString(file, "no sums"));

        take(VERIFY);

        assertThat(lines.get(0)).contains(" 0 of them damaged; 5 have nothing here to be compared with");
    }

    @Test
    void pruningBringsItToItsLimitNow() {
        long size = size();

        take(PRUNE, new StoreLimit(size - 1, "a byte less"));

        assertThat(size()).isLessThan(size);
        assertThat(lines.get(0)).matches("Of the store: deleted 0\\.0 MB \\(derived/.*\\), it keeps 0\\.[0-9] MB now");
    }

    @Test
    void emptyingLeavesAStoreThatIsFilledAgain() throws IOException {
        Sha256 whole = image();

        take(EMPTY);

        assertThat(store().contents()).isEmpty();
        assertThat(lines.get(lines.size() - 1)).endsWith("keeps 0.0 MB (limit: 10 GB)");
        tiny.build(request);
        assertThat(image()).isEqualTo(whole);
    }

    @Test
    void nothingGoesWhileABuildUsesIt() throws IOException {
        List<KeptFile> before = store().contents();
        Path damaged = before.get(0).file();
        Files.write(damaged, new byte[] {1});
        Presence presence = store().enter();

        take(VERIFY);
        take(PRUNE, new StoreLimit(0, "none of it"));
        take(EMPTY);

        presence.close();
        assertThat(store().contents()).hasSameSizeAs(before);
        assertThat(log.lines)
                .filteredOn(line -> line.startsWith("warn"))
                .containsExactly("warn PYF-545", "warn PYF-546", "warn PYF-546", "warn PYF-546");
    }

    /** One of the places that it would have to write is a file here, so that it is the same for whoever may write anywhere. */
    @Test
    void storeThatCannotBeWrittenIsToldAndVerifiedAndKept() throws IOException {
        withoutLocks();

        take(VERIFY);
        take(EMPTY);

        assertThat(lines.get(0)).contains(" 0 of them damaged");
        assertThat(log.lines).contains("warn PYF-546");
        assertThat(store().contents()).isNotEmpty();
    }

    private void withoutLocks() throws IOException {
        Files.createDirectories(folder.resolve("aside"));
        Files.move(root().resolve("locks"), folder.resolve("aside/locks"));
        Files.writeString(root().resolve("locks"), "");
    }

    /** The small image asks no registry, and has no Python of its own. */
    private void keepAnswers() {
        for (String kind : List.of("image-of-day", "apt-of-image", "interpreter-size", "layer-list")) {
            String key = Sha256.of(kind).hex();
            store().derived(kind, key, file -> Files.write(file, Sealed.seal(key, new byte[] {1, 2, 3})));
        }
    }

    private Sha256 image() throws IOException {
        try (Stream<Path> files = Files.walk(tiny.results())) {
            return Sha256.of(files.filter(file -> file.endsWith("image-oci.tar"))
                    .map(file -> Sha256.of(file).hex())
                    .collect(Collectors.joining()));
        }
    }

    private long size() {
        return store().contents().stream().mapToLong(KeptFile::size).sum();
    }

    private void take(Order order) {
        take(order, StoreLimit.USUAL);
    }

    private void take(Order order, StoreLimit limit) {
        StoreCare.of(Optional.of(root()), limit, log, lines::add).take(order);
    }

    private Path root() {
        return folder.resolve("store");
    }

    private FileArtifactStore store() {
        return new FileArtifactStore(root());
    }
}

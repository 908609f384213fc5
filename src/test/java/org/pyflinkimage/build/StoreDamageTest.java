package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.attack.Kind;
import org.pyflinkimage.attack.Outcome;
import org.pyflinkimage.attack.Tries;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/**
 * Whatever happens to a file of the store or of the results, the next build gives the same bytes or a problem, never other bytes.
 * By {@code -Dattack=all} every file is damaged, not only some of a kind.
 */
@Tag("attack")
class StoreDamageTest {

    @RegisterExtension
    static final Tries TRIES = Tries.of(Kind.STORE_DAMAGE);

    private static final Optional<Sha256> CODE = Optional.of(Sha256.of("this plugin"));
    private static final boolean ALL = Tries.ALL;

    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    @TempDir(factory = MemoryFolder.class)
    private Path kept;

    private TinyImage tiny;
    private Request request;
    private Map<String, Sha256> whole;

    @BeforeEach
    void build() throws IOException {
        tiny = new TinyImage(folder).mirrored();
        request = tiny.request(
                TinyImage.spec(tiny.declaration().with(Element.TO, List.of("oci-archive", "docker-archive"))));
        buildImage();
        whole = results();
        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
        copy(folder.resolve("store"), kept.resolve("store"));
        Files.writeString(folder.resolve("other"), "something else");
    }

    /** What of an earlier build is there when something happens, and what may happen to. */
    @SuppressWarnings("ImmutableEnumChecker") // The lists are made by List.of.
    private enum Left {
        /** Nothing is read but what is known of the image. */
        ALL(List.of(), List.of("store/derived/image", "store/derived/layer", "target/pyflink")),
        /** Layers become archives. */
        LAYERS(List.of("target"), List.of("store/derived/image", "store/derived/layer")),
        /** Packages are laid out, and become layers. */
        FORMS(
                List.of("target", "store/derived/image", "store/derived/layer"),
                List.of("store/derived/deb", "store/derived/wheel", "store/sha256")),
        /** Packages are unpacked. */
        ARTIFACTS(List.of("target", "store/derived"), List.of("store/sha256"));

        private final List<String> gone;
        private final List<String> damaged;

        Left(List<String> gone, List<String> damaged) {
            this.gone = gone;
            this.damaged = damaged;
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedFileGivesTheSameBytesOrAProblem(Damage damage) throws IOException {
        for (Left left : Left.values()) {
            prepare(left);
            for (Path file : damageable(left)) {
                prepare(left);
                damage.to(file, another(file));
                String what = "%s of %s with %s left".formatted(damage, folder.relativize(file), left);
                boolean refused = isRefused(what);
                assertThat(refused ? whole : results()).as(what).isEqualTo(whole);
                TRIES.ended(refused ? Outcome.REFUSED : Outcome.RECOVERED);
            }
        }
    }

    @Test
    void whatWasMendedIsSaidOnceAndThereAfterwards() throws IOException {
        for (String kind : List.of("store/derived/deb", "store/derived/wheel", "store/sha256")) {
            prepare(Left.FORMS);
            Path file = filesBelow(folder.resolve(kind)).get(0);
            byte[] before = Files.readAllBytes(file);
            Files.write(file, new byte[before.length]);
            tiny.log.lines.clear();

            buildImage();

            assertThat(tiny.log.lines)
                    .filteredOn(line -> line.startsWith("warn"))
                    .hasSizeLessThanOrEqualTo(1);
            if (!kind.contains("sha256") || tiny.log.lines.contains("warn PYF-537")) {
                assertThat(tiny.log.lines).contains("warn PYF-537");
                assertThat(file).hasBinaryContent(before);
            }
        }
    }

    @Test
    void manyDamagedFilesAreMendedInOneBuild() throws IOException {
        prepare(Left.LAYERS);
        for (Path file : filesBelow(folder.resolve("store"))) {
            Files.write(file, new byte[Math.toIntExact(Files.size(file))]);
        }

        buildImage();

        assertThat(results()).isEqualTo(whole);
    }

    @Test
    void unchangedBuildReadsNoLayer() throws IOException {
        prepare(Left.ALL);
        for (Path file : filesBelow(folder.resolve("store"))) {
            if (file.toString().endsWith(".tar.gz") || file.toString().contains("sha256")) {
                Files.write(file, new byte[Math.toIntExact(Files.size(file))]);
            }
        }
        tiny.log.lines.clear();

        buildImage();

        assertThat(results()).isEqualTo(whole);
        assertThat(tiny.log.lines).noneMatch(line -> line.startsWith("warn"));
    }

    /** A file that is in the way of all that is to be written: it keeps off the superuser too. */
    @Test
    void storeThatTakesNothingBuildsWhenAllIsInIt() throws IOException {
        prepare(Left.LAYERS);
        delete(folder.resolve("store/derived/image"));
        for (String place : List.of("temporary", "locks", "derived/image")) {
            delete(folder.resolve("store").resolve(place));
            Files.writeString(folder.resolve("store").resolve(place), "in the way");
        }

        buildImage();

        assertThat(results()).isEqualTo(whole);
    }

    /** Builds, which may end with a problem. */
    private boolean isRefused(String what) {
        try {
            buildImage();
            return false;
        } catch (PyFlinkException e) {
            // A folder in the place of a result is somebody's; all else can be had again.
            assertThat(what).as(e.getMessage()).startsWith(Damage.REPLACED_BY_A_FOLDER + " of target");
            return true;
        }
    }

    private void buildImage() {
        new ImageBuild(request, tiny.machine(request, CODE)).build();
    }

    private void prepare(Left left) throws IOException {
        delete(folder.resolve("store"));
        copy(kept.resolve("store"), folder.resolve("store"));
        for (String gone : left.gone) {
            delete(folder.resolve(gone));
        }
        if (left == Left.ALL) {
            delete(folder.resolve("target"));
            buildImage();
        }
    }

    private List<Path> damageable(Left left) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String kind : left.damaged) {
            int most = ALL ? Integer.MAX_VALUE : kind.equals("store/sha256") ? 3 : 1;
            Map<String, Integer> counts = new TreeMap<>();
            for (Path file : filesBelow(folder.resolve(kind))) {
                String ending = file.getFileName().toString().replaceFirst("^[^.]*", "");
                if (counts.merge(ending, 1, Integer::sum) <= most && !ending.equals(".json")) {
                    files.add(file);
                }
            }
        }
        assertThat(files).isNotEmpty();
        return files;
    }

    private Path another(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path kind = file.toString().contains("sha256") ? folder.resolve("store/sha256") : file.getParent();
        return filesBelow(kind).stream()
                .filter(other -> !other.equals(file))
                .max(Comparator.comparing(other -> commonEnd(other.getFileName().toString(), name)))
                .orElse(folder.resolve("other"));
    }

    private static int commonEnd(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - length) == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        return length;
    }

    private Map<String, Sha256> results() throws IOException {
        Map<String, Sha256> results = new TreeMap<>();
        for (Path file : filesBelow(tiny.results())) {
            if (!file.getFileName().toString().startsWith(".")) {
                results.put(tiny.results().relativize(file).toString(), Sha256.of(file));
            }
        }
        return results;
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(StoreDamageTest::deleteOne);
            }
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}

package org.pyflinkimage.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileTree.Entry;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class LayerDivisionTest {

    private static final int MEGABYTE = 1 << 20;

    /** Docker's overlay driver takes no more. */
    private static final int LAYERS_AT_MOST = 127;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(18);

    @ParameterizedTest
    @CsvSource({
        "4194303, Python packages: others 8",
        "4194304, Python packages: numpy",
        "400000000, Python packages: numpy"
    })
    void largePackageHasALayerOfItsOwn(int size, String title) {
        Entry file = file("numpy", size);

        assertThat(LayerDivision.of(List.of(file)).layerOf(file.origin()).title())
                .isEqualTo(title);
    }

    @Test
    void whatWasMadeOfOneSourceCountsAndLiesTogether() {
        Entry library = entry(new Origin(LayerKind.OPERATING_SYSTEM, "libssl3", "openssl"), 3 * MEGABYTE);
        Entry program = entry(new Origin(LayerKind.OPERATING_SYSTEM, "openssl"), 2 * MEGABYTE);

        LayerDivision division = LayerDivision.of(List.of(library, program));

        LayerName name = new LayerName(LayerKind.OPERATING_SYSTEM, "openssl");
        assertThat(division.layerOf(library.origin())).isEqualTo(name);
        assertThat(division.layerOf(program.origin())).isEqualTo(name);
    }

    @Test
    void whatIsNotDividedHasOneLayerHoweverLargeItIs() {
        Entry file = entry(new Origin(LayerKind.FLINK, "apache-flink"), 300 * MEGABYTE);

        assertThat(LayerDivision.of(List.of(file)).layerOf(file.origin())).isEqualTo(LayerName.of(LayerKind.FLINK));
    }

    @Test
    void packageThatComesOrGoesMovesNoOther() {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(file("package" + i, i < 10 ? 5 * MEGABYTE + i : random.nextInt(MEGABYTE)));
        }
        Map<Origin, LayerName> before = names(all);

        for (int i = 0; i < all.size(); i += 7) {
            List<Entry> without = new ArrayList<>(all);
            without.remove(i);

            assertThat(before).containsAllEntriesOf(names(without));
        }
    }

    @Test
    void otherKindsMoveNothing() {
        Entry small = file("numpy", 1);
        List<Entry> entries = new ArrayList<>(List.of(small));
        for (int i = 0; i < 50; i++) {
            entries.add(entry(new Origin(LayerKind.OPERATING_SYSTEM, "package" + i), 9 * MEGABYTE));
        }

        assertThat(names(entries)).containsAllEntriesOf(names(List.of(small)));
    }

    @Test
    void whereTooManyAreLargeOnlyTheLargestHaveTheirOwn() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            entries.add(file("package" + i, i * MEGABYTE));
        }

        List<String> own = names(entries).values().stream()
                .map(LayerName::part)
                .filter(part -> part.startsWith("package"))
                .sorted()
                .toList();

        // From 64 MB on there are 37, more than twelve; from 128 MB on none.
        assertThat(own).isEmpty();
        entries.add(file("torch", 900 * MEGABYTE));
        assertThat(names(entries)).containsValue(new LayerName(LayerKind.PYTHON_PACKAGES, "torch"));
    }

    @ParameterizedTest
    @EnumSource(LayerKind.class)
    void fiveHundredPackagesOfAnySizeStayWithinTheBudget(LayerKind kind) {
        for (int mean : List.of(1000, MEGABYTE, 50 * MEGABYTE)) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                entries.add(entry(new Origin(kind, "package" + i), random.nextInt(2 * mean)));
            }

            assertThat(new HashSet<>(names(entries).values()))
                    .hasSizeBetween(kind.groups(), kind.ownLayers() + kind.groups());
        }
    }

    @Test
    void noImageHasMoreLayersThanEnginesTake() {
        int all = 0;
        for (LayerKind kind : LayerKind.values()) {
            all += kind.ownLayers() + kind.groups();
        }

        assertThat(all).isLessThan(LAYERS_AT_MOST / 2);
    }

    @Test
    void everyPathIsInOneSliceAndDirectoriesWhereverTheyAreNeeded() {
        FileTree tree = new FileTree();
        for (int i = 0; i < 500; i++) {
            Origin origin = new Origin(LayerKind.OPERATING_SYSTEM, "package" + i % 90, "source" + i % 40);
            tree.add(origin, UnixPath.of("/usr/lib/f" + random.nextInt(20)), FileNode.directory());
            tree.add(origin, UnixPath.of("/usr/lib/f" + random.nextInt(20) + "/file" + i), FileNode.file("x"));
        }

        List<UnixPath> files = new ArrayList<>();
        Set<UnixPath> all = new TreeSet<>();
        for (FileTree.Slice slice : tree.slices()) {
            Set<UnixPath> seen = new HashSet<>();
            slice.entries().forEach(entry -> {
                assertThat(entry.path().parent().isRoot()
                                || seen.contains(entry.path().parent()))
                        .as("%s after its directory", entry.path())
                        .isTrue();
                assertThat(seen.add(entry.path())).isTrue();
                all.add(entry.path());
                if (!(entry.node() instanceof Directory)) {
                    files.add(entry.path());
                }
            });
        }
        assertThat(files).doesNotHaveDuplicates().hasSize(500);
        assertThat(all)
                .containsExactlyElementsOf(
                        tree.entries().stream().map(Entry::path).toList());
    }

    private static Map<Origin, LayerName> names(List<Entry> entries) {
        LayerDivision division = LayerDivision.of(entries);
        Map<Origin, LayerName> names = new HashMap<>();
        entries.forEach(entry -> names.put(entry.origin(), division.layerOf(entry.origin())));
        return names;
    }

    private static Entry file(String name, int size) {
        return entry(new Origin(LayerKind.PYTHON_PACKAGES, name), size);
    }

    private static Entry entry(Origin origin, int size) {
        Content content = Content.of(java.nio.file.Path.of("nowhere"), size, Sha256.of(""));
        return new Entry(UnixPath.of("/" + origin.name()), FileNode.file(content), origin);
    }
}

package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.tree.LayerKind;

class GrowthTest {

    private static final LayerKind PACKAGES = LayerKind.PYTHON_PACKAGES;

    private static ImagePart part(String name, String version, long size) {
        return new ImagePart(PACKAGES, name, Optional.of(version), 1, size);
    }

    private static List<String> lines(List<ImagePart> before, List<ImagePart> after, boolean all) {
        return Growth.between(before, after).lines(all);
    }

    @Test
    void sameImageHasNothingToTell() {
        List<ImagePart> parts = List.of(part("numpy", "2.2.0", 5_000_000), part("pandas", "2.2.3", 1));

        assertThat(lines(parts, List.of(parts.get(1), parts.get(0)), true)).isEmpty();
    }

    @Test
    void heaviestChangeIsToldFirst() {
        assertThat(lines(
                        List.of(
                                part("numpy", "2.2.0", 5_000_000),
                                part("scipy", "1.0", 3_000_000),
                                part("six", "1", 9)),
                        List.of(
                                part("numpy", "2.3.0", 5_400_000),
                                part("lightgbm", "4.6.0", 9_100_000),
                                part("six", "1", 9)),
                        false))
                .containsExactly(
                        "+6.5 MB unpacked against the image that was built here before:",
                        "  came        +9.1 MB  lightgbm 4.6.0",
                        "  went        -3.0 MB  scipy 1.0",
                        "  changed     +0.4 MB  numpy 2.2.0 -> 2.3.0");
    }

    @Test
    void littleChangesAreToldWhereAllAreAskedFor() {
        List<ImagePart> before = List.of(part("six", "1.16.0", 90_000));
        List<ImagePart> after = List.of(part("six", "1.17.0", 90_000));

        assertThat(lines(before, after, false))
                .containsExactly(
                        "+0.0 MB unpacked against the image that was built here before",
                        "  and 1 other change: -Dpyflink.verbose");
        assertThat(lines(before, after, true))
                .containsExactly(
                        "+0.0 MB unpacked against the image that was built here before:",
                        "  changed     +0.0 MB  six 1.16.0 -> 1.17.0");
    }

    @Test
    void tenthOfAMegabyteMatters() {
        assertThat(lines(List.of(), List.of(part("six", "1", 100_000)), false))
                .contains("  came        +0.1 MB  six 1");
        assertThat(lines(List.of(), List.of(part("six", "1", 99_999)), false)).noneMatch(line -> line.contains("six"));
    }

    @Test
    void ofManyChangesTheFewThatMatterAreTold() {
        List<ImagePart> after = IntStream.range(0, 20)
                .mapToObj(i -> part("p" + i, "1", 1_000_000L * (i + 1)))
                .toList();

        assertThat(lines(List.of(), after, false))
                .hasSize(7)
                .contains("  came       +20.0 MB  p19 1", "  and 15 other changes: -Dpyflink.verbose");
        assertThat(lines(List.of(), after, true)).hasSize(21);
    }

    @Test
    void pieceWithoutAVersionHasNone() {
        ImagePart job = new ImagePart(LayerKind.JOB, "job", Optional.empty(), 2, 200_000);

        assertThat(lines(List.of(), List.of(job), false)).contains("  came        +0.2 MB  job");
    }

    @Test
    void partsOfOneNameInTwoLayersAreTwo() {
        ImagePart jar = new ImagePart(LayerKind.CONNECTORS, "numpy", Optional.of("1"), 1, 400_000);

        assertThat(lines(List.of(part("numpy", "1", 400_000)), List.of(part("numpy", "1", 400_000), jar), false))
                .hasSize(2)
                .contains("  came        +0.4 MB  numpy 1");
    }
}

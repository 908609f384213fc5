package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;

class ImageWeightTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    private Path output;

    private static ImagePart part(String name, long size) {
        return new ImagePart(LayerKind.PYTHON_PACKAGES, name, Optional.of("1"), 1, size);
    }

    private ImageWeight weigh(String digest, ImagePart... parts) {
        BuiltImage image = new BuiltImage(
                Plans.empty().combination(),
                ImageReference.of("example.com/job:1"),
                Sha256.of(digest),
                Optional.empty(),
                1,
                2,
                List.of());
        return ImageWeight.written(image, List.of(parts), output);
    }

    private Path file() throws IOException {
        try (var folders = Files.list(output)) {
            return folders.findFirst().orElseThrow().resolve("contents.json");
        }
    }

    @Test
    void firstImageHasNothingToBeComparedWith() throws IOException {
        assertThat(weigh("a", part("numpy", 9_000_000)).lines(false)).isEmpty();
        assertThat(file()).isRegularFile();
    }

    @Test
    void laterImageIsComparedWithTheOneBefore() {
        weigh("a", part("numpy", 9_000_000));

        assertThat(weigh("b", part("numpy", 9_500_000)).lines(false))
                .containsExactly(
                        "  +0.5 MB unpacked against the image that was built here before:",
                        "    changed     +0.5 MB  numpy 1");
    }

    @Test
    void sameImageIsNotWrittenAgain() throws IOException {
        weigh("a", part("numpy", 9_000_000));
        Files.setLastModifiedTime(file(), LONG_AGO);

        assertThat(weigh("a", part("numpy", 9_000_000)).lines(true)).hasSize(2);
        assertThat(Files.getLastModifiedTime(file())).isEqualTo(LONG_AGO);
    }

    @Test
    void fileOfSomebodyElseIsReplaced() throws IOException {
        weigh("a", part("numpy", 9_000_000));
        Files.writeString(file(), "no JSON");

        assertThat(weigh("b", part("numpy", 1)).lines(false)).isEmpty();
        assertThat(file()).content().contains("\"size\" : 1");
    }

    @Test
    void whereAllAreToldThereAreNoOthers() {
        ImagePart[] parts =
                IntStream.range(0, 40).mapToObj(i -> part("p" + i, 1_000_000)).toArray(ImagePart[]::new);

        assertThat(weigh("a", parts).lines(true)).hasSize(41).noneMatch(line -> line.contains("others"));
    }

    @Test
    void heaviestPartsAreToldWhereAllIsAskedFor() {
        ImagePart[] parts =
                IntStream.range(0, 50).mapToObj(i -> part("p" + i, 1_000_000)).toArray(ImagePart[]::new);

        List<String> lines = weigh("a", parts).lines(true);

        assertThat(lines).hasSize(42).first().isEqualTo("  heaviest");
        assertThat(lines.get(1)).startsWith("    p0 1 ").endsWith(" 1.0 MB");
        assertThat(lines.get(41))
                .startsWith("    10 others, in `contents.json` ")
                .endsWith(" 10.0 MB");
    }
}

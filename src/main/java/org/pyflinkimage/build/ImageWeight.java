package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ContentsJson;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.value.Sizes;

/**
 * What weighs how much in an image, and what is another than in the one that was built in its place before.
 *
 * @param parts the heaviest first
 */
record ImageWeight(List<ImagePart> parts, Growth growth) {

    /** So many parts are told where all are asked for; a file has the rest. */
    private static final int TOLD = 40;

    ImageWeight {
        parts = List.copyOf(parts);
    }

    /**
     * Compares an image with what its folder of results says of the one before, and writes there what it is made of.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-821} where it cannot be written
     */
    static ImageWeight written(BuiltImage image, List<ImagePart> parts, Path output) {
        Path file = output.resolve(image.combination().slug()).resolve(ContentsJson.FILE);
        ContentsJson contents = ContentsJson.of(image, parts);
        if (contents.isWritten(file)) {
            return new ImageWeight(parts, Growth.none());
        }
        Growth growth = ContentsJson.read(file)
                .map(before -> Growth.between(before, parts))
                .orElseGet(Growth::none);
        contents.write(file);
        return new ImageWeight(parts, growth);
    }

    /**
     * Lines for people: what is another, and where all is asked for the heaviest parts.
     *
     * @param all whether everything is told
     */
    List<String> lines(boolean all) {
        List<String> lines = new ArrayList<>();
        if (all) {
            lines.add("  heaviest");
            parts.stream().limit(TOLD).map(ImageWeight::row).forEach(lines::add);
            if (parts.size() > TOLD) {
                long others =
                        parts.stream().skip(TOLD).mapToLong(ImagePart::size).sum();
                lines.add(row("%s others, in `%s`".formatted(parts.size() - TOLD, ContentsJson.FILE), others));
            }
        }
        growth.lines(all).forEach(line -> lines.add("  " + line));
        return lines;
    }

    private static String row(ImagePart part) {
        return row(part.version().map(version -> part.name() + " " + version).orElse(part.name()), part.size());
    }

    private static String row(String name, long bytes) {
        return String.format(Locale.ROOT, "    %-55.55s %15s", name, Sizes.megabytes(bytes));
    }
}

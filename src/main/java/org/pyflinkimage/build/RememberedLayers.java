package org.pyflinkimage.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.ProblemLine;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sealed;
import org.pyflinkimage.value.Sha256;

/**
 * The layers of images built before, with what was found in their files, found again by {@link ImageKey}: an unchanged image is not laid out
 * once more.
 */
final class RememberedLayers {

    /** What pages about images are kept under in the store. */
    static final String KIND = "image";

    /** The first line of a page; another one is of another version of this plugin. */
    private static final String FORM = "parted layers, parts and warnings";

    /** What a warning begins with, which is no layer's name. */
    private static final String WARNING = "!";

    /** What a part of an image begins with, which is no layer's name either. */
    private static final String PART = "=";

    private static final String SEPARATOR = "\t";
    private static final int PARTS = 7;
    private static final int PARTS_OF_PART = 5;

    private final ArtifactStore store;
    private final BuildLog log;

    /**
     * What is known of an image.
     *
     * @param layers from the lowest
     * @param parts what weighs how much in it
     * @param warnings of what is in it, notes too, as grave as they are where no declaration changes that
     */
    record Known(List<Layer> layers, List<ImagePart> parts, List<Problem> warnings) {
        Known {
            parts = List.copyOf(parts);
            layers = List.copyOf(layers);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * What is kept about an image.
     *
     * @param title what the image was called when its layers were made
     * @param layers from the lowest
     */
    record Page(String title, List<Line> layers, List<ImagePart> parts, List<Problem> warnings) {
        Page {
            parts = List.copyOf(parts);
            layers = List.copyOf(layers);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A layer of the page.
     *
     * @param blob the name that its blob is kept under
     */
    record Line(LayerName name, Sha256 digest, Sha256 diffId, long size, long unpackedSize, String blob) {

        private static Line of(Layer layer) {
            return new Line(
                    layer.name(),
                    layer.digest(),
                    layer.diffId(),
                    layer.size(),
                    layer.unpackedSize(),
                    String.valueOf(layer.blob().getFileName()));
        }

        private static Line parse(String line) throws IOException {
            String[] parts = line.split(SEPARATOR, PARTS);
            if (parts.length < PARTS) {
                throw new IOException("a layer of %s parts".formatted(parts.length));
            }
            return new Line(
                    new LayerName(LayerKind.valueOf(parts[0]), parts[1]),
                    new Sha256(parts[2]),
                    new Sha256(parts[3]),
                    Long.parseLong(parts[4]),
                    Long.parseLong(parts[5]),
                    parts[6]);
        }

        private String text() {
            return String.join(
                            SEPARATOR,
                            name.kind().name(),
                            name.part(),
                            digest.hex(),
                            diffId.hex(),
                            Long.toString(size),
                            Long.toString(unpackedSize),
                            blob)
                    + "\n";
        }
    }

    RememberedLayers(ArtifactStore store, BuildLog log) {
        this.store = store;
        this.log = log;
    }

    /** The image with this key; empty where none was kept, or one of its layers is gone or damaged since. */
    Optional<Known> find(ImageKey key) {
        return store.findDerived(KIND, key.sum().hex()).flatMap(this::read);
    }

    /** What a file of the store keeps about an image; empty where it is damaged. */
    static Optional<Page> page(Path kept) {
        try {
            return Optional.of(readPage(kept));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps an image; where the store takes nothing, the image is laid out again the next time.
     *
     * @param title the image's name, for people; one line
     */
    void keep(ImageKey key, String title, Known image) {
        String name = key.sum().hex();
        String text = Stream.of(
                        image.layers().stream().map(layer -> Line.of(layer).text()),
                        image.parts().stream().map(RememberedLayers::text),
                        image.warnings().stream().map(warning -> WARNING + ProblemLine.write(warning) + "\n"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("", FORM + "\n" + title + "\n", ""));
        try {
            // What is there is damaged, or of layers that are gone.
            store.findDerived(KIND, name).ifPresent(store::discard);
            byte[] whole = Sealed.seal(name, text.getBytes(StandardCharsets.UTF_8));
            store.derived(KIND, name, file -> Files.write(file, whole));
        } catch (PyFlinkException e) {
            if (!e.isOnly(ArtifactStore.NOT_TAKEN)) {
                throw e;
            }
            log.detail("The image is not remembered: " + e.getMessage());
        }
    }

    private Optional<Known> read(Path kept) {
        try {
            Page page = readPage(kept);
            List<Layer> layers = new ArrayList<>();
            for (Line line : page.layers()) {
                layers.add(layerOf(line));
            }
            return layers.isEmpty() ? Optional.empty() : Optional.of(new Known(layers, page.parts(), page.warnings()));
        } catch (IOException | IllegalArgumentException | NoSuchElementException e) {
            log.detail("The image is laid out again: " + e);
            return Optional.empty();
        }
    }

    private static Page readPage(Path kept) throws IOException {
        byte[] text = Sealed.open(String.valueOf(kept.getFileName()), Files.readAllBytes(kept))
                .orElseThrow(() -> new IOException("damaged: " + kept));
        List<String> all = new String(text, StandardCharsets.UTF_8).lines().toList();
        if (all.size() < 2 || !all.get(0).equals(FORM)) {
            throw new IOException("another version of this plugin wrote it: " + kept);
        }
        List<Line> lines = new ArrayList<>();
        List<ImagePart> parts = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        for (String line : all.subList(2, all.size())) {
            if (line.startsWith(WARNING)) {
                warnings.add(ProblemLine.parse(line.substring(WARNING.length())));
            } else if (line.startsWith(PART)) {
                parts.add(part(line.substring(PART.length())));
            } else {
                lines.add(Line.parse(line));
            }
        }
        return new Page(all.get(1), lines, parts, warnings);
    }

    private static String text(ImagePart part) {
        return PART
                + String.join(
                        SEPARATOR,
                        part.kind().name(),
                        oneLine(part.name()),
                        oneLine(part.version().orElse("")),
                        Long.toString(part.files()),
                        Long.toString(part.size()))
                + "\n";
    }

    /** A name for people: a line's end or a tab in it would be one of the page. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static ImagePart part(String line) throws IOException {
        String[] values = line.split(SEPARATOR, -1);
        if (values.length != PARTS_OF_PART) {
            throw new IOException("a part of %s values".formatted(values.length));
        }
        return new ImagePart(
                LayerKind.valueOf(values[0]),
                values[1],
                Optional.of(values[2]).filter(version -> !version.isEmpty()),
                Long.parseLong(values[3]),
                Long.parseLong(values[4]));
    }

    private Layer layerOf(Line line) throws IOException {
        Path blob = store.findDerived(LayerBuilder.KIND, line.blob()).orElseThrow();
        if (Files.size(blob) != line.size()) {
            throw new IOException("damaged: " + blob);
        }
        return new Layer(
                line.name(),
                blob,
                line.digest(),
                line.diffId(),
                line.size(),
                line.unpackedSize(),
                LayerBuilder.compressionOf(line.blob()).orElseThrow());
    }
}

package org.pyflinkimage.layer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.system.ParallelWork;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.Sha256;

/** Makes layers of slices and keeps them in the store; the same slice gives the same bytes everywhere. Safe for several threads. */
public final class LayerBuilder {

    /** What layers are kept under in the store. */
    public static final String KIND = "layer";

    /** What the names of blobs end with. */
    private static final Map<Compression, String> ENDS =
            new EnumMap<>(Map.of(Compression.GZIP, ".tar.gz", Compression.ZSTD, ".tar.zst"));

    private static final String SUMS = ".sums";
    private static final int AT_ONCE = 2;

    private final ArtifactStore store;

    /** @param store where layers are kept */
    public LayerBuilder(ArtifactStore store) {
        this.store = store;
    }

    /** The layers of all slices, in their order. */
    public List<Layer> build(List<FileTree.Slice> slices, Compression compression) {
        return new ParallelWork("pyflink-layer", AT_ONCE)
                .results(slices, LayerBuilder::bytesOf, slice -> build(slice, compression));
    }

    /** Why this machine does not compress so; empty where it does. */
    public static Optional<String> obstacleTo(Compression compression) {
        return compression == Compression.ZSTD ? ZstdBlob.obstacle() : Optional.empty();
    }

    private static long bytesOf(FileTree.Slice slice) {
        return slice.entries().stream()
                .map(FileTree.Entry::node)
                .mapToLong(node ->
                        node instanceof RegularFile file ? file.content().size() : 0)
                .sum();
    }

    /**
     * The layer of a slice: what an earlier build kept, else made now.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-802} and {@code PYF-803} for entries that no layer can hold
     * @throws DamagedFile for a package or a kept layer that is not what it was
     */
    Layer build(FileTree.Slice slice, Compression compression) {
        List<FileTree.Entry> entries = TarOrder.of(slice);
        Writing writing = compression == Compression.ZSTD
                ? out -> ZstdBlob.write(entries, out)
                : out -> LayerBlob.write(entries, out);
        return kept(slice.name(), LayerKey.of(entries, compression), compression, writing);
    }

    /** Layers of others, each compressed by gzip where it is not compressed yet: the same tar gives the same bytes. */
    public List<Layer> compressed(List<Layer> layers) {
        return new ParallelWork("pyflink-layer", AT_ONCE).results(layers, Layer::size, this::compressed);
    }

    /** Whether that was done before: what it takes is told to nobody then. */
    public boolean hasCompressed(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> layer.compression() == Compression.NONE)
                .allMatch(layer -> store.findDerived(KIND, LayerKey.of(layer.digest()) + SUMS)
                        .isPresent());
    }

    /** A plain tar's own sum was verified; what a configuration says of it, was not. */
    private Layer compressed(Layer layer) {
        return layer.compression() == Compression.NONE
                ? kept(layer.name(), LayerKey.of(layer.digest()), Compression.GZIP, out -> LayerBlob.write(layer, out))
                : layer;
    }

    /** Writes a blob. */
    @FunctionalInterface
    private interface Writing {
        LayerSums write(OutputStream out) throws IOException;
    }

    private Layer kept(LayerName layer, String key, Compression compression, Writing writing) {
        AtomicReference<LayerSums> written = new AtomicReference<>();
        Path blob = store.derived(KIND, key + endOf(compression), file -> written.set(write(writing, file)));
        String name = key + SUMS;
        Path line = store.derived(
                KIND, name, file -> Files.write(file, sums(written, writing).toBytes(name)));
        LayerSums sums = read(line, blob);
        return new Layer(layer, blob, sums.digest(), sums.diffId(), sums.size(), sums.unpackedSize(), compression);
    }

    private static String endOf(Compression compression) {
        return Objects.requireNonNull(ENDS.get(compression));
    }

    private static LayerSums write(Writing writing, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return writing.write(out);
        }
    }

    /** Where a build was killed between blob and sums, or another one wrote the blob, the sums are computed once more. */
    private static LayerSums sums(AtomicReference<LayerSums> written, Writing writing) throws IOException {
        LayerSums known = written.get();
        return known != null ? known : writing.write(OutputStream.nullOutputStream());
    }

    /** The key of the layer that a kept file belongs to: a blob and its sums have the same. */
    public static String keyOf(String name) {
        return withoutEnd(name, compressionOf(name).map(LayerBuilder::endOf).orElse(SUMS));
    }

    /** How a kept blob is compressed; empty for the name of anything else. */
    public static Optional<Compression> compressionOf(String name) {
        return ENDS.entrySet().stream()
                .filter(end -> name.endsWith(end.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Reads all of a kept file.
     *
     * @return whether it could be compared with a sum: not where it is a blob whose sums are gone
     * @throws DamagedFile for a blob that has another sum than its sums say, and for sums that have another than their own
     */
    public static boolean verify(Path file) {
        String name = String.valueOf(file.getFileName());
        Path line = file.resolveSibling(keyOf(name) + SUMS);
        if (compressionOf(name).isEmpty()) {
            read(file);
        } else if (Files.exists(line)) {
            Sha256 digest = read(line, file).digest();
            Sha256 found = Sha256.of(file);
            if (!found.equals(digest)) {
                throw DamagedFile.bySum(file, digest, found);
            }
        }
        return Files.exists(line);
    }

    private static String withoutEnd(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    private static LayerSums read(Path line) {
        try {
            return LayerSums.open(String.valueOf(line.getFileName()), Files.readAllBytes(line))
                    .orElseThrow(() -> new DamagedFile(line, "it has another sum than it had, or another layer's"));
        } catch (NoSuchFileException e) {
            throw new DamagedFile(line, DamagedFile.GONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LayerSums read(Path line, Path blob) {
        try {
            LayerSums sums = read(line);
            long size = Files.size(blob);
            if (size != sums.size()) {
                throw new DamagedFile(blob, "it has %s bytes, and had %s".formatted(size, sums.size()));
            }
            return sums;
        } catch (NoSuchFileException e) {
            throw new DamagedFile(blob, DamagedFile.GONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

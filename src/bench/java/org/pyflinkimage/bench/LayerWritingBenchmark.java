package org.pyflinkimage.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.UnixPath;

/** Writing a layer of 2000 text files, 32 MiB in all, into a store that does not have it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LayerWritingBenchmark {

    private static final long SEED = 20260101;
    private static final int FILES = 2_000;
    private static final int FILE_SIZE = 1 << 14;
    private static final Origin ORIGIN = new Origin(LayerKind.PYTHON_PACKAGES, "sample");

    /** How the files wait: packed ones were deflated by an earlier build, plain ones are deflated now. */
    public enum Form {
        PACKED,
        PLAIN
    }

    /** Set by JMH, to each value in turn. */
    @Param
    public Form form = Form.PACKED;

    private Path folder = Path.of("");
    private FileTree.Slice slice = new FileTree.Slice(LayerName.of(LayerKind.JOB), List.of());

    /** Writes the files, the same ones at every run. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("layer-writing");
        FileTree tree = new FileTree();
        for (PackedArchive.Member member : PackedArchive.read(pack(folder.resolve("sample.packed")))) {
            tree.add(ORIGIN, member.path(), form == Form.PACKED ? member.node() : plain((RegularFile) member.node()));
        }
        slice = tree.slices().get(0);
    }

    /** Forgets the layer that the last call made. */
    @Setup(Level.Invocation)
    public void forget() throws IOException {
        delete(store());
    }

    /** Leaves nothing behind. */
    @TearDown
    public void delete() throws IOException {
        delete(folder);
    }

    /** The layer, written and its sums computed. */
    @Benchmark
    public Layer layer() {
        return new LayerBuilder(new FileArtifactStore(store()))
                .build(List.of(slice), Compression.GZIP)
                .get(0);
    }

    private Path store() {
        return folder.resolve("store");
    }

    private static Path pack(Path file) throws IOException {
        Random random = new Random(SEED);
        try (PackedArchive.Writer writer = new PackedArchive.Writer(file, "sample.packed")) {
            for (int number = 0; number < FILES; number++) {
                UnixPath path = UnixPath.of("/opt/sample/module" + number + ".py");
                writer.add(path, 0644, Owner.ROOT, new ByteArrayInputStream(text(random)));
            }
        }
        return file;
    }

    /** Lines that deflate about as well as source code does. */
    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < FILE_SIZE) {
            text.append("    value_%d = compute(%d, name=\"%x\")\n"
                    .formatted(random.nextInt(100), random.nextInt(10), random.nextInt()));
        }
        text.setLength(FILE_SIZE);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static RegularFile plain(RegularFile packed) throws IOException {
        try (var stream = packed.content().open()) {
            return new RegularFile(packed.mode(), packed.owner(), Content.of(stream.readAllBytes()));
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(LayerWritingBenchmark::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

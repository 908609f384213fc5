package org.pyflinkimage.build;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockFileCodec;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerName;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

/**
 * The layers of images built before, found again by all that shapes them: the plan, the configuration, the job's files and this
 * plugin's own code. An unchanged image is not laid out once more.
 */
final class RememberedLayers {

    /**
     * An image that was laid out.
     *
     * @param warnings what its user should know of it
     */
    record LaidOut(List<Layer> layers, List<Problem> warnings) {}

    private static final String KIND = "image";
    private static final String SEPARATOR = "\t";

    private final ArtifactStore store;
    private final JobFiles jobFiles;
    private final Optional<Sha256> ownCode;

    /** @param ownCode what tells one build of this plugin from another; nothing is remembered where it is empty */
    RememberedLayers(ArtifactStore store, JobFiles jobFiles, Optional<Sha256> ownCode) {
        this.store = store;
        this.jobFiles = jobFiles;
        this.ownCode = ownCode;
    }

    /** The sum of the jar that this class was loaded from; empty where it was loaded from a folder. */
    static Optional<Sha256> sumOfOwnCode() {
        CodeSource source = RememberedLayers.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? Optional.of(Sha256.of(jar)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * The layers of an image.
     *
     * @param templates what tells the used templates from others
     * @param layOut makes them where no build before did; what it gives is remembered, unless there was something to warn of: a
     *     warning is to be read at every build
     */
    List<Layer> layersOf(ImageSpec spec, Plan plan, String templates, Supplier<LaidOut> layOut) {
        if (ownCode.isEmpty()) {
            return layOut.get().layers();
        }
        String key = keyOf(spec, plan, ownCode.get().hex() + templates);
        return store.findDerived(KIND, key).flatMap(this::read).orElseGet(() -> remember(key, layOut.get()));
    }

    private List<Layer> remember(String key, LaidOut image) {
        if (image.warnings().stream().allMatch(problem -> problem.severity() == Problem.Severity.NOTE)) {
            store.derived(KIND, key, file -> Files.writeString(file, write(image.layers())));
        }
        return image.layers();
    }

    private static String write(List<Layer> layers) {
        return layers.stream().map(RememberedLayers::lineOf).collect(Collectors.joining());
    }

    private static String lineOf(Layer layer) {
        return String.join(
                        SEPARATOR,
                        layer.name().name(),
                        layer.digest().hex(),
                        layer.diffId().hex(),
                        Long.toString(layer.size()),
                        Long.toString(layer.unpackedSize()),
                        String.valueOf(layer.blob().getFileName()))
                + "\n";
    }

    /** Empty where a blob was deleted from the store since. */
    private Optional<List<Layer>> read(Path kept) {
        try {
            List<Layer> layers = new ArrayList<>();
            for (String line : Files.readAllLines(kept)) {
                layers.add(layerOf(line.split(SEPARATOR, 6)));
            }
            return layers.isEmpty() ? Optional.empty() : Optional.of(layers);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private Layer layerOf(String[] parts) throws IOException {
        Path blob = store.findDerived(LayerBuilder.KIND, parts[5]).orElseThrow();
        long size = Long.parseLong(parts[3]);
        if (Files.size(blob) != size) {
            throw new IOException("damaged: " + blob);
        }
        return new Layer(
                LayerName.valueOf(parts[0]),
                blob,
                new Sha256(parts[1]),
                new Sha256(parts[2]),
                size,
                Long.parseLong(parts[4]));
    }

    private String keyOf(ImageSpec spec, Plan plan, String code) {
        List<String> parts = new ArrayList<>();
        parts.add(code);
        parts.add(LockFileCodec.write(LockFile.empty().with(new LockFile(new TreeMap<>(), List.of(plan)))));
        spec.flinkConfig().forEach((key, value) -> parts.addAll(List.of(key, value)));
        parts.add(spec.logging().toString());
        spec.job().ifPresent(job -> addJob(job, parts));
        StringBuilder text = new StringBuilder();
        // Lengths keep one part from passing for two.
        parts.forEach(part -> text.append(part.length()).append(' ').append(part));
        return Sha256.of(text.toString()).hex();
    }

    private void addJob(JobSpec job, List<String> parts) {
        FileTree tree = new FileTree();
        jobFiles.install(job, tree);
        parts.add(job.entry());
        tree.entries().forEach(entry -> parts.addAll(List.of(entry.path().value(), identityOf(entry))));
    }

    private static String identityOf(FileTree.Entry entry) {
        return entry.node() instanceof RegularFile file
                ? file.mode() + " " + file.content().identity()
                : "";
    }
}

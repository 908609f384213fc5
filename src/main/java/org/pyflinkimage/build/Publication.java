package org.pyflinkimage.build;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.BuiltIndex;
import org.pyflinkimage.image.Daemon;
import org.pyflinkimage.image.DockerArchive;
import org.pyflinkimage.image.OciArchive;
import org.pyflinkimage.image.PushReport;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sizes;

/** Takes assembled images to where the declaration wants them. */
final class Publication {

    private final Path output;
    private final Machine machine;
    private final BuildLog log;

    /**
     * A publication.
     *
     * @param output the folder for results
     * @param machine has the daemon and knows the registries
     */
    Publication(Path output, Machine machine) {
        this.output = output;
        this.machine = machine;
        this.log = machine.log();
    }

    /** Publishes all images; those that share a reference are written and pushed as one index of their platforms too. */
    List<BuiltImage> publish(Map<ImageSpec, AssembledImage> images) {
        Map<ImageSpec, BuiltImage> built = new LinkedHashMap<>();
        images.forEach((spec, image) -> built.put(spec, publishLocally(spec, image)));
        for (SharedNames named : SharedNames.of(images.keySet(), Output.OCI_ARCHIVE)) {
            if (named.areOfSeveralPlatforms()) {
                BuiltIndex index = writeIndex(images, named);
                named.specs().forEach(spec -> built.computeIfPresent(spec, (key, image) -> image.within(index)));
            }
        }
        SharedNames.of(images.keySet(), Output.REGISTRY)
                .forEach(named -> push(imagesOf(named, images), named.references()));
        return List.copyOf(built.values());
    }

    /** The program that the images were loaded into, else the one that is there. */
    BuildReport.Engine engine(List<ImageSpec> specs) {
        boolean loaded = specs.stream().anyMatch(spec -> spec.outputs().contains(Output.DAEMON));
        return new BuildReport.Engine(loaded ? machine.daemon().name() : machine.engine(), loaded);
    }

    private BuiltImage publishLocally(ImageSpec spec, AssembledImage image) {
        Path folder = output.resolve(spec.combination().slug());
        List<ImageReference> references = spec.references();
        Optional<Path> archive = Optional.empty();
        if (spec.outputs().contains(Output.DOCKER_ARCHIVE)) {
            archive = Optional.of(folder.resolve(Output.DOCKER_ARCHIVE.fileName()));
            log.step("Writing " + output.relativize(archive.get()));
            DockerArchive.write(image, references, archive.get());
        }
        if (spec.outputs().contains(Output.OCI_ARCHIVE)) {
            archive = Optional.of(folder.resolve(Output.OCI_ARCHIVE.fileName()));
            log.step("Writing " + output.relativize(archive.get()));
            OciArchive.write(image, references, archive.get());
        }
        if (spec.outputs().contains(Output.DAEMON)) {
            Daemon daemon = machine.daemon();
            log.step("Loading into " + daemon.name());
            daemon.load(image, references);
        }
        return new BuiltImage(
                        spec.combination(),
                        spec.reference(),
                        image.digest(),
                        archive,
                        image.size(),
                        image.unpackedSize(),
                        image.layers())
                .upon(image.base());
    }

    private BuiltIndex writeIndex(Map<ImageSpec, AssembledImage> images, SharedNames named) {
        String folder = named.specs().get(0).combination().slugOfAllPlatforms();
        Path archive = output.resolve(folder).resolve(Output.OCI_ARCHIVE.fileName());
        log.step("Writing " + output.relativize(archive));
        return new BuiltIndex(OciArchive.writeIndex(imagesOf(named, images), named.references(), archive), archive);
    }

    private static List<AssembledImage> imagesOf(SharedNames named, Map<ImageSpec, AssembledImage> images) {
        return named.specs().stream()
                .flatMap(spec -> Optional.ofNullable(images.get(spec)).stream())
                .toList();
    }

    private void push(List<AssembledImage> images, List<ImageReference> references) {
        log.step("Pushing " + references.stream().map(ImageReference::toString).collect(Collectors.joining(", ")));
        PushReport report = images.size() == 1
                ? machine.registry().push(images.get(0), references)
                : machine.registry().pushIndex(images, references);
        log.note(String.format(
                Locale.ROOT,
                "%s: %d blobs uploaded (%s), %d already there",
                report.digest(),
                report.uploaded(),
                Sizes.megabytes(report.uploadedSize()),
                report.present()));
    }
}

package org.pyflinkimage.build;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImageConfiguration;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.image.ImagesJson;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.BaseSettings;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.template.ImageLabels;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Visible;

/** The first road from specs to built images: this plugin lays them out itself. */
final class ImageBuild implements Road {

    private final Request request;
    private final Machine machine;
    private final BuildLog log;
    private final Planning planning;
    private final ImageLayers imageLayers;
    private final LayerBuilder layerBuilder;
    private final Publication publication;

    /** An image before it is published, with what weighs how much in it. */
    private record Assembled(ImageSpec spec, AssembledImage image, List<ImagePart> parts) {}

    /** @param parts what weighs how much in each image */
    private record Published(List<BuiltImage> images, Map<Combination, List<ImagePart>> parts) {}

    ImageBuild(Request request, Machine machine) {
        this.request = request;
        this.machine = machine;
        this.log = machine.log();
        this.planning = machine.planning(request);
        this.layerBuilder = new LayerBuilder(machine.store());
        this.imageLayers = new ImageLayers(request, machine, layerBuilder);
        this.publication = new Publication(request.output(), machine);
    }

    @Override
    public BuildReport build() {
        return machine.usingStore(this::buildAll);
    }

    private BuildReport buildAll() {
        long begin = System.nanoTime();
        request.specs().stream()
                .map(spec -> spec.destination().compression())
                .distinct()
                .forEach(ImageBuild::requireCompression);
        JobListing.tell(request, log);
        List<PlannedImage> planned = planning.plan(request);
        Published published = new Mending(machine.store(), log).run(() -> publish(assemble(planned)));
        ImagesJson.write(published.images(), request.output());
        return new BuildReport(
                published.images(),
                weigh(published),
                publication.engine(request.specs()),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Before anything is fetched for it. */
    private static void requireCompression(Compression compression) {
        LayerBuilder.obstacleTo(compression).ifPresent(obstacle -> {
            throw Problem.environment("PYF-804", "nothing is compressed by %s on this machine".formatted(compression))
                    .why("its library is native code, which does not run here: " + Visible.inLine(obstacle))
                    .remedy(Element.COMPRESSION.with(Compression.GZIP))
                    .remedy("or, where the folder for temporary files is one that no program may be run from, another: "
                            + "`MAVEN_OPTS=-Djava.io.tmpdir=FOLDER`")
                    .toException();
        });
    }

    private Map<Combination, ImageWeight> weigh(Published published) {
        Map<Combination, ImageWeight> weights = new HashMap<>();
        for (BuiltImage image : published.images()) {
            List<ImagePart> parts = published.parts().getOrDefault(image.combination(), List.of());
            weights.put(image.combination(), ImageWeight.written(image, parts, request.output()));
        }
        return weights;
    }

    private Published publish(List<Assembled> assembled) {
        Map<ImageSpec, AssembledImage> images = new LinkedHashMap<>();
        Map<Combination, List<ImagePart>> parts = new HashMap<>();
        for (Assembled one : assembled) {
            images.put(one.spec(), one.image());
            parts.put(one.spec().combination(), one.parts());
        }
        return new Published(publication.publish(images), parts);
    }

    private List<Assembled> assemble(List<PlannedImage> planned) {
        List<Assembled> assembled = new ArrayList<>();
        for (PlannedImage image : planned) {
            log.step("Building " + image.combination());
            assembled.add(assemble(image));
        }
        return assembled;
    }

    private Assembled assemble(PlannedImage image) {
        Optional<UponBase> base = image.plan()
                .base()
                .map(locked -> new UponBase(locked, machine.layeredBases().parts(image.spec(), image.plan())));
        ContainerSettings settings =
                ContainerSettings.of(image.spec(), base.map(UponBase::settings).orElseGet(BaseSettings::none));
        RememberedLayers.Known known = imageLayers.of(image, settings, base.map(UponBase::parts));
        List<Layer> own = known.layers();
        AssembledImage assembled = new AssembledImage(
                configurationOf(
                        image,
                        settings,
                        base.map(upon -> upon.parts().configuration().labels())),
                base.map(upon -> upon.below(own, layerBuilder, log)).orElse(own),
                base.map(UponBase::base));
        return new Assembled(image.spec(), assembled, known.parts());
    }

    /** @param below the labels of the image that it is built upon, which its own come over */
    private static ImageConfiguration configurationOf(
            PlannedImage image, ContainerSettings settings, Optional<SortedMap<String, String>> below) {
        SortedMap<String, String> own = ImageLabels.of(image.spec(), image.plan());
        SortedMap<String, String> labels = new TreeMap<>(below.orElseGet(TreeMap::new));
        // What the base itself is built upon is not what this image is.
        labels.remove(ImageLabels.BASE_NAME);
        labels.putAll(own);
        return new ImageConfiguration(
                image.combination().platform(),
                image.plan().created(),
                settings.environment(),
                settings.entrypoint(),
                settings.command(),
                settings.user(),
                settings.workingDirectory(),
                settings.ports(),
                settings.volumes(),
                labels,
                ImageLabels.annotations(image.spec(), own));
    }
}

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
import java.util.stream.Stream;
import org.pyflinkimage.build.base.BaseFiles;
import org.pyflinkimage.build.base.BaseLosses;
import org.pyflinkimage.build.base.BaseParts;
import org.pyflinkimage.build.layout.ElfReadings;
import org.pyflinkimage.build.layout.Foundation;
import org.pyflinkimage.build.layout.ImageLayout;
import org.pyflinkimage.build.layout.ImageLayout.LaidOut;
import org.pyflinkimage.build.layout.JarProblems;
import org.pyflinkimage.build.layout.JarReadings;
import org.pyflinkimage.build.layout.KeptProblems;
import org.pyflinkimage.build.layout.NeededLibraries;
import org.pyflinkimage.build.layout.Preparation;
import org.pyflinkimage.build.layout.PreparedFiles;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImageConfiguration;
import org.pyflinkimage.image.ImagePart;
import org.pyflinkimage.image.ImagesJson;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.template.BaseSettings;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.ImageLabels;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The first road from specs to built images: this plugin lays them out itself. */
final class ImageBuild implements Road {

    private final Request request;
    private final Machine machine;
    private final BuildLog log;
    private final Planning planning;
    private final Fetching fetching;
    private final Preparation preparation;
    private final Templates templates;
    private final LayerBuilder layerBuilder;
    private final RememberedLayers remembered;
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
        this.fetching = machine.fetching(request);
        this.preparation = new Preparation(machine.store(), log);
        this.templates = new Templates(request.templates());
        this.layerBuilder = new LayerBuilder(machine.store());
        this.remembered = new RememberedLayers(machine.store(), log);
        this.publication = new Publication(request.output(), machine);
    }

    @Override
    public BuildReport build() {
        return machine.usingStore(this::buildAll);
    }

    private BuildReport buildAll() {
        long begin = System.nanoTime();
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
        RememberedLayers.Known known = knownOf(image, settings, base.map(UponBase::parts));
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

    /** An image that is shaped as one before was is not laid out once more. */
    private RememberedLayers.Known knownOf(PlannedImage image, ContainerSettings settings, Optional<BaseParts> below) {
        Optional<ImageKey> key = keyOf(image);
        Optional<RememberedLayers.Known> known = key.flatMap(remembered::find);
        known.ifPresent(before -> tell(before.warnings()));
        return known.orElseGet(() -> laidOut(image, settings, below, key));
    }

    private RememberedLayers.Known laidOut(
            PlannedImage image, ContainerSettings settings, Optional<BaseParts> below, Optional<ImageKey> key) {
        Optional<BaseFiles> base =
                image.plan().base().map(locked -> machine.layeredBases().files(image.spec(), image.plan()));
        List<Problem> ofBase = base.map(files -> ofBase(image.spec(), files, below.orElseThrow()))
                .orElse(List.of());
        // What ends the build ends it before anything is fetched; the rest is told with what else is found.
        PyFlinkException.throwErrors(request.severities().of(ofBase), problem -> {});
        PreparedFiles prepared =
                preparation.prepare(image.plan().artifacts(), arrived -> fetching.fetchAll(image, arrived));
        LaidOut laidOut = new ImageLayout(
                        image.spec(),
                        image.plan(),
                        prepared,
                        base.map(files -> new Foundation(files.tree(), files.hasFlink()))
                                .orElseGet(Foundation::none),
                        name -> machine.overridden(image.spec()).contains(name))
                .layOut(new ImageFiles(templates));
        laidOut = laidOut.with(ofBase)
                .with(new NeededLibraries(image.spec(), image.plan(), laidOut.tree(), settings.environment())
                        .problems(new ElfReadings(machine.store())));
        // The jars of a Flink that the base has are not read, and others are held against those.
        if (base.filter(BaseFiles::hasFlink).isEmpty()) {
            laidOut = laidOut.with(new JarProblems(image.spec(), image.plan(), laidOut.tree())
                    .problems(new JarReadings(machine.store()), new KeptProblems(machine.store(), machine.ownCode())));
        }
        tell(laidOut.warnings());
        List<Layer> layers = layerBuilder.build(laidOut.tree().slices());
        RememberedLayers.Known built =
                new RememberedLayers.Known(layers, ImageParts.of(laidOut.tree(), image.plan()), laidOut.lasting());
        // Of files that were changed meanwhile nobody knows which of them are in the image.
        if (key.equals(keyOf(image))) {
            key.ifPresent(known -> remembered.keep(known, titleOf(image.spec()), built));
        }
        return built;
    }

    private static List<Problem> ofBase(ImageSpec spec, BaseFiles files, BaseParts below) {
        return Stream.concat(files.problems().stream(), BaseLosses.of(spec, files, below).stream())
                .toList();
    }

    /** A warning is read at every build, with the severity that the declaration gives it now. */
    private void tell(List<Problem> found) {
        PyFlinkException.throwErrors(request.severities().of(found), log::warn);
    }

    private static String titleOf(ImageSpec spec) {
        return "%s (%s)".formatted(spec.reference(), spec.combination());
    }

    /** Empty where the code has no sum, because it is being worked on: it may lay out something else at the next run. */
    private Optional<ImageKey> keyOf(PlannedImage image) {
        return machine.ownCode()
                .map(code -> ImageKey.of(
                        image,
                        code,
                        templates.identity(),
                        ImageKey.OwnFiles.of(image.spec()),
                        machine.overridden(image.spec())));
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
                settings.user().toString(),
                settings.workingDirectory().value(),
                settings.ports(),
                settings.volumes(),
                labels,
                ImageLabels.annotations(image.spec(), own));
    }
}

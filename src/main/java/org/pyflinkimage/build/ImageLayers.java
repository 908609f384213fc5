package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.PyFlinkException;

/**
 * An image's own layers: fetched, prepared, laid out, looked at, packed. An image that is shaped as one before was is not laid out once
 * more.
 */
final class ImageLayers {

    private final Request request;
    private final Machine machine;
    private final Fetching fetching;
    private final Preparation preparation;
    private final Templates templates;
    private final LayerBuilder layerBuilder;
    private final RememberedLayers remembered;

    ImageLayers(Request request, Machine machine, LayerBuilder layerBuilder) {
        this.request = request;
        this.machine = machine;
        this.fetching = machine.fetching(request);
        this.preparation = new Preparation(machine.store(), machine.log());
        this.templates = new Templates(request.templates());
        this.layerBuilder = layerBuilder;
        this.remembered = new RememberedLayers(machine.store(), machine.log());
    }

    /**
     * The layers of a planned image, with what is in them and what its user is to know.
     *
     * @param settings how containers of it run
     * @param below the image that it is built upon
     * @throws PyFlinkException with all errors that are found in its files
     */
    RememberedLayers.Known of(PlannedImage image, ContainerSettings settings, Optional<BaseParts> below) {
        Optional<ImageKey> key = keyOf(image);
        Optional<RememberedLayers.Known> known = key.flatMap(remembered::find);
        known.ifPresent(before -> tellAgain(before.warnings()));
        return known.orElseGet(() -> make(image, settings, below, key));
    }

    private RememberedLayers.Known make(
            PlannedImage image, ContainerSettings settings, Optional<BaseParts> below, Optional<ImageKey> key) {
        Optional<BaseFiles> base = below.map(parts -> baseOf(image, parts));
        PreparedFiles prepared =
                preparation.prepare(image.plan().artifacts(), mayHaveBuilder(image, base), fetching.of(image));
        LaidOut laidOut = layOut(image, prepared, base);
        JarReadings jars = new JarReadings(machine.store());
        LaidOut judged = laidOut.with(problems(image, laidOut, settings, base, jars));
        tell(judged.warnings());
        List<Layer> layers = layerBuilder.build(
                judged.tree().slices(), image.spec().destination().compression());
        RememberedLayers.Known made =
                new RememberedLayers.Known(layers, ImageParts.of(judged.tree(), image.plan()), judged.warnings());
        // Of files that were changed meanwhile nobody knows which of them are in the image.
        if (key.equals(keyOf(image)) && !jars.areShort()) {
            key.ifPresent(known -> remembered.keep(known, titleOf(image), made));
        }
        return made;
    }

    private static boolean mayHaveBuilder(PlannedImage image, Optional<BaseFiles> base) {
        return image.plan().hasSuitesPython()
                || base.filter(BaseFiles::takesDockerfile).isPresent();
    }

    /** What keeps an image from being built upon its base ends the build before anything is fetched; the rest is told later. */
    private BaseFiles baseOf(PlannedImage image, BaseParts parts) {
        BaseFiles files = machine.layeredBases().files(image.spec(), image.plan());
        BaseFiles judged = files.with(BaseLosses.of(image.spec(), files, parts));
        PyFlinkException.throwErrors(request.severities().of(judged.problems()), problem -> {});
        return judged;
    }

    private LaidOut layOut(PlannedImage image, PreparedFiles prepared, Optional<BaseFiles> base) {
        Foundation foundation = base.map(files -> new Foundation(files.tree(), files.hasFlink()))
                .orElseGet(Foundation::none);
        return new ImageLayout(
                        image.spec(),
                        image.plan(),
                        prepared,
                        foundation,
                        name -> machine.overridden(image.spec()).contains(name))
                .layOut(new ImageFiles(templates));
    }

    private List<Problem> problems(
            PlannedImage image,
            LaidOut laidOut,
            ContainerSettings settings,
            Optional<BaseFiles> base,
            JarReadings jars) {
        List<Problem> problems = new ArrayList<>(base.map(BaseFiles::problems).orElseGet(List::of));
        problems.addAll(new NeededLibraries(image.spec(), image.plan(), laidOut.tree(), settings.environment())
                .problems(new ElfReadings(machine.store())));
        problems.addAll(new JarProblems(image.spec(), image.plan(), laidOut)
                .problems(jars, new KeptProblems(machine.store(), machine.ownCode())));
        return problems;
    }

    /** A warning is read at every build, with the severity that the declaration gives it now. */
    private void tell(List<Problem> found) {
        PyFlinkException.throwErrors(request.severities().of(found), machine.log()::warn);
    }

    /** What is a note, and is still taken for one, was told once. */
    private void tellAgain(List<Problem> known) {
        List<Problem> again = known.stream()
                .flatMap(problem -> request.severities().of(List.of(problem)).stream()
                        .filter(now -> problem.severity() != Severity.NOTE || now.severity() != Severity.NOTE))
                .toList();
        PyFlinkException.throwErrors(again, machine.log()::warn);
    }

    private static String titleOf(PlannedImage image) {
        return "%s (%s)".formatted(image.spec().reference(), image.spec().combination());
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
}

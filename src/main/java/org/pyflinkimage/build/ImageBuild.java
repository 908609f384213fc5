package org.pyflinkimage.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.build.RememberedLayers.LaidOut;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImageConfiguration;
import org.pyflinkimage.image.ImagesJson;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.ImageLabels;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;

/** From specs to built images: the whole flow. */
public final class ImageBuild {

    private final Surroundings surroundings;
    private final BuildLog log;
    private final ArtifactStore store;
    private final Planning planning;

    /** A build in these surroundings. */
    public ImageBuild(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.log = surroundings.log();
        this.store = new FileArtifactStore(surroundings.store());
        this.planning = new Planning(surroundings, store);
    }

    /**
     * Builds an image for each spec, in the same order. Whether they fit is asked before, by {@link Validation}.
     *
     * @throws org.pyflinkimage.value.PyFlinkException with all problems of the first step that has any
     */
    public List<BuiltImage> build(Request request) {
        requireNoBase(request.specs());
        LockFile lock = planning.lockOf(request);
        Shaping shaping =
                new Shaping(new Templates(request.templates()), new JobFiles(request.output(), request.lockFile()));
        Map<ImageSpec, AssembledImage> images = new LinkedHashMap<>();
        for (ImageSpec spec : request.specs()) {
            Plan plan = Planning.planOf(spec, lock, request);
            images.put(spec, assemble(spec, plan, lock, shaping));
        }
        List<BuiltImage> built = publication(request).publish(images);
        ImagesJson.write(built, request.output());
        return built;
    }

    private static void requireNoBase(List<ImageSpec> specs) {
        specs.stream().flatMap(spec -> spec.base().stream()).findFirst().ifPresent(base -> {
            throw Problem.declaration(
                            "PYF-015", "`%s` in `<base>` cannot be built upon without a builder".formatted(base))
                    .why("the plugin lays out the whole operating system itself, and runs nothing while it builds")
                    .why("the rendered Dockerfile, which does build upon it, is for Docker, Podman or Buildah")
                    .remedy("`<builder>docker</builder>` (-Dpyflink.builder=docker); also `podman`, `buildah`")
                    .remedy("remove `<base>`, or `<base>scratch</base>` (-Dpyflink.base=scratch)")
                    .toException();
        });
    }

    /** What shapes images beside their plans. */
    private record Shaping(Templates templates, JobFiles jobFiles) {}

    private AssembledImage assemble(ImageSpec spec, Plan plan, LockFile lock, Shaping shaping) {
        log.step("Building " + spec.combination());
        List<Layer> layers = new RememberedLayers(store, shaping.jobFiles(), RememberedLayers.sumOfOwnCode())
                .layersOf(spec, plan, shaping.templates().identity(), () -> layOut(spec, plan, lock, shaping));
        return new AssembledImage(configurationOf(spec, plan), layers);
    }

    private LaidOut layOut(ImageSpec spec, Plan plan, LockFile lock, Shaping shaping) {
        ImageLayout layout = new ImageLayout(spec, plan, planning.prepare(spec, lock, plan));
        FileTree tree = layout.layOut(new ImageFiles(shaping.templates()), shaping.jobFiles());
        layout.warnings().forEach(log::warn);
        return new LaidOut(new LayerBuilder(store).build(tree.slices()), layout.warnings());
    }

    private Publication publication(Request request) {
        List<ProxyRule> proxies = surroundings.network().proxies();
        JvmProxies.activate(proxies.isEmpty() ? ProxyRule.ofEnvironment(Environment.ofProcess()) : proxies);
        Registry registry = new Registry(
                surroundings.credentials(), surroundings.network().insecureRegistries(), Environment.ofProcess(), log);
        return new Publication(request.output(), registry, log);
    }

    private static ImageConfiguration configurationOf(ImageSpec spec, Plan plan) {
        ContainerSettings settings = ContainerSettings.of(spec);
        SortedMap<String, String> labels = ImageLabels.of(spec, plan, Optional.empty(), Optional.empty());
        return new ImageConfiguration(
                spec.combination().platform(),
                plan.created(),
                settings.environment(),
                settings.entrypoint(),
                settings.command(),
                settings.user().toString(),
                settings.workingDirectory().value(),
                settings.ports(),
                labels,
                ImageLabels.annotations(labels));
    }
}

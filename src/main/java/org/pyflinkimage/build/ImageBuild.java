package org.pyflinkimage.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pyflinkimage.build.RememberedLayers.LaidOut;
import org.pyflinkimage.fetch.ArtifactFetcher;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.fetch.UserEnvironment;
import org.pyflinkimage.image.AssembledImage;
import org.pyflinkimage.image.BuiltImage;
import org.pyflinkimage.image.ImageConfiguration;
import org.pyflinkimage.image.ImagesJson;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.layer.Layer;
import org.pyflinkimage.layer.LayerBuilder;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.DebianResolver;
import org.pyflinkimage.resolve.DebianSurroundings;
import org.pyflinkimage.resolve.DeclaredMirrors;
import org.pyflinkimage.resolve.JarResolver;
import org.pyflinkimage.resolve.PlanResolver;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.PythonIndexes;
import org.pyflinkimage.resolve.PythonResolver;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.template.ContainerSettings;
import org.pyflinkimage.template.ImageFiles;
import org.pyflinkimage.template.ImageLabels;
import org.pyflinkimage.template.Templates;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.BuildLog;

/** From specs to built images: the whole flow. */
public final class ImageBuild {

    /**
     * How the network is reached.
     *
     * @param offline whether it is not to be used
     * @param insecureRegistries whether registries without TLS may be pushed to
     * @param proxies beside those that the environment names; an earlier one wins
     */
    public record Network(boolean offline, boolean insecureRegistries, List<ProxyRule> proxies) {
        public Network {
            proxies = List.copyOf(proxies);
        }
    }

    /**
     * What a build finds around it.
     *
     * @param store the folder of the store
     */
    public record Surroundings(
            Path store, Network network, JarSource jars, RegistryCredentials credentials, BuildLog log) {}

    /**
     * What is to be built.
     *
     * @param locked whether a lock file that does not answer the specs ends the build
     * @param output the folder for results
     * @param created the creation date of images, where the project fixes one
     */
    public record Request(
            List<ImageSpec> specs, Path lockFile, boolean locked, Path output, Optional<Instant> created) {
        public Request {
            specs = List.copyOf(specs);
        }
    }

    private final Surroundings surroundings;
    private final BuildLog log;
    private final ArtifactStore store;
    private final UserEnvironment environment = UserEnvironment.ofProcess();

    /** A build in these surroundings. */
    public ImageBuild(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.log = surroundings.log();
        this.store = new FileArtifactStore(surroundings.store());
    }

    /**
     * Builds an image for each spec, in the same order.
     *
     * @throws org.pyflinkimage.value.PyFlinkException with all problems of the first step that has any
     */
    public List<BuiltImage> build(Request request) {
        Validation.requireThatVersionsFit(request.specs(), log);
        LockFile lock = lockOf(request);
        JobFiles jobFiles = new JobFiles(request.output(), request.lockFile());
        Map<ImageSpec, AssembledImage> images = new LinkedHashMap<>();
        for (ImageSpec spec : request.specs()) {
            Plan locked = lock.plan(spec.combination()).orElseThrow();
            Plan plan = request.created().map(locked::createdAt).orElse(locked);
            images.put(spec, assemble(spec, plan, lock, jobFiles));
        }
        List<BuiltImage> built = publication(request).publish(images);
        ImagesJson.write(built, request.output());
        return built;
    }

    private AssembledImage assemble(ImageSpec spec, Plan plan, LockFile lock, JobFiles jobFiles) {
        log.step("Building " + spec.combination());
        List<Layer> layers = new RememberedLayers(store, jobFiles, RememberedLayers.sumOfOwnCode())
                .layersOf(spec, plan, () -> layOut(spec, plan, lock, jobFiles));
        return new AssembledImage(configurationOf(spec, plan), layers);
    }

    private LaidOut layOut(ImageSpec spec, Plan plan, LockFile lock, JobFiles jobFiles) {
        Map<LockedArtifact, Path> files = new ArtifactFetcher(store, transport(List.of(spec)), surroundings.jars())
                .fetch(DeclaredMirrors.replace(lock, spec.hints()), plan, log);
        PreparedFiles prepared = new Preparation(store, log).prepare(files);
        ImageLayout layout = new ImageLayout(spec, plan, prepared);
        FileTree tree = layout.layOut(rendering(), jobFiles);
        layout.warnings().forEach(log::warn);
        return new LaidOut(new LayerBuilder(store).build(tree.slices()), layout.warnings());
    }

    private LockFile lockOf(Request request) {
        List<Question> questions = request.specs().stream()
                .map(spec -> new Question(spec, SpecDigest.of(spec, ImageBuild::textOf)))
                .toList();
        Instant created = request.created().orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
        return new LockKeeper(request.lockFile(), request.locked(), log)
                .lockFor(
                        questions,
                        (open, older) -> planResolver(request.specs()).resolve(open, older.sources(), created));
    }

    private PlanResolver planResolver(List<ImageSpec> specs) {
        Transport transport = transport(specs);
        return new PlanResolver(
                new DebianResolver(transport, DebianSurroundings.ofMachine(log)),
                new PythonResolver(
                        environment, store, transport, surroundings.network().offline(), log),
                new JarResolver(surroundings.jars()),
                log);
    }

    private Transport transport(List<ImageSpec> specs) {
        Network network = surroundings.network();
        List<URI> addresses = new ArrayList<>(PythonIndexes.read(environment).addresses());
        addresses.addAll(DebianSurroundings.addresses(
                specs.stream().map(ImageSpec::hints).toList()));
        Logins logins = Logins.of(environment, addresses).withApt(DebianSurroundings.APT);
        return new HttpTransport(
                new HttpTransport.Settings(environment, network.proxies(), logins, network.offline()), log);
    }

    private Publication publication(Request request) {
        List<ProxyRule> proxies = surroundings.network().proxies();
        JvmProxies.activate(proxies.isEmpty() ? ProxyRule.ofEnvironment(environment) : proxies);
        Registry registry =
                new Registry(surroundings.credentials(), surroundings.network().insecureRegistries(), log);
        return new Publication(request.output(), registry, log);
    }

    private static ImageFiles rendering() {
        return new ImageFiles(new Templates(Optional.empty()));
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
                settings.user(),
                settings.workingDirectory().value(),
                settings.ports(),
                labels,
                ImageLabels.annotations(labels));
    }

    private static Optional<String> textOf(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

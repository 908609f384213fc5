package org.pyflinkimage.build;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pyflinkimage.build.base.BaseReading;
import org.pyflinkimage.build.base.Bases;
import org.pyflinkimage.build.base.LayeredBases;
import org.pyflinkimage.build.store.Upkeep;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.Proxies;
import org.pyflinkimage.image.Builder;
import org.pyflinkimage.image.Daemon;
import org.pyflinkimage.image.Registry;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.inspect.ArchiveReader;
import org.pyflinkimage.inspect.Bounds;
import org.pyflinkimage.inspect.ImageReader;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.resolve.index.ProjectSettings;
import org.pyflinkimage.resolve.python.LocalWheels;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Once;
import org.pyflinkimage.value.Sha256;

/**
 * What this machine brings to one build. Each thing is made once, and not before something needs it: a build that changes nothing
 * reads no logins and no certificates.
 */
final class Machine {

    private final Surroundings surroundings;
    private final Environment environment;
    private final Instant now;
    private final FileArtifactStore store;
    private final Once<Environment> told;
    private final Once<Reach> reach;
    private final Once<Reach> named;
    private final Once<UnaryOperator<String>> masking;
    private final Once<Daemon> daemon;
    private final Once<Registry> registry = new Once<>(this::openRegistry);
    private final Once<LayeredBases> layered = new Once<>(this::openBases);
    private final Streets streets;
    private final Once<Optional<Sha256>> ownCode;

    /**
     * A machine.
     *
     * @param specs what is to be built decides which hosts are logged in to
     * @param ownCode what tells one build of this plugin from another
     */
    Machine(
            Surroundings surroundings,
            List<ImageSpec> specs,
            Environment environment,
            Instant now,
            Supplier<Optional<Sha256>> ownCode) {
        this.surroundings = surroundings;
        this.environment = environment;
        this.now = now;
        this.store = surroundings.store();
        // A container that is built may be asked for logins all the same, and gets those that are there.
        this.told = new Once<>(() -> tellIndexes(specs, isOffline()));
        this.reach = new Once<>(() -> reachTold(specs));
        this.named = new Once<>(() -> reach(tellIndexes(specs, true), specs));
        this.masking = new Once<>(() -> Reach.masking(environment, specs));
        this.daemon = new Once<>(() -> Daemon.find(environment));
        this.streets =
                new Streets(surroundings, new Streets.Variables(environment, told), now, reach, layered, this::images);
        this.ownCode = new Once<>(ownCode);
    }

    /** The machine that this process runs on. */
    static Machine of(Surroundings surroundings, List<ImageSpec> specs) {
        return new Machine(surroundings, specs, Environment.ofProcess(), Instant.now(), OwnCode::sum);
    }

    BuildLog log() {
        return surroundings.log();
    }

    ArtifactStore store() {
        return store;
    }

    /** Does work that uses the store: nothing of that goes meanwhile. Once it has ended well, the store is brought to its limit. */
    <T> T usingStore(Supplier<T> work) {
        T result = store.using(work);
        new Upkeep(store, surroundings.storeLimit(), log()).afterBuild();
        return result;
    }

    /** All specs of a build are of one declaration, and so are their indexes. */
    private Environment tellIndexes(List<ImageSpec> specs, boolean mayLackLogins) {
        DeclaredIndexes indexes =
                specs.isEmpty() ? DeclaredIndexes.none() : specs.get(0).hints().indexes();
        return DeclaredAccess.told(environment, indexes, surroundings.servers(), mayLackLogins);
    }

    private Reach reach(Environment environment, List<ImageSpec> specs) {
        return Reach.of(environment, specs, surroundings.network(), log());
    }

    private Reach reachTold(List<ImageSpec> specs) {
        Logins.unread(environment)
                .forEach(file -> log().note("`%s` cannot be read: no login is taken from it".formatted(file)));
        return reach(told.get(), specs);
    }

    /** How archives and indexes are reached. */
    Reach reach() {
        return reach.get();
    }

    boolean isOffline() {
        return surroundings.network().offline();
    }

    /** How a request becomes plans; what is found in bases is as grave as the request takes it. */
    Planning planning(Request request) {
        return new Planning(
                (questions, older, created) -> streets.resolve(
                        questions, older, created, request.severities(), judgement(request)::requireChosenAt),
                surroundings.jars(),
                new LocalWheels(store),
                this::judgement,
                new Planning.Circumstances(now, store.root().resolve("locks"), log()));
    }

    /** The names of distributions that the settings for uv which hold here take out of what others require. */
    Set<String> overridden(ImageSpec spec) {
        return new ProjectSettings(spec.requirements().files()).overridden(environment);
    }

    /** Fetches what a request's lock file says, from where this machine takes files. */
    Fetching fetching(Request request) {
        return new Fetching(store, () -> reach().transport(), surroundings.jars(), judgement(request), log());
    }

    /** What is thought of the places that a request's lock file names. */
    SourceJudgement judgement(Request request) {
        return new SourceJudgement(
                request.lockFile(),
                request.sources(),
                new Once<>(() -> configuredFor(request)),
                (source, lock) -> streets.placesToday(source, lock, request.specs()),
                log());
    }

    /**
     * What was chosen by this build came from what this machine names, though it may lie elsewhere on the web. On disk it may not: a page
     * of an index can name any file.
     */
    private ConfiguredSources configuredFor(Request request) {
        List<URI> further = new ArrayList<>(request.sources().further());
        streets.chosenHere().stream()
                .filter(address -> !"file".equals(address.getScheme()))
                .forEach(further::add);
        // To know what is named, no login has to be there.
        return ConfiguredSources.of(request.specs(), named.get(), further);
    }

    /** What tells this build of the plugin from another; empty where it is being worked on. */
    Optional<Sha256> ownCode() {
        return ownCode.get();
    }

    /** The registries that images are pushed to, and read from. */
    Registry registry() {
        return registry.get();
    }

    /** Images of registries, as they are there. */
    private ImageReader images() {
        return images(Bounds.USUAL);
    }

    private ImageReader images(Bounds bounds) {
        return new ImageReader(registry(), store, bounds, log());
    }

    /** What images are built upon. */
    Bases bases() {
        return new Bases(this::images, isOffline(), log());
    }

    /** What this plugin puts layers upon itself. */
    LayeredBases layeredBases() {
        return layered.get();
    }

    private LayeredBases openBases() {
        BaseReading reading = new BaseReading(
                () -> images(Bounds.OF_BASES),
                () -> new ArchiveReader(store, Bounds.OF_BASES, log()),
                new SavedImages(daemon, store.folder(), log()),
                isOffline());
        return new LayeredBases(reading, log());
    }

    private Registry openRegistry() {
        Network network = surroundings.network();
        Proxies proxies = Proxies.of(network.proxies(), environment);
        JvmProxies.activate(proxies);
        RegistryCredentials logins = JvmProxies.telling(proxies, surroundings.credentials(), log());
        return new Registry(logins, network.insecureRegistries(), environment, log());
    }

    /** The daemon that images are loaded into. */
    Daemon daemon() {
        return daemon.get();
    }

    /** The name of the program that runs containers here; where none answers, of one that is there. */
    String engine() {
        return Daemon.installed(environment).orElse("docker");
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-851} where it is not on this machine */
    Builder builder(BuilderName name) {
        UnaryOperator<String> masked = masking.get();
        return Builder.find(
                name,
                environment,
                new Builder.Surroundings(
                        surroundings.network().insecureRegistries(),
                        surroundings.credentials(),
                        text -> masked.apply(Addresses.withoutLogins(text)),
                        log()));
    }
}

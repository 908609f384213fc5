package org.pyflinkimage.build;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.pyflinkimage.build.container.ContainerAccess;
import org.pyflinkimage.fetch.ArtifactFetcher;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.resolve.JarResolver;
import org.pyflinkimage.resolve.PlanResolver;
import org.pyflinkimage.resolve.PlanResolver.Question;
import org.pyflinkimage.resolve.debian.DebianResolver;
import org.pyflinkimage.resolve.debian.DebianSurroundings;
import org.pyflinkimage.resolve.debian.DeclaredMirrors;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.python.PythonResolver;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.SpecDigest;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;

/** The first half of every flow: a request becomes plans, and a plan's artifacts become files. */
final class Planning {

    private final Surroundings surroundings;
    private final ArtifactStore store;
    private final BuildLog log;
    private final Environment environment = Environment.ofProcess();

    Planning(Surroundings surroundings, ArtifactStore store) {
        this.surroundings = surroundings;
        this.store = store;
        this.log = surroundings.log();
    }

    /** The lock that answers a request: that of its file, or one that is resolved now. */
    LockFile lockOf(Request request) {
        List<Question> questions = request.specs().stream()
                .map(spec -> new Question(spec, SpecDigest.of(spec)))
                .toList();
        Instant created = request.created().orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
        return new LockKeeper(request.lockFile(), request.locked(), log)
                .lockFor(
                        questions,
                        (open, older) -> planResolver(request.specs()).resolve(open, older.sources(), created));
    }

    /** The plan for a spec; a date of creation that the project fixes comes before that of the lock. */
    static Plan planOf(ImageSpec spec, LockFile lock, Request request) {
        Plan locked = lock.plan(spec.combination()).orElseThrow();
        return request.created().map(locked::createdAt).orElse(locked);
    }

    /** The verified files of a plan's artifacts. */
    Map<LockedArtifact, Path> fetch(ImageSpec spec, LockFile lock, Plan plan) {
        return new ArtifactFetcher(store, transport(List.of(spec)), surroundings.jars())
                .fetch(DeclaredMirrors.replace(lock, spec.hints()), plan, log);
    }

    /** The files of a plan's artifacts, in the forms that they are laid out from. */
    PreparedFiles prepare(ImageSpec spec, LockFile lock, Plan plan) {
        return new Preparation(store, log).prepare(fetch(spec, lock, plan));
    }

    private PlanResolver planResolver(List<ImageSpec> specs) {
        Transport transport = transport(specs);
        return new PlanResolver(
                new DebianResolver(transport, DebianSurroundings.ofMachine(log))::resolve,
                new PythonResolver(
                        environment, store, transport, surroundings.network().offline(), log)::resolve,
                new JarResolver(surroundings.jars()),
                log);
    }

    /** What apt and pip are told in a container that an image is built in. */
    SortedMap<String, byte[]> containerFiles(ImageSpec spec, LockFile lock, Plan plan) {
        List<ImageSpec> specs = List.of(spec);
        PythonIndexes indexes = indexes(specs);
        Logins logins = logins(specs, indexes);
        Transport transport = transport(indexes, logins);
        ContainerAccess.Reach reach = new ContainerAccess.Reach(logins, address -> isThere(address, transport));
        return new ContainerAccess(environment.withDefaults(indexes.variables()), indexes, reach)
                .files(spec, plan, lock);
    }

    /** What cannot be looked for from here may be there: whoever builds will see. */
    private boolean isThere(URI address, Transport transport) {
        try {
            return surroundings.network().offline() || transport.read(address).isPresent();
        } catch (PyFlinkException e) {
            return true;
        }
    }

    /** What reaches the hosts that the user's uv, pip and apt reach for these specs. */
    private Transport transport(List<ImageSpec> specs) {
        PythonIndexes indexes = indexes(specs);
        return transport(indexes, logins(specs, indexes));
    }

    private Transport transport(PythonIndexes indexes, Logins logins) {
        Network network = surroundings.network();
        Environment told = environment.withDefaults(indexes.variables());
        return new HttpTransport(new HttpTransport.Settings(told, network.proxies(), logins, network.offline()), log);
    }

    private PythonIndexes indexes(List<ImageSpec> specs) {
        List<PythonRequirements> requirements =
                specs.stream().map(ImageSpec::requirements).distinct().toList();
        return PythonIndexes.read(environment).withProject(environment, requirements);
    }

    private Logins logins(List<ImageSpec> specs, PythonIndexes indexes) {
        List<URI> addresses = new ArrayList<>(indexes.addresses());
        addresses.addAll(DebianSurroundings.addresses(
                specs.stream().map(ImageSpec::hints).toList()));
        return Logins.of(environment, addresses).withApt(DebianSurroundings.APT);
    }
}

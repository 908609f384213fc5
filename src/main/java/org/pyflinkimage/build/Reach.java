package org.pyflinkimage.build;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.pyflinkimage.build.container.ContainerAccess;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.NamedPlaces;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.resolve.debian.DebianSurroundings;
import org.pyflinkimage.resolve.index.AskedPlaces;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.resolve.index.InstallMirror;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.python.BuildPackages;
import org.pyflinkimage.resolve.python.LockedIndexes;
import org.pyflinkimage.resolve.python.RequiredPlaces;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * How the hosts are reached that the user's uv, pip and apt reach for some specs.
 *
 * @param environment with what uv has to be told because only pip knows it
 */
record Reach(Environment environment, PythonIndexes indexes, Logins logins, Transport transport) {

    static Reach of(Environment environment, List<ImageSpec> specs, Network network, BuildLog log) {
        PythonIndexes indexes = indexes(environment, specs);
        Environment told = environment.withDefaults(indexes.variables());
        Logins logins = logins(environment, specs, indexes);
        HttpTransport transport =
                new HttpTransport(new HttpTransport.Settings(told, network.proxies(), logins, network.offline()), log);
        return new Reach(told, indexes, logins, transport);
    }

    private static PythonIndexes indexes(Environment environment, List<ImageSpec> specs) {
        List<PythonRequirements> requirements =
                specs.stream().map(ImageSpec::requirements).distinct().toList();
        return PythonIndexes.read(environment).withProject(environment, requirements);
    }

    private static Logins logins(Environment environment, List<ImageSpec> specs, PythonIndexes indexes) {
        List<URI> addresses = new ArrayList<>(indexes.addresses());
        addresses.addAll(DebianSurroundings.addresses(
                specs.stream().map(ImageSpec::hints).toList()));
        specs.stream().flatMap(spec -> spec.python().mirror().stream()).forEach(addresses::add);
        InstallMirror.of(environment).ifPresent(addresses::add);
        List<URI> locked = new ArrayList<>();
        cells(specs)
                .forEach((declared, cells) ->
                        locked.addAll(LockedIndexes.of(declared, cells, DeclaredAccess.withoutLogins(environment))));
        return Logins.of(environment, addresses)
                .withLocked(locked)
                .withWritten(written(environment, specs))
                .withApt(DebianSurroundings.APT);
    }

    /** What is looked in and fetched by its address, in requirements and in the settings for them. */
    private static List<URI> written(Environment environment, List<ImageSpec> specs) {
        List<URI> addresses =
                new ArrayList<>(ConfiguredSources.lookedIn(environment).toList());
        cells(specs).forEach((declared, cells) -> {
            addresses.addAll(RequiredPlaces.written(declared, cells, DeclaredAccess.withoutLogins(environment)));
            addresses.addAll(ConfiguredSources.lookedIn(declared, environment));
        });
        return addresses;
    }

    /** What takes the values of variables that stand in addresses of requirements out of what programs say. */
    static UnaryOperator<String> masking(Environment environment, List<ImageSpec> specs) {
        UnaryOperator<String> masking = UnaryOperator.identity();
        for (Map.Entry<PythonRequirements, Set<Combination>> each : cells(specs).entrySet()) {
            UnaryOperator<String> earlier = masking;
            UnaryOperator<String> own =
                    RequiredPlaces.masking(each.getKey(), each.getValue(), DeclaredAccess.withoutLogins(environment));
            masking = text -> own.apply(earlier.apply(text));
        }
        return masking;
    }

    /** What is asked for, in their order, with the cells that it is asked for in. */
    static Map<PythonRequirements, Set<Combination>> cells(List<ImageSpec> specs) {
        Map<PythonRequirements, Set<Combination>> cells = new LinkedHashMap<>();
        specs.forEach(spec -> cells.computeIfAbsent(spec.requirements(), declared -> new LinkedHashSet<>())
                .add(spec.combination()));
        return cells;
    }

    /**
     * What apt and pip are told in the container that an image is built in: files by the names that the Dockerfile mounts them by.
     *
     * @param offline whether nothing can be looked for from here
     * @throws PyFlinkException {@code PYF-467} where pip would not hear of an index that it needs, as its address lacks a value
     */
    SortedMap<String, byte[]> containerFiles(PlannedImage image, boolean offline) {
        ContainerAccess access = new ContainerAccess(
                environment, new ContainerAccess.Reach(logins, address -> offline || mayHave(address)));
        PythonRequirements declared = image.spec().requirements();
        Set<Combination> cell = Set.of(image.combination());
        Environment safe = DeclaredAccess.withoutLogins(environment);
        AskedPlaces places = AskedPlaces.of(
                        environment, whole(image).requirements(), LockedIndexes.ofBuilds(declared, cell, safe))
                .withLinks(LockedIndexes.pages(declared, cell, safe));
        // A file that cannot be asked for may put its index in the place of the usual one.
        boolean asksNobody =
                places.indexes().isEmpty() && (!places.usual() || RequiredPlaces.lacksFile(declared, safe));
        if (asksNobody || looksFurther(image)) {
            PyFlinkException.throwIfAny(unset(image));
        }
        return access.files(image.spec(), places, image.plan(), image.lock());
    }

    /** {@code PYF-467} for the places that pip in that container does not hear of, as their addresses lack values. */
    List<Problem> unset(PlannedImage image) {
        return RequiredPlaces.unset(
                image.spec().requirements(), Set.of(image.combination()), DeclaredAccess.withoutLogins(environment));
    }

    /** What pip may build an image's packages by, out of folders of this machine, by the names of the files. */
    SortedMap<String, Path> buildPackages(PlannedImage image) {
        return new BuildPackages(image.plan()).in(environment, image.spec().requirements());
    }

    /**
     * Files of requirements that lie on servers say where to look, too. Where pip looks for more than what is locked, one that cannot be read
     * ends the build, as pip would ask an index that the file has put another in the place of; and so does one that names a place of its
     * own, as pip runs what it finds there.
     */
    private ImageSpec whole(PlannedImage image) {
        Environment safe = DeclaredAccess.withoutLogins(environment);
        PythonRequirements declared = image.spec().requirements();
        PythonRequirements read = looksFurther(image)
                ? RequiredPlaces.readForBuilds(declared, safe, transport, known(image))
                : RequiredPlaces.whole(declared, safe, transport);
        return image.spec().with(image.spec().contents().withRequirements(read));
    }

    /** Whether pip looks for what packages are built by, too. */
    private static boolean looksFurther(PlannedImage image) {
        return image.plan().contents().distributions().stream().anyMatch(Sdist.class::isInstance);
    }

    /**
     * The places that the user and this machine name, and what the lock file does. That a file on a server is named makes nothing else there
     * known: whoever answers for that server is who must not choose.
     */
    private NamedPlaces known(PlannedImage image) {
        PythonRequirements declared = image.spec().requirements();
        List<URI> places = new ArrayList<>(indexes.addresses());
        ConfiguredSources.lookedIn(environment).forEach(places::add);
        places.addAll(ConfiguredSources.lookedIn(declared, environment));
        places.addAll(RequiredPlaces.lookedIn(
                declared, Set.of(image.combination()), DeclaredAccess.withoutLogins(environment)));
        List<URI> locked = image.plan().contents().distributions().stream()
                .map(LockedArtifact::location)
                .filter(location -> location.source().hasAddress())
                .map(image.lock()::address)
                .toList();
        return NamedPlaces.of(places, locked);
    }

    /** What cannot be looked for from here may be there: whoever builds will see. */
    private boolean mayHave(URI address) {
        try {
            return transport.read(address).isPresent();
        } catch (PyFlinkException e) {
            if (e.isInterruption()) {
                throw e;
            }
            return true;
        }
    }
}

package org.pyflinkimage.build;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.resolve.debian.DebianSurroundings;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.resolve.index.InstallMirror;
import org.pyflinkimage.resolve.index.PipConfiguration;
import org.pyflinkimage.resolve.index.PipLinks;
import org.pyflinkimage.resolve.index.ProjectSettings;
import org.pyflinkimage.resolve.python.RequiredPlaces;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.FolderAddress;

/**
 * Where files come from by the declaration, and by this machine's uv, pip and apt.
 *
 * @param origins scheme, host and port of those on the web
 * @param folders those on disk, and single files
 */
record ConfiguredSources(Set<String> origins, Set<Path> folders) {

    ConfiguredSources {
        origins = Set.copyOf(origins);
        folders = Set.copyOf(folders);
    }

    /** What these addresses name. */
    static ConfiguredSources of(List<URI> addresses) {
        Set<String> origins = new LinkedHashSet<>();
        Set<Path> folders = new LinkedHashSet<>();
        for (URI address : addresses) {
            if ("file".equals(address.getScheme())) {
                path(address).ifPresent(folders::add);
            } else {
                origins.add(Addresses.origin(address));
            }
        }
        return new ConfiguredSources(origins, folders);
    }

    /** All that specs and a machine name. */
    static ConfiguredSources of(List<ImageSpec> specs, Reach reach, List<URI> further) {
        List<URI> addresses = new ArrayList<>(further);
        for (URI index : reach.indexes().addresses()) {
            addresses.add(index);
            // An index on disk lies beside the files that its pages lead to.
            addresses.add(index.resolve("../"));
        }
        addresses.addAll(DebianSurroundings.withSiblings(DebianSurroundings.addresses(
                specs.stream().map(ImageSpec::hints).toList())));
        specs.stream().flatMap(spec -> spec.python().mirror().stream()).forEach(addresses::add);
        InstallMirror.of(reach.environment()).ifPresent(addresses::add);
        Reach.cells(specs).forEach((declared, cells) -> addresses.addAll(required(declared, cells, reach)));
        lookedIn(reach.environment()).forEach(addresses::add);
        return of(addresses);
    }

    private static List<URI> required(PythonRequirements declared, Set<Combination> cells, Reach reach) {
        Environment environment = reach.environment();
        List<URI> addresses = new ArrayList<>(
                RequiredPlaces.of(declared, cells, DeclaredAccess.withoutLogins(environment), reach.transport()));
        addresses.addAll(lookedIn(declared, environment));
        return addresses;
    }

    /** The pages and folders that the settings beside some requirements have looked in. */
    static List<URI> lookedIn(PythonRequirements declared, Environment environment) {
        return new ProjectSettings(declared.files())
                .findLinks(environment).stream()
                        .flatMap(word -> address(word).stream())
                        .toList();
    }

    /** Those that this machine has looked in. */
    static Stream<URI> lookedIn(Environment environment) {
        List<String> words =
                new ArrayList<>(PipConfiguration.read(environment, Path.of("/etc")).words("find-links").stream()
                        .map(word -> PipLinks.placed(environment, word))
                        .toList());
        environment.variable("UV_FIND_LINKS").ifPresent(text -> words.addAll(List.of(text.split("[,\\s]+", -1))));
        return words.stream().flatMap(word -> address(word).stream());
    }

    private static Optional<URI> address(String word) {
        if (PipLinks.isOfDisk(word)) {
            return PipLinks.onDisk(word).map(Path::toUri);
        }
        try {
            return word.isBlank()
                    ? Optional.empty()
                    : Optional.of(
                            FolderAddress.isMeant(word)
                                    ? URI.create(word)
                                    : Path.of(word).toAbsolutePath().normalize().toUri());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address on the web is of a host that is named. */
    boolean hasHostOf(URI address) {
        return origins.contains(Addresses.origin(address));
    }

    private static Optional<Path> path(URI address) {
        try {
            Path path = Path.of(address).toAbsolutePath().normalize();
            // A whole disk is nothing that anybody names on purpose.
            return path.getNameCount() == 0 ? Optional.empty() : Optional.of(path);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}

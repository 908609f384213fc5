package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.SupportedTags;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.resolve.index.AskedPlaces;
import org.pyflinkimage.resolve.uv.UvTarget;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;

/**
 * Files that source distributions may be built by, out of the folders of this machine that uv looks in: a container sees none of those.
 *
 * @param plan what an image is made of. Of those versions no other file is taken: it would have another sum
 */
public record BuildPackages(Plan plan) {

    private static final Pattern SDIST = Pattern.compile(
            "(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)-(?<version>[^-]+)\\.(?:tar\\.gz|tgz|zip)");

    /** A version of a distribution. */
    private record Release(NormalizedName name, Pep440Version version) {}

    /** By their names; of several of one name that in the first folder. */
    public SortedMap<String, Path> in(Environment environment, PythonRequirements requirements) {
        UvTarget target = new UvTarget(
                plan.combination().platform(),
                plan.system().python(),
                plan.system().glibc());
        SupportedTags tags = target.tags();
        SortedMap<String, Path> found = new TreeMap<>();
        AskedPlaces.folders(environment, requirements).stream()
                .flatMap(folder -> files(folder).stream())
                .filter(file -> isWanted(nameOf(file), tags))
                .forEach(file -> found.putIfAbsent(nameOf(file), file));
        return found;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Those that lie in a folder itself; a link may lead to anything that the machine has. Whoever resolves says what cannot be read. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Path real = folder.toRealPath();
            return files.filter(file -> Files.isRegularFile(file) && Files.isReadable(file) && staysIn(real, file))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean staysIn(Path folder, Path file) {
        try {
            return file.toRealPath().startsWith(folder);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isWanted(String fileName, SupportedTags tags) {
        Optional<WheelName> wheel = WheelName.parse(fileName);
        return wheel.filter(name -> tags.rank(name).isPresent())
                .map(name -> new Release(name.name(), name.version()))
                .or(() -> sdist(fileName))
                .filter(release -> !isPlanned(release))
                .isPresent();
    }

    private static Optional<Release> sdist(String fileName) {
        Matcher parts = SDIST.matcher(fileName);
        return parts.matches()
                ? Pep440Version.parse(parts.group("version"))
                        .map(version -> new Release(NormalizedName.of(parts.group("name")), version))
                : Optional.empty();
    }

    private boolean isPlanned(Release release) {
        return plan.contents().distributions().stream()
                .anyMatch(one -> one.name().equals(release.name())
                        && Pep440Version.parse(one.version()).equals(Optional.of(release.version())));
    }
}

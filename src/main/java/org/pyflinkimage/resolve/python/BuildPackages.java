package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sizes;

/**
 * Files that source distributions may be built by, out of the folders of this machine that uv looks in: a container sees none of those.
 *
 * @param plan what an image is made of. Of those versions no other file is taken: it would have another sum
 * @param bytesAtMost of all files together: which of them a build asks for nobody knows before it runs, so that all are copied
 */
public record BuildPackages(Plan plan, long bytesAtMost) {

    /** Compilers and headers of everything that is usual have a tenth; a folder with all versions of everything has more. */
    private static final long BYTES_AT_MOST = 1_000_000_000;

    private static final int NAMED_AT_MOST = 5;

    private static final Pattern SDIST = Pattern.compile("(?<name>.+)-(?<version>[^-]+)\\.(?:tar\\.gz|tgz|zip)");

    /** A version of a distribution. */
    private record Release(NormalizedName name, Pep440Version version) {}

    public BuildPackages(Plan plan) {
        this(plan, BYTES_AT_MOST);
    }

    /**
     * By their names; of several of one name that in the first folder.
     *
     * @throws PyFlinkException {@code PYF-466} where they are too large to be copied
     */
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
        requireSmall(found.values());
        return found;
    }

    private void requireSmall(Collection<Path> files) {
        Map<String, Long> folders = new LinkedHashMap<>();
        files.forEach(file -> folders.merge(String.valueOf(file.getParent()), sizeOf(file), Long::sum));
        if (folders.values().stream().mapToLong(bytes -> bytes).sum() > bytesAtMost) {
            throw tooLarge(folders).toException();
        }
    }

    private Problem tooLarge(Map<String, Long> folders) {
        String sizes = FirstOf.of(
                        NAMED_AT_MOST,
                        folders.entrySet(),
                        folder -> "%s in `%s`".formatted(Sizes.text(folder.getValue()), folder.getKey()))
                .text();
        List<String> built = plan.contents().sdists().stream()
                .map(sdist -> "%s==%s".formatted(sdist.name(), sdist.version()))
                .toList();
        return Problem.declaration(
                        "PYF-466", "what packages may be built with is too large to be copied for a builder: " + sizes)
                .why(
                        "what its pip asks for is not known before, so that all comes along that fits the image; no more than %s do"
                                .formatted(Sizes.text(bytesAtMost)))
                .remedy(
                        "move what is neither locked nor built with, such as other versions, to a folder that is not named: by"
                                + " `--find-links` in a file of " + Element.REQUIREMENTS.named()
                                + ", `UV_FIND_LINKS`, `find-links` in uv.toml or `[tool.uv]`, or, where no index is asked,"
                                + " `find-links` in pip.conf or `PIP_FIND_LINKS`")
                .remedy("or have nothing built: `pip wheel --no-deps --wheel-dir FOLDER NAME==VERSION` for "
                        + FirstOf.of(NAMED_AT_MOST, built).quoted()
                        + ", where their code may run, and delete `pyflink.lock`");
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // Whoever copies it says what cannot be read.
        }
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
                ? NormalizedName.parse(parts.group("name"))
                        .flatMap(name ->
                                Pep440Version.parse(parts.group("version")).map(version -> new Release(name, version)))
                : Optional.empty();
    }

    private boolean isPlanned(Release release) {
        return plan.contents().distributions().stream()
                .anyMatch(one -> one.name().equals(release.name())
                        && Pep440Version.parse(one.version()).equals(Optional.of(release.version())));
    }
}

package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SupportedTags;
import org.pyflinkimage.python.WheelMisfit;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.PercentCoding;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.Visible;

/** A {@code pylock.toml} (PEP 751) as uv writes it for one platform. */
final class Pylock {

    private final JsonNode root;
    private final Path folder;

    /** @param folder what relative paths start from */
    private Pylock(JsonNode root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    static Pylock parse(String text, Path folder) {
        return new Pylock(Toml.parse(text, "pylock.toml"), folder);
    }

    /**
     * The best file of each package, sorted by name.
     *
     * @throws PyFlinkException {@code PYF-489} with all packages that have no wheel that fits and no sdist, or are no files at all
     */
    List<DistributionFile> files(SupportedTags tags) {
        return files(tags, file -> true);
    }

    /**
     * The best file of each package among those that are permitted; where none is, the best of all, for a message.
     *
     * @throws PyFlinkException as {@link #files(SupportedTags)}
     */
    List<DistributionFile> files(SupportedTags tags, Predicate<DistributionFile> permitted) {
        List<DistributionFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (JsonNode entry : root.path("packages")) {
            file(entry, tags, permitted).ifPresentOrElse(files::add, () -> problems.add(withoutWheel(entry, tags)));
        }
        PyFlinkException.throwIfAny(problems);
        files.sort(Comparator.comparing(DistributionFile::name));
        return files;
    }

    /** The distributions that are required by the path of a file, not by a name that an index knows. */
    Set<NormalizedName> givenAsFiles() {
        Set<NormalizedName> given = new HashSet<>();
        for (JsonNode entry : root.path("packages")) {
            if (entry.has("archive")
                    && "file".equals(address(entry.path("archive")).getScheme())) {
                given.add(NormalizedName.of(entry.required("name").asText()));
            }
        }
        return given;
    }

    private Optional<DistributionFile> file(JsonNode entry, SupportedTags tags, Predicate<DistributionFile> permitted) {
        List<DistributionFile> fitting = candidates(entry).stream()
                .map(node -> found(entry, node))
                .filter(file -> tags.misfit(file.fileName()).isEmpty())
                .toList();
        Optional<DistributionFile> best =
                best(fitting.stream().filter(permitted), tags).or(() -> best(fitting.stream(), tags));
        return best.isPresent() || !entry.has("sdist") ? best : Optional.of(found(entry, entry.path("sdist")));
    }

    private static List<JsonNode> candidates(JsonNode entry) {
        List<JsonNode> candidates = new ArrayList<>();
        entry.path("wheels").forEach(candidates::add);
        if (entry.has("archive")) {
            candidates.add(entry.path("archive"));
        }
        return candidates;
    }

    private static Optional<DistributionFile> best(Stream<DistributionFile> fitting, SupportedTags tags) {
        return fitting.max(
                Comparator.comparing(Pylock::wheelOf, tags.preference()).thenComparing(DistributionFile::fileName));
    }

    private static WheelName wheelOf(DistributionFile fitting) {
        return WheelName.parse(fitting.fileName()).orElseThrow();
    }

    private DistributionFile found(JsonNode entry, JsonNode node) {
        JsonNode size = node.path("size");
        String sum = node.path("hashes").path("sha256").asText();
        return new DistributionFile(
                NormalizedName.of(entry.required("name").asText()),
                entry.path("version").asText(),
                fileName(node),
                address(node),
                sum.isEmpty() ? Optional.empty() : Optional.of(Sha256.parse(sum)),
                size.isNumber() ? OptionalLong.of(size.asLong()) : OptionalLong.empty());
    }

    /** Without login, and without the fragment, which says nothing to a server. */
    private URI address(JsonNode node) {
        if (!node.has("url")) {
            return folder.resolve(node.path("path").asText()).normalize().toUri();
        }
        return urlOf(node);
    }

    /**
     * An index's page may have links that are no addresses for Java, or lead to files that no disk has, and uv follows those that browsers
     * do. A query of a file's address says nothing to a disk.
     */
    private static URI urlOf(JsonNode node) {
        String url = node.path("url").asText().replaceFirst("#.*", "");
        try {
            URI address = URI.create(PercentCoding.wellFormed(url));
            Optional<String> unfit = Addresses.unfitPlace(address);
            if (unfit.isPresent()) {
                throw unlockable(node)
                        .why(unfit.get())
                        .remedy(Addresses.OTHER_PLACE)
                        .toException();
            }
            return "file".equals(address.getScheme())
                    ? Path.of(URI.create(address.toString().replaceFirst("\\?.*", "")))
                            .normalize()
                            .toUri()
                    : Addresses.withoutLogin(address);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw unlockable(node)
                    .why("`%s` is no address".formatted(Visible.of(Addresses.withoutLogins(url))))
                    .remedy("use an index whose pages have addresses of files that are whole, "
                            + Element.INDEXES.named())
                    .remedy("or download the file into the project, and require it by its path")
                    .toException();
        }
    }

    private static Problem unlockable(JsonNode node) {
        return Problem.declaration(
                "PYF-493", "The address of `%s` cannot be locked".formatted(Visible.of(fileName(node))));
    }

    /** The name of the file that an entry's wheel, archive or sdist is, decoded. */
    static String fileName(JsonNode node) {
        if (node.has("name")) {
            return node.path("name").asText();
        }
        String address = node.path("url").asText().replaceFirst("[?#].*", "");
        String path = node.has("url")
                ? RequiredAddress.decoded(address.substring(address.lastIndexOf('/') + 1))
                : node.path("path").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What a package is where it is no file that can be installed; empty where it may be one. */
    static String kindOf(JsonNode entry) {
        boolean sources =
                entry.has("archive") && !fileName(entry.path("archive")).endsWith(".whl");
        return entry.has("vcs")
                ? "a repository"
                : entry.has("directory") ? "a folder" : sources ? "an archive of sources" : "";
    }

    static Problem notInstallable(String name) {
        return Problem.declaration("PYF-489", "`%s` cannot be installed from a wheel".formatted(name));
    }

    static Problem notAFile(String name, String kind) {
        return notInstallable(name)
                .why("it is required as " + kind + ", and nothing is built")
                .remedy("build a wheel of it, and require that from your index or by its address");
    }

    private static Problem withoutWheel(JsonNode entry, SupportedTags tags) {
        String name = entry.path("name").asText();
        String kind = kindOf(entry);
        if (!kind.isEmpty()) {
            return notAFile(name, kind);
        }
        Problem problem = notInstallable(name)
                .why("it has no wheel for Python %s on %s".formatted(tags.python(), tags.platform()))
                .remedy("choose another version of `%s` in ".formatted(name) + Element.REQUIREMENTS.named());
        return closestMisfit(entry, tags).map(problem::why).orElse(problem);
    }

    private static Optional<String> closestMisfit(JsonNode entry, SupportedTags tags) {
        return candidates(entry).stream()
                .map(Pylock::fileName)
                .max(Comparator.comparing(
                        file -> tags.misfit(file).map(WheelMisfit::reason).orElseThrow()))
                .flatMap(file ->
                        tags.misfit(file).map(misfit -> "`%s` comes closest: %s".formatted(file, misfit.toSentence())));
    }
}

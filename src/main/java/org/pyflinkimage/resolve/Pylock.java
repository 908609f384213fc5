package org.pyflinkimage.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;

/** A {@code pylock.toml} (PEP 751) as uv writes it for one platform. */
final class Pylock {

    private final JsonNode root;
    private final Path folder;

    /** @param folder what relative paths start from */
    private Pylock(JsonNode root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    static Pylock parse(String text, Path folder, String whereFrom) {
        return new Pylock(Toml.parse(text, whereFrom), folder);
    }

    /**
     * The best file of each package, sorted by name.
     *
     * @throws PyFlinkException {@code PYF-489} with all packages that have no wheel that fits and no sdist, or are no files at all
     */
    List<FoundFile> files(WheelRank rank) {
        List<FoundFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (JsonNode entry : root.path("packages")) {
            file(entry, rank).ifPresentOrElse(files::add, () -> problems.add(notInstallable(entry, rank)));
        }
        PyFlinkException.throwIfAny(problems);
        files.sort(Comparator.comparing(FoundFile::name));
        return files;
    }

    /** The pins as requirements, for another resolution. */
    List<String> requirements() {
        List<String> requirements = new ArrayList<>();
        for (JsonNode entry : root.path("packages")) {
            String version = entry.path("version").asText();
            String marker = entry.path("marker").asText();
            if (!version.isEmpty()) {
                requirements.add(
                        entry.path("name").asText() + "==" + version + (marker.isEmpty() ? "" : " ; " + marker));
            }
        }
        return requirements;
    }

    private Optional<FoundFile> file(JsonNode entry, WheelRank rank) {
        FoundFile best = null;
        int bestRank = Integer.MAX_VALUE;
        List<JsonNode> candidates = new ArrayList<>();
        entry.path("wheels").forEach(candidates::add);
        if (entry.has("archive")) {
            candidates.add(entry.path("archive"));
        }
        for (JsonNode node : candidates) {
            FoundFile file = found(entry, node);
            int own = rank.rank(file.fileName()).orElse(Integer.MAX_VALUE);
            // Where two fit equally well, as with two builds of one wheel, the later name is the later build.
            if (own < bestRank
                    || (best != null && own == bestRank && file.fileName().compareTo(best.fileName()) > 0)) {
                best = file;
                bestRank = own;
            }
        }
        return best != null || !entry.has("sdist")
                ? Optional.ofNullable(best)
                : Optional.of(found(entry, entry.path("sdist")));
    }

    private FoundFile found(JsonNode entry, JsonNode node) {
        URI address = address(node);
        String path = address.getRawPath();
        String fromPath = URLDecoder.decode(
                path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        JsonNode size = node.path("size");
        String sum = node.path("hashes").path("sha256").asText();
        return new FoundFile(
                NormalizedName.of(entry.required("name").asText()),
                entry.path("version").asText(),
                node.path("name").asText(fromPath),
                address,
                sum.isEmpty() ? Optional.empty() : Optional.of(Sha256.parse(sum)),
                size.isNumber() ? OptionalLong.of(size.asLong()) : OptionalLong.empty());
    }

    private URI address(JsonNode node) {
        return node.has("url")
                ? Addresses.withoutLogin(URI.create(node.path("url").asText()))
                : folder.resolve(node.path("path").asText()).normalize().toUri();
    }

    private static Problem notInstallable(JsonNode entry, WheelRank rank) {
        String name = entry.path("name").asText();
        String kind = entry.has("vcs")
                ? "a repository"
                : entry.has("directory") ? "a folder" : entry.has("archive") ? "an archive of sources" : "";
        Problem problem = Problem.declaration("PYF-489", "`%s` cannot be installed from a wheel".formatted(name));
        return kind.isEmpty()
                ? problem.why(String.format(
                                Locale.ROOT, "it has no wheel for Python %s on %s", rank.python(), rank.platform()))
                        .remedy("choose another version of `%s` in `<requirements>` or `-Dpyflink.requirements`"
                                .formatted(name))
                : problem.why("it is required as " + kind + ", and nothing is built")
                        .remedy("build a wheel of it, and require that from your index or by its address");
    }
}

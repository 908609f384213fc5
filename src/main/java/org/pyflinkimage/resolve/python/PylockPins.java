package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;

/**
 * The user's own {@code pylock.toml} (PEP 751) as requirements, for a resolution together with PyFlink.
 *
 * @param file what relative paths start beside
 */
record PylockPins(JsonNode root, Path file) implements StructuredFile {

    /** Reads the file. */
    static PylockPins read(Path file) {
        return new PylockPins(Toml.readIfPresent(file), file.toAbsolutePath());
    }

    @Override
    public JsonNode packages() {
        return root.path("packages");
    }

    /** The pins of all packages that the environment asks for. */
    @Override
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        return asked(environment).filter(this::isPinned).map(this::pinned).toList();
    }

    /** {@code PYF-489} for each package that is no file, or names no version: no other file can stand for it. */
    @Override
    public List<Problem> problems(MarkerEnvironment environment) {
        return asked(environment)
                .filter(entry -> !isPinned(entry))
                .map(entry -> notInstallable(entry, Pylock.kindOf(entry)))
                .toList();
    }

    private Stream<JsonNode> asked(MarkerEnvironment environment) {
        return StreamSupport.stream(packages().spliterator(), false)
                .filter(entry -> Marker.parse(entry.path("marker").asText())
                        .map(marker -> marker.evaluate(environment))
                        .orElse(true));
    }

    private boolean isPinned(JsonNode entry) {
        return Pylock.kindOf(entry).isEmpty() && !pin(entry).isEmpty();
    }

    private RequirementLine pinned(JsonNode entry) {
        String marker = entry.path("marker").asText();
        return line(entry.path("name").asText() + pin(entry) + (marker.isEmpty() ? "" : " ; " + marker));
    }

    private String pin(JsonNode entry) {
        if (entry.has("archive")) {
            return " @ " + address(entry.path("archive"));
        }
        String version = entry.path("version").asText();
        String ofWheel = WheelName.parse(Pylock.fileName(entry.path("wheels").path(0)))
                .map(wheel -> wheel.version().toString())
                .orElse("");
        return version.isEmpty() && ofWheel.isEmpty() ? "" : "==" + (version.isEmpty() ? ofWheel : version);
    }

    private URI address(JsonNode node) {
        return node.has("url")
                ? URI.create(node.path("url").asText())
                : file.resolveSibling(node.path("path").asText()).normalize().toUri();
    }

    private Problem notInstallable(JsonNode entry, String kind) {
        String name = entry.path("name").asText();
        return kind.isEmpty()
                ? Pylock.notInstallable(name)
                        .why("`%s` names no version of it".formatted(file))
                        .remedy("lock it anew with its version")
                : Pylock.notAFile(name, kind);
    }
}

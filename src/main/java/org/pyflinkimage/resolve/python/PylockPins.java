package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.python.Marker;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.WheelName;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The user's own {@code pylock.toml} (PEP 751) as requirements, for a resolution together with PyFlink.
 *
 * @param file what relative paths start beside
 */
record PylockPins(JsonNode root, Path file) {

    /** Reads the file's text. */
    static PylockPins parse(String text, Path file) {
        return new PylockPins(Toml.parse(text, file.toString()), file.toAbsolutePath());
    }

    /**
     * The pins of all packages that the environment asks for.
     *
     * @throws PyFlinkException {@code PYF-489} with all packages that are no files, or name no version: no other file can stand for them
     */
    List<String> requirements(MarkerEnvironment environment) {
        List<String> requirements = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (JsonNode entry : root.path("packages")) {
            String marker = entry.path("marker").asText();
            boolean holds =
                    Marker.parse(marker).map(it -> it.evaluate(environment)).orElse(true);
            String kind = Pylock.kindOf(entry);
            String pin = pin(entry);
            if (holds && (!kind.isEmpty() || pin.isEmpty())) {
                problems.add(notInstallable(entry, kind));
            } else if (holds) {
                requirements.add(entry.path("name").asText() + pin + (marker.isEmpty() ? "" : " ; " + marker));
            }
        }
        PyFlinkException.throwIfAny(problems);
        return requirements;
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

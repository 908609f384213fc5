package org.pyflinkimage.resolve.uv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.FolderAddress;

/**
 * What uv says of the interpreters that it could download. It knows their addresses by itself, and puts a mirror into them that it is
 * set up for.
 *
 * @param releases the address of the folder that has one for each release, ending with a slash
 * @param reason why there is none
 */
public record InterpreterList(Optional<URI> releases, String reason) {

    private static final Pattern ADDRESS = Pattern.compile("(.+/)[0-9]{8}/cpython-[^/]+");

    private static final List<String> QUESTION = List.of(
            "python",
            "list",
            "--only-downloads",
            "--all-platforms",
            "--all-versions",
            "--show-urls",
            "--output-format",
            "json");

    /** Asks uv. */
    public static InterpreterList ask(UvProgram uv, Environment environment) {
        try (Scratch scratch = Scratch.create()) {
            ProgramRun run = uv.run(QUESTION, scratch.folder(), environment, settings(environment), UvPatience.SILENT);
            return run.succeeded()
                    ? read(run.output())
                    : without("it failed: " + run.errors().strip());
        }
    }

    /**
     * A mirror, and which files of settings the user has uv read, where one may stand: nothing that others wrote is read beside it. A
     * relative path starts where this process runs.
     */
    private static Map<String, String> settings(Environment environment) {
        Map<String, String> settings = new HashMap<>();
        environment
                .file("UV_CONFIG_FILE")
                .ifPresent(file ->
                        settings.put("UV_CONFIG_FILE", file.toAbsolutePath().toString()));
        List.of("UV_NO_CONFIG", "UV_PYTHON_INSTALL_MIRROR")
                .forEach(name -> environment.variable(name).ifPresent(value -> settings.put(name, value)));
        return settings;
    }

    static InterpreterList read(String answer) {
        try {
            for (JsonNode entry : new ObjectMapper().readTree(answer)) {
                Matcher address = ADDRESS.matcher(entry.path("url").asText());
                if (address.matches()) {
                    return of(address.group(1));
                }
            }
            return without("it names no release");
        } catch (JsonProcessingException e) {
            return without("its answer cannot be read");
        }
    }

    /** A mirror that uv is set up for may be anything. */
    private static InterpreterList of(String place) {
        Optional<URI> folder = FolderAddress.parse(place);
        return folder.isPresent()
                ? new InterpreterList(folder, "")
                : without("`%s` is no address of a folder%s"
                        .formatted(
                                FolderAddress.printable(place),
                                FolderAddress.mistake(place)
                                        .map(mistake -> ": " + mistake)
                                        .orElse("")));
    }

    private static InterpreterList without(String reason) {
        return new InterpreterList(Optional.empty(), reason);
    }
}

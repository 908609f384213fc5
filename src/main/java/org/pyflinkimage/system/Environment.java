package org.pyflinkimage.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the user's machine says by environment variables and by files in the home folder; nobody else asks the process for these.
 *
 * @param variables environment variables
 * @param home the user's home folder
 */
public record Environment(Map<String, String> variables, Path home) {

    private static final List<String> BUNDLES =
            List.of("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The same environment with more variables; those that are set already stay as they are. */
    public Environment withDefaults(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(variables);
        return new Environment(all, home);
    }

    /** The first of these variables that is set to more than blanks. */
    public Optional<String> variable(String... names) {
        for (String name : names) {
            String value = variables.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** The first file in the folders of {@code PATH} that has one of these names and can be run. */
    public Optional<Program> program(String... names) {
        return Stream.of(variables.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> pathOf(folder).stream())
                .flatMap(folder -> Stream.of(names).map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> new Program(file, this));
    }

    /** The bundles of certificate authorities that are named for OpenSSL and uv, for pip, and for the library that pip uses. */
    public List<Path> authorities() {
        return BUNDLES.stream()
                .flatMap(name -> variable(name).stream())
                .distinct()
                .map(Path::of)
                .toList();
    }

    /** The folder of the user's configuration files: {@code XDG_CONFIG_HOME}, else {@code ~/.config}. */
    public Path configurationFolder() {
        return variable("XDG_CONFIG_HOME").map(Path::of).orElseGet(() -> home.resolve(".config"));
    }

    /** The folder of the user's caches: {@code XDG_CACHE_HOME}, else {@code ~/.cache}. */
    public Path cacheFolder() {
        return variable("XDG_CACHE_HOME").map(Path::of).orElseGet(() -> home.resolve(".cache"));
    }

    /** People write anything into {@code PATH}; a program may be run in another folder than this one. */
    private static Optional<Path> pathOf(String folder) {
        try {
            return Optional.of(Path.of(folder).toAbsolutePath());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

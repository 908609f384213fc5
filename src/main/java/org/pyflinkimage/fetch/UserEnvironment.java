package org.pyflinkimage.fetch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user's machine says by environment variables and by files in the home folder.
 *
 * @param variables environment variables
 * @param home the user's home folder
 */
public record UserEnvironment(Map<String, String> variables, Path home) {

    private static final List<String> BUNDLES =
            List.of("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    public UserEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. */
    public static UserEnvironment ofProcess() {
        return new UserEnvironment(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The same environment with more variables; those that are set already stay as they are. */
    public UserEnvironment withDefaults(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.putAll(variables);
        return new UserEnvironment(all, home);
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
}

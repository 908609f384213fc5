package org.pyflinkimage.resolve.uv;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.pyflinkimage.system.Environment;

/**
 * The variables that uv is given: those that say how packages are reached. No other reaches it, such as a {@code PATH} to an
 * interpreter or to git, or a setting that lets it build.
 *
 * <p>uv puts variables into the addresses that packages require others by, where their names are of capitals. So where packages lie it
 * reads in a file ({@link org.pyflinkimage.resolve.index.IndexVariables}), and proxies have small letters: either may have a login.
 */
final class UvEnvironment {

    private static final Set<String> OF_MACHINE = Set.of(
            "HOME",
            "USER",
            "LOGNAME",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA",
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "WINDIR",
            "TEMP",
            "TMP",
            "TMPDIR",
            "LANG",
            "LC_ALL",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_RUNTIME_DIR",
            "DBUS_SESSION_BUS_ADDRESS",
            "NETRC",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "SSL_CLIENT_CERT");

    private static final List<String> PROXIES = List.of("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY");

    private static final Set<String> OF_UV = Set.of(
            "UV_INDEX_STRATEGY",
            "UV_KEYRING_PROVIDER",
            "UV_CREDENTIALS_DIR",
            "UV_INSECURE_HOST",
            "UV_NATIVE_TLS",
            "UV_SYSTEM_CERTS",
            "UV_CACHE_DIR",
            "UV_NO_CACHE",
            "UV_OFFLINE",
            "UV_HTTP_TIMEOUT",
            "UV_HTTP_CONNECT_TIMEOUT",
            "UV_REQUEST_TIMEOUT",
            "UV_HTTP_RETRIES",
            "UV_CONCURRENT_DOWNLOADS",
            "UV_EXCLUDE_NEWER",
            "UV_PRERELEASE",
            "UV_RESOLUTION");

    /** In seconds, for a single answer; the first that is there counts. */
    static final List<String> TIMEOUTS = List.of("UV_HTTP_TIMEOUT", "UV_REQUEST_TIMEOUT");

    private UvEnvironment() {}

    /**
     * What uv is given of an environment.
     *
     * @param more further variables, which come before those of the environment
     */
    static Map<String, String> of(Environment environment, Map<String, String> more) {
        Map<String, String> kept = new HashMap<>();
        environment.variables().forEach((name, value) -> {
            if (isKept(name.toUpperCase(Locale.ROOT))) {
                kept.put(name, value);
            }
        });
        PROXIES.forEach(name -> {
            String small = name.toLowerCase(Locale.ROOT);
            environment.variable(name, small).ifPresent(value -> kept.put(small, value));
        });
        // The machine's authorities; the second name is the one of older versions.
        kept.putIfAbsent("UV_SYSTEM_CERTS", "true");
        kept.putIfAbsent("UV_NATIVE_TLS", "true");
        // Of an index that is silent no more than a minute is waited for.
        if (kept.keySet().stream().noneMatch(TIMEOUTS::contains)) {
            kept.put("UV_HTTP_TIMEOUT", "18");
            kept.putIfAbsent("UV_HTTP_RETRIES", "2");
        }
        kept.put("PATH", "");
        kept.putAll(more);
        // A download of an interpreter takes minutes and is not needed.
        kept.put("UV_PYTHON_DOWNLOADS", "never");
        return kept;
    }

    private static boolean isKept(String name) {
        return OF_MACHINE.contains(name) || OF_UV.contains(name);
    }
}

package org.pyflinkimage.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.value.Problem;

/**
 * What the user's machine says by environment variables and by files in the home folder; nobody else asks the process for these.
 *
 * <p>Windows has {@code PATHEXT}, which says how the names of programs end, and there the case of variables' names does not count: its
 * {@code Path} is found as {@code PATH}.
 *
 * @param variables environment variables
 * @param home the user's home folder
 */
public record Environment(Map<String, String> variables, Path home) {

    private static final List<String> BUNDLES =
            List.of("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE");

    private static final String ENDINGS = "PATHEXT";

    /** Of the endings, those of files that a process can be made of; others need a shell that knows what to open them with. */
    private static final Set<String> STARTED = Set.of(".com", ".exe", ".bat", ".cmd");

    public Environment {
        variables = isOfWindows(variables) ? caseless(variables) : Map.copyOf(variables);
    }

    /** Whether it is of Windows, where the case of variables' names does not count. */
    public boolean isOfWindows() {
        return isOfWindows(variables);
    }

    private static boolean isOfWindows(Map<String, String> variables) {
        return variables.keySet().stream().anyMatch(ENDINGS::equalsIgnoreCase);
    }

    private static Map<String, String> caseless(Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(variables);
        return Collections.unmodifiableMap(all);
    }

    /** The environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** The same environment with more variables; those that are set already stay as they are. */
    public Environment withDefaults(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        more.forEach((name, value) -> {
            if (!variables.containsKey(name)) {
                all.put(name, value);
            }
        });
        return new Environment(all, home);
    }

    /** The same environment with these variables, whatever they were before. */
    public Environment with(Map<String, String> others) {
        Map<String, String> all =
                isOfWindows(variables) ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new HashMap<>();
        all.putAll(variables);
        all.putAll(others);
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

    /** The first file in the folders of {@code PATH} that has one of these names, as programs have them here, and can be run. */
    public Optional<Program> program(String... names) {
        List<String> files = Stream.of(names).flatMap(this::filesOf).distinct().toList();
        return Stream.of(variables.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isBlank())
                // A program may be run in another folder than this one.
                .flatMap(folder -> pathOf(folder).stream().map(Path::toAbsolutePath))
                .flatMap(folder -> files.stream().map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(file -> new Program(file, this));
    }

    /** What lies on Windows without an ending is a script for another machine, and cannot be started. */
    private Stream<String> filesOf(String name) {
        if (!isOfWindows(variables)) {
            return Stream.of(name);
        }
        List<String> endings = Stream.of(variables.getOrDefault(ENDINGS, "").split(";", -1))
                .map(ending -> ending.strip().toLowerCase(Locale.ROOT))
                .filter(STARTED::contains)
                .toList();
        return endings.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)
                ? Stream.of(name)
                : endings.stream().map(ending -> name + ending);
    }

    /**
     * The bundles of certificate authorities that are named for OpenSSL and uv, for pip, and for the library that pip uses.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-530} where a name is no path on this machine
     */
    public List<Path> authorities() {
        return BUNDLES.stream().flatMap(name -> file(name).stream()).distinct().toList();
    }

    /**
     * The folder of the user's configuration files: {@code XDG_CONFIG_HOME}, else {@code ~/.config}. As the <a
     * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG specification</a> has it, a relative path counts for nothing.
     */
    public Path configurationFolder() {
        return path("XDG_CONFIG_HOME").filter(Path::isAbsolute).orElseGet(() -> home.resolve(".config"));
    }

    /** The folder of the user's caches: {@code XDG_CACHE_HOME}, else {@code ~/.cache}. */
    public Path cacheFolder() {
        return path("XDG_CACHE_HOME").orElseGet(() -> home.resolve(".cache"));
    }

    /**
     * The one file that a variable names; empty where it names none. Others would be read in its place if it were passed over.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-530} where the name is no path on this machine
     */
    public Optional<Path> file(String variable) {
        return variable(variable)
                .map(name ->
                        pathOf(name).orElseThrow(() -> noPath(name, variable).toException()));
    }

    private static Problem noPath(String name, String variable) {
        return Problem.environment("PYF-530", "`%s` in `%s` is no path on this machine".formatted(name, variable))
                .why("without that file packages might come from other places, and other logins and certificates count")
                .remedy("where it has letters beyond ASCII, a locale that has them: `LC_ALL=C.UTF-8`")
                .remedy("or another name for the file, there or where the variable is from, as `cert` in pip.conf");
    }

    /** The path that a variable names; empty where it names none, or what is none on this machine. */
    public Optional<Path> path(String variable) {
        return variable(variable).flatMap(Environment::pathOf);
    }

    /**
     * The path that a text is; empty where it is none on this machine. People write anything into variables, and under {@code LANG=C}
     * Java takes no letter beyond ASCII in a path.
     */
    public static Optional<Path> pathOf(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

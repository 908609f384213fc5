package org.pyflinkimage.resolve.index;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.HostPlatform;

/**
 * The folders that pip and uv look for their configuration in, as far as the <a
 * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG specification</a> has them.
 *
 * @param system what holds for all users is below it
 * @param ofMac whether the machine is a Mac
 */
record ConfigurationFolders(Environment environment, Path system, boolean ofMac) {

    private static final String NAMED = "XDG_CONFIG_DIRS";

    /** Those of this machine. */
    static ConfigurationFolders of(Environment environment, Path system) {
        return new ConfigurationFolders(environment, system, HostPlatform.isMac(HostPlatform.operatingSystem()));
    }

    /** The user's. */
    Path ofUser() {
        return environment.configurationFolder();
    }

    /**
     * Those of all users that pip looks into, in the order in which {@code XDG_CONFIG_DIRS} names them; where it names none, the usual one.
     * On a Mac and on Windows pip has one folder of the system's instead.
     */
    List<Path> ofPip() {
        if (ofMac || environment.isOfWindows()) {
            return List.of();
        }
        List<Path> named = words(environment.variable(NAMED).orElse(""))
                .flatMap(word -> Environment.pathOf(word.strip()).stream())
                .filter(Path::isAbsolute)
                .toList();
        return named.isEmpty() ? List.of(usual()) : named;
    }

    /**
     * Those that uv looks into, but not on Windows. Other than the specification has it, a relative one counts, and the usual one does not
     * where the variable is set at all.
     */
    List<Path> ofUv() {
        String named = environment.variables().getOrDefault(NAMED, "");
        if (environment.isOfWindows()) {
            return List.of();
        }
        return named.isEmpty()
                ? List.of(usual())
                : words(named)
                        .filter(word -> !word.isEmpty())
                        .flatMap(word -> Environment.pathOf(word).stream())
                        .toList();
    }

    private Path usual() {
        return system.resolve("xdg");
    }

    private static Stream<String> words(String named) {
        return Stream.of(named.split(Pattern.quote(File.pathSeparator)));
    }
}

package org.pyflinkimage.resolve.index;

import java.io.File;
import java.nio.file.Files;
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

    private static final String PIP = "pip/pip.conf";
    private static final String INI = "pip/pip.ini";
    private static final String OF_MAC = "Library/Application Support/pip/pip.conf";

    /** Those of this machine. */
    static ConfigurationFolders of(Environment environment, Path system) {
        return new ConfigurationFolders(environment, system, HostPlatform.isMac(HostPlatform.operatingSystem()));
    }

    /** The user's. */
    Path ofUser() {
        return environment.configurationFolder();
    }

    /**
     * pip's files for all users; of several a later one wins, other than the specification has it. On Windows {@code /etc} would be
     * a folder of the current drive, which anybody may make.
     */
    List<Path> pipForAll() {
        if (environment.isOfWindows()) {
            return ofWindows("PROGRAMDATA");
        }
        return ofMac
                ? List.of(system.resolveSibling(OF_MAC))
                : Stream.concat(
                                ofPip().stream().map(folder -> folder.resolve(PIP)),
                                Stream.of(system.resolve("pip.conf")))
                        .toList();
    }

    /** The user's files for pip, of which a later one wins. On a Mac one of two folders counts. */
    List<Path> pipOfUser() {
        Path home = environment.home();
        if (environment.isOfWindows()) {
            return Stream.concat(Stream.of(home.resolve(INI)), ofWindows("APPDATA").stream())
                    .toList();
        }
        Path older = home.resolve(".pip/pip.conf");
        Path own = home.resolve(OF_MAC);
        boolean isOwn = ofMac && Files.isDirectory(own.resolveSibling(""));
        Path ofXdg = ofMac ? home.resolve(".config").resolve(PIP) : ofUser().resolve(PIP);
        return List.of(older, isOwn ? own : ofXdg);
    }

    private List<Path> ofWindows(String variable) {
        return environment.path(variable).map(folder -> folder.resolve(INI)).stream()
                .toList();
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
     * Those of all users that uv looks into, the system's last, but not on Windows. Other than the specification has it, a relative one
     * counts, and the usual one does not where the variable is set at all.
     */
    List<Path> ofUv() {
        String named = environment.variables().getOrDefault(NAMED, "");
        if (environment.isOfWindows()) {
            return List.of();
        }
        Stream<Path> folders = named.isEmpty()
                ? Stream.of(usual())
                : words(named).filter(word -> !word.isEmpty()).flatMap(word -> Environment.pathOf(word).stream());
        return Stream.concat(folders, Stream.of(system)).toList();
    }

    private Path usual() {
        return system.resolve("xdg");
    }

    private static Stream<String> words(String named) {
        return Stream.of(named.split(Pattern.quote(File.pathSeparator)));
    }
}

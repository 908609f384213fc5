package org.pyflinkimage.resolve.index;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Environment;

/**
 * The folders that pip and uv look for their configuration in, as the <a
 * href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG specification</a> has them: a relative path counts for nothing.
 *
 * @param system what holds for all users is below it
 */
record ConfigurationFolders(Environment environment, Path system) {

    /** The user's. */
    Path ofUser() {
        return environment.configurationFolder();
    }

    /** Those of all users, in the order in which {@code XDG_CONFIG_DIRS} names them; where it names none, the usual one. */
    List<Path> ofMachine() {
        List<Path> named = environment.variable("XDG_CONFIG_DIRS").stream()
                .flatMap(text -> Stream.of(text.split(Pattern.quote(File.pathSeparator))))
                .flatMap(word -> Environment.pathOf(word.strip()).stream())
                .filter(Path::isAbsolute)
                .toList();
        return named.isEmpty() ? List.of(system.resolve("xdg")) : named;
    }
}

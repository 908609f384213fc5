package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;

class ConfigurationFoldersTest {

    @TempDir
    private Path folder;

    @Test
    void theUsualOnesAreInTheHomeAndBelowTheSystems() {
        ConfigurationFolders folders =
                new ConfigurationFolders(new Environment(Map.of(), folder), folder.resolve("etc"), false);

        assertThat(folders.ofUser()).isEqualTo(folder.resolve(".config"));
        assertThat(folders.ofPip()).containsExactly(folder.resolve("etc/xdg"));
        assertThat(folders.ofUv()).containsExactly(folder.resolve("etc/xdg"), folder.resolve("etc"));
    }

    @Test
    void variablesNameOthersInTheirOrder() {
        Map<String, String> variables = new HashMap<>();
        put(variables, folder, "/one:rel::/two", "/own");
        ConfigurationFolders folders = new ConfigurationFolders(new Environment(variables, folder), folder, false);

        assertThat(folders.ofUser()).isEqualTo(folder.resolve("own"));
        assertThat(folders.ofPip()).containsExactly(folder.resolve("one"), folder.resolve("two"));
        assertThat(folders.ofUv())
                .containsExactly(folder.resolve("one"), Path.of("rel"), folder.resolve("two"), folder);
    }

    /** pip has other folders there, of which none is named by variables of XDG. */
    @ParameterizedTest
    @CsvSource({
        "false, LANG,    '',       one, one",
        "true,  LANG,    '',       '',  one",
        "false, PathExt, .EXE,     '',  ''",
        "false, LANG,    PATHEXT,  one, one"
    })
    void onMacsAndOnWindowsOthersCount(boolean ofMac, String name, String value, String ofPip, String ofUv) {
        Map<String, String> variables = new HashMap<>(Map.of(name, value));
        for (String named : List.of("/one", "")) {
            put(variables, folder, named, null);
            ConfigurationFolders folders = new ConfigurationFolders(new Environment(variables, folder), folder, ofMac);
            String counts = named.isEmpty() ? "xdg" : "one";

            assertThat(folders.ofPip()).isEqualTo(paths(ofPip.replace("one", counts)));
            assertThat(folders.ofUv()).isEqualTo(ofUv.isEmpty() ? List.of() : List.of(folder.resolve(counts), folder));
        }
    }

    /** pip 26.3 has these; what {@code /etc} is on Windows, anybody may make. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            false, LANG,    '',                          'etc/xdg/pip/pip.conf etc/pip.conf', '.pip/pip.conf .config/pip/pip.conf'
            true,  LANG,    '',                          Library/A/pip/pip.conf,              '.pip/pip.conf .config/pip/pip.conf'
            true,  LANG,    Library/Application Support/pip, Library/A/pip/pip.conf,          '.pip/pip.conf Library/A/pip/pip.conf'
            false, LANG,    Library/Application Support/pip, 'etc/xdg/pip/pip.conf etc/pip.conf', '.pip/pip.conf .config/pip/pip.conf'
            false, PATHEXT, '',                          all/pip/pip.ini,                     'pip/pip.ini roaming/pip/pip.ini'
            """)
    void eachSystemHasItsOwnFilesOfPip(boolean ofMac, String variable, String there, String ofAll, String ofUser)
            throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve(there));
        Map<String, String> variables = Map.of(
                variable,
                ".EXE",
                "PROGRAMDATA",
                folder.resolve("all").toString(),
                "APPDATA",
                home.resolve("roaming").toString());
        ConfigurationFolders folders =
                new ConfigurationFolders(new Environment(variables, home), folder.resolve("etc"), ofMac);

        assertThat(folders.pipForAll()).isEqualTo(paths(folder, ofAll));
        assertThat(folders.pipOfUser()).isEqualTo(paths(home, ofUser));
    }

    private static List<Path> paths(Path folder, String names) {
        return Stream.of(names.split(" "))
                .map(name -> folder.resolve(name.replace("/A/", "/Application Support/")))
                .toList();
    }

    private List<Path> paths(String name) {
        return name.isEmpty() ? List.of() : List.of(folder.resolve(name));
    }

    /** A zero is in no path; elsewhere it is a star, or a letter beyond ASCII. */
    @ParameterizedTest
    @CsvSource({"/no~path:/two, two, two", "/two:/no~path, two, two", "/no~path,      xdg, ''", "no~path:~,     xdg, ''"
    })
    void whatIsNoPathIsPassedOver(String named, String ofPip, String ofUv) {
        Map<String, String> variables = new HashMap<>();
        put(variables, folder, named.replace("~", "\0"), "/no\0path");
        ConfigurationFolders folders = new ConfigurationFolders(new Environment(variables, folder), folder, false);

        assertThat(folders.ofUser()).isEqualTo(folder.resolve(".config"));
        assertThat(folders.ofPip()).isEqualTo(paths(ofPip));
        assertThat(folders.ofUv())
                .isEqualTo(
                        Stream.concat(paths(ofUv).stream(), Stream.of(folder)).toList());
    }

    /** Sets the variables, with what begins with a slash below a folder, and with a dot by a path from here. */
    static void put(Map<String, String> variables, Path folder, @Nullable String folders, @Nullable String own) {
        if (folders != null) {
            variables.put(
                    "XDG_CONFIG_DIRS",
                    Stream.of(folders.split(":", -1))
                            .map(word -> below(folder, word))
                            .collect(Collectors.joining(File.pathSeparator)));
        }
        if (own != null) {
            variables.put("XDG_CONFIG_HOME", below(folder, own));
        }
    }

    private static String below(Path folder, String word) {
        return word.startsWith("./")
                ? Path.of("").toAbsolutePath().relativize(folder) + word.substring(1)
                : word.startsWith("/") ? folder + word : word;
    }
}

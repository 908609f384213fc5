package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
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
        assertThat(folders.ofUv()).containsExactly(folder.resolve("etc/xdg"));
    }

    @Test
    void variablesNameOthersInTheirOrder() {
        Map<String, String> variables = new HashMap<>();
        put(variables, folder, "/one:rel::/two", "/own");
        ConfigurationFolders folders = new ConfigurationFolders(new Environment(variables, folder), folder, false);

        assertThat(folders.ofUser()).isEqualTo(folder.resolve("own"));
        assertThat(folders.ofPip()).containsExactly(folder.resolve("one"), folder.resolve("two"));
        assertThat(folders.ofUv()).containsExactly(folder.resolve("one"), Path.of("rel"), folder.resolve("two"));
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
            assertThat(folders.ofUv()).isEqualTo(paths(ofUv.replace("one", counts)));
        }
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
        assertThat(folders.ofUv()).isEqualTo(paths(ofUv));
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

package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
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
                new ConfigurationFolders(new Environment(Map.of(), folder), folder.resolve("etc"));

        assertThat(folders.ofUser()).isEqualTo(folder.resolve(".config"));
        assertThat(folders.ofMachine()).containsExactly(folder.resolve("etc/xdg"));
    }

    @Test
    void variablesNameOthersInTheirOrder() {
        Map<String, String> variables = new HashMap<>();
        put(variables, folder, "/one:rel::/two", "/own");
        ConfigurationFolders folders = new ConfigurationFolders(new Environment(variables, folder), folder);

        assertThat(folders.ofUser()).isEqualTo(folder.resolve("own"));
        assertThat(folders.ofMachine()).containsExactly(folder.resolve("one"), folder.resolve("two"));
    }

    /** A zero is in no path; elsewhere it is a star, or a letter beyond ASCII. */
    @ParameterizedTest
    @CsvSource({
        "/no~path:/two, two",
        "/two:/no~path, two",
        "/no~path,      xdg",
        "no~path:~,     xdg"
    })
    void whatIsNoPathIsPassedOver(String named, String counts) {
        Map<String, String> variables = new HashMap<>();
        put(variables, folder, named.replace("~", "\0"), "/no\0path");
        ConfigurationFolders folders = new ConfigurationFolders(new Environment(variables, folder), folder);

        assertThat(folders.ofUser()).isEqualTo(folder.resolve(".config"));
        assertThat(folders.ofMachine()).containsExactly(folder.resolve(counts));
    }

    /** Sets the variables, with what begins with a slash below a folder. */
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
        return word.startsWith("/") ? folder + word : word;
    }
}

package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;

class PipLinksTest {

    @TempDir
    private Path folder;

    /** pip 23.2.1 ignores the same, with a warning. */
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DIR/a                      | DIR/a                  | ''
            DIR/a,b DIR/c              | DIR/a,b                | DIR/c
            '  DIR/a   DIR/./a,b/ '    | DIR/a DIR/a,b          | ''
            /nowhere DIR/a             | DIR/a                  | /nowhere
            ~                          | DIR/home               | ''
            ~/w ~/none                 | DIR/home/w             | ~/none
            ~other/w                   | ''                     | ~other/w
            ~\\w no^path           | ''                     | ~\\w no^path
            file:DIR/a file:///nowhere | file:DIR/a             | file:///nowhere
            file://localhostDIR/a      | file://localhostDIR/a  | ''
            file://localhost/nowhere   | ''                     | file://localhost/nowhere
            file:/nowhere              | ''                     | file:/nowhere
            file://host/x file:%       | file://host/x file:%   | ''
            https://x.example.com/     | https://x.example.com/ | ''
            ' '                        | ''                     | ''
            """)
    void whatIsOnDiskHasToBeThere(String words, String found, String absent) throws IOException {
        for (String name : new String[] {"a", "a,b", "home/w"}) {
            Files.createDirectories(folder.resolve(name));
        }

        PipLinks links = PipLinks.told(environment(Map.of(PipLinks.VARIABLE, filled(words))));

        assertThat(String.join(" ", links.found())).isEqualTo(filled(found));
        assertThat(String.join(" ", links.absent())).isEqualTo(filled(absent));
    }

    /** uv 0.13.9 reads the same folders. */
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({
        "file:/srv/w,              /srv/w",
        "file:///srv/x/../w,       /srv/w",
        "file://LocalHost/srv/a%20b, /srv/a b",
        "file://host/srv/w,        ''",
        "file://localhost.example.com/w, ''",
        "file:srv/w,               ''",
        "file:/srv/w?x,            ''",
        "file:%,                   ''"
    })
    void addressesOfTheDiskAreReadWithAnyNumberOfStrokes(String address, String path) {
        assertThat(PipLinks.onDisk(address).map(Path::toString).orElse("")).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"~, true", "~/w, true", "~\\w, true", "~w, false", "w, false", "/~/w, false"})
    void onWindowsAPathHasOtherStrokes(String word, boolean inHome) {
        Environment windows = environment(Map.of("PATHEXT", ".EXE"));

        assertThat(PipLinks.placed(windows, word))
                .isEqualTo(inHome ? folder.resolve("home") + word.substring(1) : word);
    }

    private String filled(String text) {
        return text.replace("DIR", folder.toString()).replace('^', '\0');
    }

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, folder.resolve("home"));
    }
}

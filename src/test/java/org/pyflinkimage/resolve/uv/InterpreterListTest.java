package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.system.Environment;

@Tag("uv")
class InterpreterListTest {

    @Test
    void theFolderOfReleasesIsThatOfTheFirstThatHasOne() {
        InterpreterList list = InterpreterList.read("""
                [{"version": "3.15.0", "url": null},
                 {"version": "7.3", "url": "https://example.com/pypy/pypy3.11-v7.3.20-linux64.tar.bz2"},
                 {"version": "3.10.22", "url": "http://127.0.0.1:9/m/20261009/cpython-3.10.22%2B20261009-x.tar.gz"},
                 {"version": "3.9.25", "url": "http://127.0.0.1:9/n/20261009/cpython-3.9.25%2B20261009-x.tar.gz"}]
                """);

        assertThat(list.releases()).hasToString("Optional[http://127.0.0.1:9/m/]");
    }

    @Test
    void theFolderMayBeOnThisMachinesDisk() {
        assertThat(InterpreterList.read("[{\"url\": \"file://localhost/srv/pbs/20261009/cpython-3.tar\"}]")
                        .releases())
                .hasToString("Optional[file:///srv/pbs/]");
    }

    @Test
    void aMirrorThatUvIsSetUpForIsTheFolder(@TempDir Path home) throws IOException {
        Path settings = Files.createDirectories(home.resolve(".config/uv")).resolve("uv.toml");
        Environment plain = new Environment(Map.of("HOME", home.toString()), home);
        UvProgram uv = UvProgram.inspect(RealUv.executable(), plain).orElseThrow();

        assertThat(InterpreterList.ask(uv, plain).releases()).isPresent();
        Files.writeString(settings, "python-install-mirror = \"http://127.0.0.1:9/file\"\n");
        assertThat(InterpreterList.ask(uv, plain).releases()).hasToString("Optional[http://127.0.0.1:9/file/]");
        Environment mirrored = plain.withDefaults(Map.of("UV_PYTHON_INSTALL_MIRROR", "http://127.0.0.1:9/variable/"));
        assertThat(InterpreterList.ask(uv, mirrored).releases()).hasToString("Optional[http://127.0.0.1:9/variable/]");
        Environment without = plain.withDefaults(Map.of("UV_NO_CONFIG", "1"));
        assertThat(InterpreterList.ask(uv, without).releases())
                .isPresent()
                .get()
                .asString()
                .doesNotContain("127.0.0.1");
        Path named =
                Files.writeString(home.resolve("x.toml"), "python-install-mirror = \"http://127.0.0.1:9/named\"\n");
        assertThat(InterpreterList.ask(uv, plain.withDefaults(Map.of("UV_CONFIG_FILE", named.toString())))
                        .releases())
                .hasToString("Optional[http://127.0.0.1:9/named/]");
    }

    /** What the user's uv reads, it reads here too. */
    @ParameterizedTest
    @CsvSource({
        "UV_CONFIG_FILE, /srv/uv.toml, /srv/uv.toml",
        "UV_NO_CONFIG, 1, 1",
        "UV_CONFIG_FILE, uv.toml, HERE/uv.toml"
    })
    void uvIsToldWhichSettingsHold(String name, String value, String told, @TempDir Path home) throws IOException {
        Path program = Files.writeString(home.resolve("uv"), """
                #!/bin/sh
                echo "[{\\"url\\": \\"http://127.0.0.1/$%s/20261009/cpython-3\\"}]"
                """.formatted(name));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(InterpreterList.ask(
                                new UvProgram(program, Pep440Version.of("0.9.1")),
                                new Environment(Map.of(name, value), home))
                        .releases())
                .hasToString("Optional[http://127.0.0.1/%s/]"
                        .formatted(told.replace(
                                "HERE", Path.of("").toAbsolutePath().toString())));
    }

    @Test
    void aFileOfSettingsThatIsNoPathIsToldSo(@TempDir Path home) {
        Environment environment = new Environment(Map.of("UV_CONFIG_FILE", "/no\0path"), home);

        assertThatThrownBy(() ->
                        InterpreterList.ask(new UvProgram(home.resolve("uv"), Pep440Version.of("0.9.1")), environment))
                .hasMessageContaining("[PYF-530]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            []                                          | it names no release
            {}                                          | it names no release
            [{"url": "http://127.0.0.1/cpython-3.tar"}] | it names no release
            error: no such command                      | its answer cannot be read
            [{"url": "a b/20261009/cpython-3.tar"}]     | `a b/` is no address of a folder
            [{"url": "http://127.0.0.1/?hidden/20261009/cpython-3.tar"}] | `http://127.0.0.1/…` is no address of a folder: files lie below a folder, and nothing can lie behind a `?` or a `#`
            [{"url": "file:m/20261009/cpython-3.tar"}]  | `file:m/` is no address of a folder: the path of a `file` address begins with a slash: `file:///srv/files/`
            """)
    void whereThereIsNoneItIsSaidWhy(String answer, String reason) {
        InterpreterList list = InterpreterList.read(answer);

        assertThat(list.releases()).isEmpty();
        assertThat(list.reason()).isEqualTo(reason);
    }
}

package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;

class PipConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheSectionsThatHoldForDownloads() {
        assertThat(PipConfiguration.parse("""
                        index-url = https://before.example.com/
                        # a comment
                        ; another
                        [global]
                        timeout = 60
                        Index_URL: https://index.example.com/?a=b
                        without a value
                          goes on nowhere
                        [install]
                        retries = 9
                        [ download ]
                        extra-index-url =
                            https://one.example.com/

                            https://two.example.com/
                        = nameless
                        =odd: value
                        :odd = value
                        """))
                .isEqualTo(Map.of(
                        "timeout", "60",
                        "index-url", "https://index.example.com/?a=b",
                        "extra-index-url", " https://one.example.com/ https://two.example.com/"));
    }

    @Test
    void anOptionEndsWithItsSection() {
        assertThat(PipConfiguration.parse("[global]\ntimeout = 60\n[install]\n  70\n"))
                .isEqualTo(Map.of("timeout", "60"));
    }

    @Test
    void aColonSeparatesWhereNoSignDoes() {
        assertThat(PipConfiguration.parse("[global]\nCert: /company.pem\n")).isEqualTo(Map.of("cert", "/company.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc/xdg/pip/pip.conf",
                "etc/pip.conf",
                "home/.pip/pip.conf",
                "home/Library/Application Support/pip/pip.conf",
                "home/.config/pip/pip.conf",
                "Library/Application Support/pip/pip.conf",
                "common/pip/pip.ini",
                "roaming/pip/pip.ini"
            })
    void isFoundWherePipLooks(String name) throws IOException {
        write(name, "[global]\nproxy = http://127.0.0.1:3128\n");

        assertThat(read(Map.of(
                                "PROGRAMDATA", folder.resolve("common").toString(),
                                "APPDATA", folder.resolve("roaming").toString()))
                        .word("proxy"))
                .contains("http://127.0.0.1:3128");
    }

    /** `pip config list` of pip 24.2 answers so: of a machine's file, a user's (by both names) and one that is named. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,           machine mine older
            named.conf,  machine named
            absent.conf, machine mine older
            /dev/null,   ''
            """)
    void besideAFileThatIsNamedTheUsersOwnAreNotRead(@Nullable String named, String read) throws IOException {
        write("etc/pip.conf", "[global]\nmachine = machine\n");
        write("home/.config/pip/pip.conf", "[global]\nmine = mine\n");
        write("home/.pip/pip.conf", "[global]\nolder = older\n");
        write("named.conf", "[global]\nnamed = named\n");
        PipConfiguration pip = read(
                named == null
                        ? Map.of()
                        : Map.of("PIP_CONFIG_FILE", folder.resolve(named).toString()));

        assertThat(Stream.of("machine", "mine", "older", "named").flatMap(option -> pip.word(option).stream()))
                .containsExactly(Stream.of(read.split(" "))
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new));
    }

    @Test
    void noFileAtAllHasAnotherNameOnWindows() throws IOException {
        write("etc/pip.conf", "[global]\nproxy = http://127.0.0.1:3128\n");

        assertThat(read(Map.of("PIP_CONFIG_FILE", "nul", "PATHEXT", ".EXE")).word("proxy"))
                .isEmpty();
        assertThat(read(Map.of("PIP_CONFIG_FILE", "nul")).word("proxy")).isPresent();
    }

    @Test
    void aFileThatIsMoreSpecificWinsForEachOption() throws IOException {
        write("etc/pip.conf", "[global]\nretries = 1\ntimeout = 1\n");
        write("home/.config/pip/pip.conf", "[global]\ntimeout = 2\n");

        assertThat(read(Map.of()).word("retries")).contains("1");
        assertThat(read(Map.of()).word("timeout")).contains("2");
        assertThat(read(Map.of("PIP_TIMEOUT", "3")).word("timeout")).contains("3");
    }

    @Test
    void anOptionHasWords() throws IOException {
        write("etc/pip.conf", "[global]\ntrusted-host = one.example.com  two.example.com\nproxy =\n");
        Files.createDirectories(folder.resolve("home/.pip/pip.conf"));

        assertThat(read(Map.of()).words("trusted-host")).containsExactly("one.example.com", "two.example.com");
        assertThat(read(Map.of()).words("proxy")).isEmpty();
        assertThat(read(Map.of()).words("cert")).isEmpty();
        assertThat(read(Map.of("PIP_TRUSTED_HOST", " three.example.com\n")).words("trusted-host"))
                .containsExactly("three.example.com");
    }

    private PipConfiguration read(Map<String, String> variables) {
        return PipConfiguration.read(new Environment(variables, folder.resolve("home")), folder.resolve("etc"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;

class PipConfigurationTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheOptionsOfEachSection() {
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
                        "global", Map.of("timeout", "60", "index-url", "https://index.example.com/?a=b"),
                        "install", Map.of("retries", "9"),
                        "download", Map.of("extra-index-url", " https://one.example.com/ https://two.example.com/")));
    }

    @Test
    void anOptionEndsWithItsSection() {
        assertThat(PipConfiguration.parse("[global]\ntimeout = 60\n[install]\n  70\n"))
                .isEqualTo(Map.of("global", Map.of("timeout", "60"), "install", Map.of()));
    }

    @Test
    void aColonSeparatesWhereNoSignDoes() {
        assertThat(PipConfiguration.parse("[global]\nCert: /company.pem\n"))
                .isEqualTo(Map.of("global", Map.of("cert", "/company.pem")));
    }

    @ParameterizedTest
    @CsvSource({
        "etc/xdg/pip/pip.conf, false, LANG",
        "etc/pip.conf, false, LANG",
        "home/.pip/pip.conf, false, LANG",
        "home/.config/pip/pip.conf, false, LANG",
        "home/Library/Application Support/pip/pip.conf, true, LANG",
        "Library/Application Support/pip/pip.conf, true, LANG",
        "common/pip/pip.ini, false, PATHEXT",
        "roaming/pip/pip.ini, false, PATHEXT"
    })
    void isFoundWherePipLooks(String name, boolean ofMac, String variable) throws IOException {
        write(name, "[global]\nproxy = http://127.0.0.1:3128\n");
        Map<String, String> variables = Map.of(
                variable,
                ".EXE",
                "PROGRAMDATA",
                folder.resolve("common").toString(),
                "APPDATA",
                folder.resolve("roaming").toString());

        assertThat(read(variables, ofMac).word("proxy")).contains("http://127.0.0.1:3128");
    }

    /** `pip config list` of pip 23.2.1 answers so, but for what is no absolute path, which pip 26.3 passes over. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,            -,    user, user etc xdg
            /one,         -,    user, user etc one
            /one:/two,    -,    user, user etc two one
            /two:/one,    -,    user, user etc two one
            :/two: rel,   -,    user, user etc two
            ' ',          -,    user, user etc xdg
            rel,          -,    user, user etc xdg
            -,            /own, own,  own etc xdg
            -,            rel,  user, user etc xdg
            """)
    void foldersOfConfigurationAreThoseOfXdg(@Nullable String folders, @Nullable String own, String wins, String read)
            throws IOException {
        for (String file : List.of("one/pip", "two/pip", "own/pip", "etc/xdg/pip", "etc", "home/.config/pip")) {
            String name = file.replaceAll("home/.config/pip", "user").replaceAll("etc/xdg/pip", "xdg");
            String option = name.replace("/pip", "");
            write(file + "/pip.conf", "[global]\ncert = %1$s\n%1$s = %1$s\n".formatted(option));
        }
        Map<String, String> variables = new HashMap<>();
        ConfigurationFoldersTest.put(variables, folder, folders, own);
        PipConfiguration pip = read(variables);

        assertThat(pip.word("cert")).contains(wins);
        assertThat(Stream.of("user", "own", "etc", "two", "one", "xdg").flatMap(option -> pip.word(option).stream()))
                .containsExactly(read.split(" "));
    }

    /** Where pip reads none of XDG's for all users, it reads those of the system. */
    @ParameterizedTest
    @CsvSource({"true, LANG", "false, PATHEXT"})
    void onMacsAndOnWindowsNoneOfXdgIsRead(boolean ofMac, String variable) throws IOException {
        write("etc/xdg/pip/pip.conf", "[global]\nproxy = xdg\n");
        write("one/pip/pip.conf", "[global]\nretries = 1\n");
        write("Library/Application Support/pip/pip.conf", "[global]\ntimeout = 2\n");
        for (String named : List.of("", folder.resolve("one").toString())) {
            Map<String, String> variables = Map.of(variable, ".EXE", "XDG_CONFIG_DIRS", named);
            PipConfiguration pip = read(variables, ofMac);

            assertThat(pip.word("proxy")).isEmpty();
            assertThat(pip.word("retries")).isEmpty();
            assertThat(pip.word("timeout")).isEqualTo(ofMac ? Optional.of("2") : Optional.empty());
        }
    }

    /** Of several for all users the last one wins. */
    @ParameterizedTest
    @CsvSource({"/one:/two, two", "/two:/one, one"})
    void aLaterFolderWins(String folders, String wins) throws IOException {
        write("one/pip/pip.conf", "[global]\ncert = one\n");
        write("two/pip/pip.conf", "[global]\ncert = two\n");
        Map<String, String> variables = new HashMap<>();
        ConfigurationFoldersTest.put(variables, folder, folders, null);

        assertThat(read(variables).word("cert")).contains(wins);
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
        write("home/pip/pip.ini", "[global]\nproxy = http://127.0.0.1:3128\n");

        assertThat(read(Map.of("PIP_CONFIG_FILE", "nul", "PATHEXT", ".EXE")).word("proxy"))
                .isEmpty();
        assertThat(read(Map.of("PATHEXT", ".EXE")).word("proxy")).isPresent();
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

    /** `pip download` of pip 23.2.1 does so; of what is written without a value it says that it is ignored. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            [download]~cert = a~[global]~cert = b,   '',                   a
            [global]~cert = b~[download]~cert = a,   '',                   a
            [download]~cert = a,                     [global]~cert = b,    a
            [global]~cert = b,                       [download]~cert = a,  a
            [download]~cert = a,                     [download]~cert = b,  b
            [download]~cert =,                       [global]~cert = b,    b
            [download]~cert = a,                     [download]~cert =,    -
            [global]~cert = b,                       [download]~cert =,    b
            [install]~cert = a,                      '',                   -
            """)
    void theSectionOfTheCommandWinsWhereverItStands(String machines, String users, @Nullable String cert)
            throws IOException {
        write("etc/pip.conf", machines.replace('~', '\n'));
        write("home/.config/pip/pip.conf", users.replace('~', '\n'));

        assertThat(read(Map.of()).word("cert")).isEqualTo(Optional.ofNullable(cert));
        assertThat(read(Map.of("PIP_CERT", "c")).word("cert")).contains("c");
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
        return read(variables, false);
    }

    private PipConfiguration read(Map<String, String> variables, boolean ofMac) {
        Environment environment = new Environment(variables, folder.resolve("home"));
        return PipConfiguration.read(new ConfigurationFolders(environment, folder.resolve("etc"), ofMac));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

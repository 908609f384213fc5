package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.system.Environment;

class PythonIndexesTest {

    @TempDir
    private Path folder;

    @Test
    void nothingIsKnownWhereNothingIsSet() {
        assertThat(read(Map.of()))
                .isEqualTo(new PythonIndexes(java.util.Optional.empty(), java.util.List.of(), Map.of()));
    }

    @Test
    void whatPipIsToldHoldsForUv() throws IOException {
        write("home/.config/pip/pip.conf", """
                # company
                [global]
                index-url = https://user:secret@index.example.com/simple
                cert: /company.pem
                [install]
                index-url = https://other.example.com/simple
                [global]
                extra-index-url =
                    https://one.example.com/simple
                    https://two.example.com/simple
                trusted-host = one.example.com
                """);

        PythonIndexes indexes = read(Map.of());

        assertThat(indexes.main()).contains(URI.create("https://user:secret@index.example.com/simple"));
        assertThat(indexes.addresses()).hasSize(3);
        assertThat(indexes.variables())
                .isEqualTo(Map.of(
                        "UV_DEFAULT_INDEX", "https://user:secret@index.example.com/simple",
                        "UV_INDEX", "https://one.example.com/simple https://two.example.com/simple",
                        "UV_INSECURE_HOST", "one.example.com",
                        "SSL_CERT_FILE", "/company.pem"));
    }

    /** As pip itself does: whatever else is set, an index is no more asked, and what a variable says comes before the file. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,    true,  true
            -,    YES,   true
            -,    on,    true
            -,    1,     true
            -,    false, false
            -,    0,     false
            -,    '',    false
            1,    -,     true
            True, off,   true
            0,    true,  false
            no,   true,  false
            '',   true,  true
            """)
    void wherePipAsksNoIndexNoneIsKnown(@Nullable String variable, @Nullable String inFile, boolean none)
            throws IOException {
        write("etc/pip.conf", """
                [global]
                index-url = https://pip.example.com/
                extra-index-url = https://one.example.com/
                find-links = /wheels ~/more
                %s
                """.formatted(inFile == null ? "" : "no-index = " + inFile));
        Map<String, String> variables = variable == null ? Map.of() : Map.of("PIP_NO_INDEX", variable);

        PythonIndexes indexes = read(variables);

        assertThat(indexes.addresses()).hasSize(none ? 0 : 2);
        assertThat(indexes.variables())
                .isEqualTo(
                        none
                                ? Map.of(IndexVariables.NO_INDEX, "true", PipLinks.VARIABLE, "/wheels ~/more")
                                : Map.of(
                                        "UV_DEFAULT_INDEX", "https://pip.example.com/",
                                        "UV_INDEX", "https://one.example.com/"));
    }

    @Test
    void uvAsksItsOwnIndexWherePipAsksNone() {
        PythonIndexes indexes = read(Map.of("UV_INDEX", "https://uv.example.com/", "PIP_NO_INDEX", "1"));

        assertThat(indexes.addresses()).containsExactly(URI.create("https://uv.example.com/"));
        assertThat(indexes.variables()).isEmpty();
    }

    @Test
    void theMoreSpecificPlaceWins() throws IOException {
        write("etc/pip.conf", "[global]\nindex-url = https://system.example.com/\n");
        assertThat(read(Map.of()).main()).contains(URI.create("https://system.example.com/"));

        write("home/.pip/pip.conf", "[global]\nindex-url = https://user.example.com/\n");
        assertThat(read(Map.of()).main()).contains(URI.create("https://user.example.com/"));

        Path named = write("named.conf", "[global]\nindex_url = https://named.example.com/\n");
        assertThat(read(Map.of("PIP_CONFIG_FILE", named.toString())).main())
                .contains(URI.create("https://named.example.com/"));
        assertThat(read(Map.of("PIP_CONFIG_FILE", named.toString(), "PIP_INDEX_URL", "https://variable.example.com/"))
                        .main())
                .contains(URI.create("https://variable.example.com/"));
    }

    @Test
    void uvKnowsBetterWhereItIsTold() throws IOException {
        write("etc/pip.conf", "[global]\nindex-url = https://pip.example.com/\n");

        PythonIndexes indexes = read(
                Map.of("UV_DEFAULT_INDEX", "https://uv.example.com/", "UV_INDEX", "named=https://extra.example.com/"));

        assertThat(indexes.addresses())
                .containsExactly(URI.create("https://uv.example.com/"), URI.create("https://extra.example.com/"));
        assertThat(indexes.variables()).isEmpty();
    }

    /** Where uv reads no file, what stands there keeps pip's index from nobody. */
    @ParameterizedTest
    @CsvSource({"1, pip", "true, pip", "YES, pip", "'', uv", "0, uv", "false, uv", "F, uv", "no, uv", "n, uv", "off, uv"
    })
    void whereUvReadsNoFilesNoneCounts(String none, String counts) throws IOException {
        write("etc/pip.conf", "[global]\nindex-url = https://pip.example.com/\n");
        write("home/.config/uv/uv.toml", "index-url = 'https://uv.example.com/'");

        assertThat(read(Map.of("UV_NO_CONFIG", none)).addresses())
                .containsExactly(URI.create("https://%s.example.com/".formatted(counts)));
    }

    @Test
    void aNamedFileIsReadAllTheSame() throws IOException {
        Path named = write("named.toml", "index-url = 'https://named.example.com/'");

        assertThat(read(Map.of("UV_NO_CONFIG", "1", "UV_CONFIG_FILE", named.toString()))
                        .addresses())
                .containsExactly(URI.create("https://named.example.com/"));
    }

    @Test
    void readsUvsOwnFiles() throws IOException {
        write("home/.config/uv/uv.toml", """
                [[index]]
                url = "https://default.example.com/simple"
                default = true
                [[index]]
                name = "more"
                url = "https://more.example.com/simple"
                """);

        assertThat(read(Map.of()).addresses())
                .containsExactly(
                        URI.create("https://default.example.com/simple"),
                        URI.create("https://more.example.com/simple"));
    }

    @Test
    void namedIndexesGetTheLoginOfTheirVariables() throws IOException {
        write("home/.config/uv/uv.toml", """
                [[index]]
                name = "my-company.one"
                url = "https://old:login@one.example.com/simple"
                """);
        Map<String, String> variables = Map.of(
                "UV_INDEX", "two=https://two.example.com/simple",
                "UV_INDEX_MY_COMPANY_ONE_USERNAME", "me@company",
                "UV_INDEX_MY_COMPANY_ONE_PASSWORD", "a b/c+d",
                "UV_INDEX_TWO_PASSWORD", "token");

        assertThat(read(variables).addresses())
                .containsExactly(
                        URI.create("https://:token@two.example.com/simple"),
                        URI.create("https://me%40company:a%20b%2Fc%2Bd@one.example.com/simple"));
    }

    @Test
    void projectsNameIndexesToo() throws IOException {
        write("job/more.txt", "-i https://more.example.com/simple\n");
        Path file = write("job/requirements.txt", """
                --extra-index-url https://${INDEX_USER}:${INDEX_TOKEN}@extra.example.com/simple  # ours
                -r more.txt
                --find-links https://links.example.com/
                numpy
                """);
        write("job/pyproject.toml", """
                [[tool.uv.index]]
                name = "company"
                url = "https://company.example.com/simple"
                """);
        Path uvLock = write("other/uv.lock", "");
        write("other/uv.toml", "extra-index-url = ['https://other.example.com/simple']\n");
        Map<String, String> variables = Map.of(
                "INDEX_USER", "me",
                "INDEX_TOKEN", "secret",
                "UV_INDEX_COMPANY_USERNAME", "me",
                "UV_INDEX_COMPANY_PASSWORD", "pass");
        Environment environment = new Environment(variables, folder.resolve("home"));

        assertThat(PythonIndexes.read(environment, folder.resolve("etc"))
                        .withProject(environment, List.of(DiskProject.requirements(file, uvLock)))
                        .addresses())
                .containsExactly(
                        URI.create("https://me:secret@extra.example.com/simple"),
                        URI.create("https://more.example.com/simple"),
                        URI.create("https://me:pass@company.example.com/simple"),
                        URI.create("https://other.example.com/simple"));
    }

    @Test
    void theBundleThatPipTakesFromRequestsHoldsForUv() {
        assertThat(read(Map.of("REQUESTS_CA_BUNDLE", "/requests.pem")).variables())
                .isEqualTo(Map.of("SSL_CERT_FILE", "/requests.pem"));
    }

    @Test
    void pipsCertificatesHoldWhereUvKnowsItsIndex() {
        String index = "https://uv.example.com/";

        assertThat(read(Map.of("UV_DEFAULT_INDEX", index, "PIP_CERT", "/company.pem"))
                        .variables())
                .isEqualTo(Map.of("SSL_CERT_FILE", "/company.pem"));
        assertThat(read(Map.of("UV_DEFAULT_INDEX", index, "PIP_CERT", "/company.pem", "SSL_CERT_FILE", "/own.pem"))
                        .variables())
                .isEmpty();
    }

    @Test
    void whatTheUserTellsUvStaysAsItIs() {
        assertThat(read(Map.of(
                                "PIP_INDEX_URL", "https://pip.example.com/",
                                "PIP_TRUSTED_HOST", "pip.example.com",
                                "UV_INSECURE_HOST", "uv.example.com",
                                "PIP_CERT", "/pip.pem",
                                "SSL_CERT_FILE", "/own.pem"))
                        .variables())
                .isEqualTo(Map.of("UV_DEFAULT_INDEX", "https://pip.example.com/"));
    }

    @Test
    void oneFurtherIndexIsEnoughForUvToKnowBetter() {
        PythonIndexes indexes = read(Map.of(
                "PIP_INDEX_URL", "https://pip.example.com/",
                "UV_EXTRA_INDEX_URL", "https://one.example.com/  nonsense https://two.example.com/"));

        assertThat(indexes.main()).isEmpty();
        assertThat(indexes.extra())
                .containsExactly(URI.create("https://one.example.com/"), URI.create("https://two.example.com/"));
    }

    @Test
    void variablesComeBeforeFilesAndTheUsersBeforeTheMachines() throws IOException {
        write("etc/uv/uv.toml", "index-url = 'https://machine.example.com/'\n");
        assertThat(read(Map.of()).main()).contains(URI.create("https://machine.example.com/"));

        write("etc/xdg/uv/uv.toml", "index-url = 'https://system.example.com/'\n");
        assertThat(read(Map.of()).main()).contains(URI.create("https://system.example.com/"));

        write("home/.config/uv/uv.toml", "index-url = 'https://user.example.com/'\n");
        assertThat(read(Map.of()).main()).contains(URI.create("https://user.example.com/"));

        Path named = write("named.toml", "extra-index-url = ['https://named.example.com/']\n");
        assertThat(read(Map.of("UV_CONFIG_FILE", named.toString())).addresses())
                .containsExactly(URI.create("https://named.example.com/"));
        assertThat(read(Map.of("UV_INDEX_URL", "https://variable.example.com/")).main())
                .contains(URI.create("https://variable.example.com/"));
    }

    /** `uv -v` of uv 0.13.9 tells of these files as the machine's and the user's. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            -,               -,        xdg user
            /none:/two:/one, -,        two user
            /one:/two,       -,        one user
            :/two,           -,        two user
            /none,           -,        etc user
            '',              -,        xdg user
            ' ',             -,        etc user
            :,               -,        etc user
            rel,             -,        etc user
            ./two,           -,        two user
            /none:./two,     -,        two user
            ' /two',         -,        etc user
            /none::/one,     -,        one user
            -,               /own,     own xdg
            -,               /nowhere, xdg
            -,               rel,      xdg user
            """)
    void uvsFilesAreTheFirstOfTheMachineAndOneOfTheUser(@Nullable String folders, @Nullable String own, String counts)
            throws IOException {
        for (String name : List.of("one", "two", "own")) {
            write(name + "/uv/uv.toml", "extra-index-url = ['https://%s.example.com/']".formatted(name));
        }
        write("etc/xdg/uv/uv.toml", "extra-index-url = ['https://xdg.example.com/']");
        write("etc/uv/uv.toml", "extra-index-url = ['https://etc.example.com/']");
        write("home/.config/uv/uv.toml", "extra-index-url = ['https://user.example.com/']");
        Map<String, String> variables = new HashMap<>();
        ConfigurationFoldersTest.put(variables, folder, folders, own);

        assertThat(read(variables).addresses())
                .extracting(URI::getHost)
                .containsExactlyInAnyOrder(Stream.of(counts.split(" "))
                        .map(name -> name + ".example.com")
                        .toArray(String[]::new));
    }

    /** As one that is not there; on Windows a path has no star, under {@code LANG=C} no letter beyond ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "APPDATA", "PROGRAMDATA"})
    void whatIsNoPathIsReadNowhere(String variable) throws IOException {
        write("etc/pip.conf", "[global]\nindex-url = https://pip.example.com/\n");

        assertThat(read(Map.of(variable, "/no\0path")).addresses())
                .containsExactly(URI.create("https://pip.example.com/"));
    }

    /** If it were passed over, indexes that it does not name would be asked. */
    @ParameterizedTest
    @ValueSource(strings = {"UV_CONFIG_FILE", "PIP_CONFIG_FILE"})
    void aNamedFileThatIsNoPathIsNotPassedOver(String variable) throws IOException {
        write("etc/pip.conf", "[global]\nindex-url = https://pip.example.com/\n");

        assertThatThrownBy(() -> read(Map.of(variable, "/no\0path")))
                .hasMessageContaining("[PYF-530]")
                .hasMessageContaining("in `" + variable + "` is no path")
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone.toml", "home"})
    void aNamedFileThatUvCannotReadIsNotPassedOver(String name) throws IOException {
        write("home/uv.toml", "index-url = 'https://uv.example.com/'\n");

        assertThatThrownBy(
                        () -> read(Map.of("UV_CONFIG_FILE", folder.resolve(name).toString())))
                .hasMessageContaining("[PYF-488]")
                .hasMessageContaining("`" + folder.resolve(name) + "` cannot be read as settings for uv")
                .hasMessageContaining("`UV_CONFIG_FILE` names it");
    }

    private PythonIndexes read(Map<String, String> variables) {
        return PythonIndexes.read(new Environment(variables, folder.resolve("home")), folder.resolve("etc"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

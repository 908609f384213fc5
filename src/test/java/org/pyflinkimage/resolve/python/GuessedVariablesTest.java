package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * uv puts variables into the addresses that packages require others by. Whoever makes a package gets no login so, and each way to tell uv
 * of an index with one works.
 */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class GuessedVariablesTest {

    private static final String WORD = "s3cret-w@rd";
    private static final String LOGIN = "me:" + WORD;
    private static final String IN_ADDRESS = "me:s3cret-w%40rd@";

    @TempDir
    private Path folder;

    private PythonScene scene;
    private LoopbackIndex own;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
        own = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.of(LOGIN)).wheel("extra-3.0-py3-none-any.whl");
    }

    @AfterEach
    void close() {
        if (scene != null) { // as where there is no uv
            scene.close();
            own.close();
        }
    }

    private static String with(String login, URI address) {
        return address.toString().replace("//", "//" + login);
    }

    private void assertOwnIsAsked(List<String> names) {
        assertThat(names).contains("extra-3.0-py3-none-any.whl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UV_INDEX_CORP_PASSWORD",
                "UV_INDEX_CORP_USERNAME",
                "UV_INDEX",
                "UV_INDEX_URL",
                "UV_EXTRA_INDEX_URL",
                "UV_FIND_LINKS",
                "UV_PYTHON_INSTALL_MIRROR",
                "HTTPS_PROXY",
                "ALL_PROXY"
            })
    void whoMakesAPackageGetsNoLogin(String name) {
        LoopbackIndex evil = scene.index();
        String place = evil.server().address("/").toString();
        boolean isAddress = !name.startsWith("UV_INDEX_CORP_");
        scene.variable(name, isAddress ? with(IN_ADDRESS, evil.server().address("")) : WORD);
        scene.variable("NO_PROXY", "127.0.0.1");
        String behind =
                (isAddress ? "${%s}@%s" : "http://%2$s${%1$s}/").formatted(name, place.substring("http://".length()));
        String wheel = "evil-1.0-py3-none-any.whl";
        String dependency = "x @ " + behind + "x-1.0-py3-none-any.whl";
        evil.wheel("worse-1.0-py3-none-any.whl", dependency);
        evil.server().serve("/" + wheel, "application/octet-stream", LoopbackIndex.bytesOfWheel(wheel, dependency));
        evil.server().serve("/", "text/html", new byte[0]);

        for (String required : List.of("evil @ " + place + wheel, "worse")) {
            assertThatThrownBy(() -> scene.resolve(inline(required)))
                    .hasMessageContaining("[PYF-")
                    .hasMessageNotContaining("s3cret");
        }

        assertThat(evil.server().authorizations())
                .anyMatch(request -> request.startsWith("/" + wheel))
                .noneMatch(request -> request.contains("s3cret"))
                .noneMatch(request -> request.contains("/x-1.0") && request.contains("Basic"));
    }

    @ParameterizedTest
    @CsvSource({
        "UV_INDEX,           me:s3cret-w%40rd@, ''",
        "UV_EXTRA_INDEX_URL, me:s3cret-w%40rd@, ''",
        "UV_INDEX,           '',                corp=",
        "PIP_EXTRA_INDEX_URL, me:s3cret-w%40rd@, ''"
    })
    void anIndexOfAVariableIsAskedWithItsLogin(String variable, String login, String name) {
        scene.variable(variable, name + with(login, own.simple()));
        if (!name.isEmpty()) {
            named("CORP");
        }
        if (variable.startsWith("PIP_")) {
            scene.variable("PIP_INDEX_URL", scene.index().simple().toString());
            scene.variable("UV_DEFAULT_INDEX", "");
        }

        assertOwnIsAsked(names(scene.resolve(inline("extra"))));
        assertThat(scene.index().server().authorizations()).noneMatch(line -> line.contains("Basic"));
    }

    private void named(String name) {
        scene.variable("UV_INDEX_" + name + "_USERNAME", "me");
        scene.variable("UV_INDEX_" + name + "_PASSWORD", WORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"})
    void theUsualIndexIsAskedWithItsLogin(String variable) {
        scene.index(LoopbackIndex.Form.HTML, Optional.of(LOGIN));
        scene.variable("UV_DEFAULT_INDEX", "");
        scene.variable(variable, with(IN_ADDRESS, scene.index().simple()));

        assertThat(names(scene.resolve(inline("extra==1.0")))).contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void pipsOwnFileGivesALogin() throws IOException {
        scene.index(LoopbackIndex.Form.HTML, Optional.of(LOGIN));
        scene.variable("UV_DEFAULT_INDEX", "");
        scene.variable(
                "PIP_CONFIG_FILE",
                Files.writeString(
                                folder.resolve("pip.conf"),
                                "[global]\nindex-url = "
                                        + with(IN_ADDRESS, scene.index().simple()) + "\n")
                        .toString());

        assertThat(names(scene.resolve(inline("extra==1.0")))).contains("extra-1.0-py3-none-any.whl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uv.toml", ".config/uv/uv.toml", "pyproject.toml"})
    void anIndexThatAFileNamesGetsTheLoginOfItsName(String file) throws IOException {
        named("MY_CORP");
        Path settings = folder.resolve(file);
        Files.createDirectories(settings.getParent());
        String table = file.equals("pyproject.toml") ? "tool.uv.index" : "index";
        Files.writeString(settings, "[[%s]]\nname = 'my-corp'\nurl = '%s'\n".formatted(table, own.simple()));

        assertOwnIsAsked(names(scene.resolve(files(Files.writeString(folder.resolve("requirements.txt"), "extra\n")))));
    }

    /** uv hears of such an index by a project alone. */
    @Test
    void anIndexForOnePackageGetsTheLoginOfItsName() throws IOException {
        named("CORP");
        Path project = Files.writeString(folder.resolve("pyproject.toml"), """
                [project]
                name = "job"
                version = "1"
                dependencies = ["extra"]
                [tool.uv.sources]
                extra = { index = "corp" }
                [[tool.uv.index]]
                name = "corp"
                url = "%s"
                explicit = true
                """.formatted(own.simple()));

        assertOwnIsAsked(names(scene.resolve(files(project))));
    }

    @Test
    void indexesOfOneHostHaveLoginsOfTheirOwn() throws IOException {
        LoopbackIndex usual = scene.index();
        try (LoopbackIndex other = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.of("you:other-word"))) {
            other.wheel("other-1.0-py3-none-any.whl");
            named("CORP");
            scene.variable("UV_INDEX", "corp=%s\n%s".formatted(own.simple(), with("you:other-word@", other.simple())));
            scene.variable("UV_DEFAULT_INDEX", usual.simple().toString());

            assertThat(names(scene.resolve(inline("extra", "other"))))
                    .contains("extra-3.0-py3-none-any.whl", "other-1.0-py3-none-any.whl");
        }
    }

    @Test
    void aPageOfWheelsIsReadWithItsLogin() {
        String page = "<a href='linked-1.0-py3-none-any.whl'>linked-1.0-py3-none-any.whl</a>";
        String wheel = "linked-1.0-py3-none-any.whl";
        own.server().serve("/links/" + wheel, "application/octet-stream", LoopbackIndex.bytesOfWheel(wheel));
        own.server().serve("/links/", "text/html", page.getBytes(StandardCharsets.UTF_8));
        scene.variable("UV_FIND_LINKS", with(IN_ADDRESS, own.server().address("/links/")));

        assertThat(names(scene.resolve(inline("linked")))).contains(wheel);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".EXE"})
    void aProxyGetsItsLogin(String endingsOfWindows) {
        scene.variable("PATHEXT", endingsOfWindows);
        LoopbackIndex usual = scene.index();
        scene.variable("NO_PROXY", "");
        scene.variable("HTTP_PROXY", with(IN_ADDRESS, usual.server().address("/")));
        scene.variable("UV_DEFAULT_INDEX", "http://index.example.com/simple/");

        assertThat(names(scene.resolve(inline("extra==1.0")))).contains("extra-1.0-py3-none-any.whl");
    }
}

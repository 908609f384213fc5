package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DeclaredIndexes.DeclaredIndex;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

@EnabledOnOs(OS.LINUX)
class UvDownloadTest {

    @TempDir
    private Path folder;

    private UvScene scene;

    @BeforeEach
    void open() {
        scene = new UvScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatTheStoreHasIsNotFetched() {
        scene.store().put(scene.wheel.sha256(), scene.wheel.size(), file -> Files.write(file, scene.bytes));
        scene.index("");

        assertThat(scene.download().fetch(scene.wheel)).get().satisfies(this::isTheWheel);
        assertThat(scene.server.requests()).isEmpty();
    }

    @Test
    void theIndexThatPipIsToldBringsIt() {
        scene.index("<a href='/files/" + scene.wheel.file() + "'>x</a>")
                .server
                .serve("/files/" + scene.wheel.file(), "x/y", scene.bytes);
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).get().satisfies(this::isTheWheel);
        assertThat(download.failures()).isEmpty();
        assertThat(scene.store().find(scene.wheel.sha256(), scene.wheel.size())).isPresent();
    }

    /** As for all packages: uv comes as pip gives it, from folders for instance. */
    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void wherePipAsksNoIndexNoDeclaredOneIsAsked(String none, boolean asked) throws IOException {
        scene.index("nothing here");
        URI index = scene.server.address("/simple");
        DeclaredIndexes declared =
                new DeclaredIndexes(List.of(new DeclaredIndex(index, Optional.empty(), true, "")), Optional.empty());
        Environment pips = new Environment(Map.of("PIP_NO_INDEX", none), folder);
        DeclaredAccess.told(pips, declared, name -> new Login(name, ""), false)
                .variables()
                .forEach(scene::variable);
        scene.pipThatBrings("pip", scene.wheel.file());

        assertThat(scene.download().fetch(scene.wheel)).get().satisfies(this::isTheWheel);
        assertThat(scene.server.requests()).isEqualTo(asked ? List.of("GET /simple/uv/") : List.of());
    }

    @Test
    void aWheelWithAnotherSumIsNotTaken() {
        scene.index("<a href='/files/" + scene.wheel.file() + "'>x</a>")
                .server
                .serve("/files/" + scene.wheel.file(), "x/y", new byte[] {1, 2, 3});
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).isEmpty();
        assertThat(download.failures())
                .containsExactly(
                        "what the index at `127.0.0.1` gives as `%s` is another file: a proxy, or a page for a login, may answer in its place"
                                .formatted(scene.wheel.file()),
                        "neither pip nor the address of a package index was found");
        assertThat(scene.server.requests()).containsExactly("GET /simple/uv/", "GET /files/" + scene.wheel.file());
    }

    @Test
    void afterOneIndexTheNextIsAsked() {
        scene.index("nothing here")
                .variable("PIP_EXTRA_INDEX_URL", scene.server.address("/more/").toString())
                .server
                .serve(
                        "/more/uv/",
                        "text/html",
                        ("<a href='/" + scene.wheel.file() + "'>x</a>").getBytes(StandardCharsets.UTF_8))
                .serve("/" + scene.wheel.file(), "x/y", scene.bytes);
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).get().satisfies(this::isTheWheel);
        assertThat(download.failures())
                .containsExactly("the index at `127.0.0.1` does not have `" + scene.wheel.file() + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python3", "python", "pip3", "pip"})
    void theUsersPipBringsIt(String name) throws IOException {
        scene.pipThatBrings(name, scene.wheel.file());
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).get().satisfies(this::isTheWheel);
        assertThat(download.failures()).isEmpty();
    }

    @Test
    void pipIsToldWhatToBring() throws IOException {
        Path pip = scene.onPath("python3", "echo \"$@\" | /bin/sed 's| /.*||' >&2; exit 1");
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).isEmpty();
        assertThat(download.failures())
                .containsExactly(
                        "`%s -m pip download` failed: ".formatted(pip)
                                + "-m pip download uv==1.2 --no-deps --only-binary :all: --no-input --disable-pip-version-check --quiet --dest");
    }

    /** It asks its own indexes alone. */
    @Test
    void pipIsToldNoLoginOfADeclaredIndex() throws IOException {
        scene.variable("UV_INDEX_PYFLINK_DECLARED_1_PASSWORD", "word").variable("UV_INDEX_CORP_PASSWORD", "own");
        Path pip = scene.onPath(
                "pip", "echo \"$UV_INDEX_PYFLINK_DECLARED_1_PASSWORD/$UV_INDEX_CORP_PASSWORD\" >&2; exit 1");
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).isEmpty();
        assertThat(download.failures()).containsExactly("`%s download` failed: /own".formatted(pip));
    }

    @Test
    void theLastThingThatPipSaysIsTold() throws IOException {
        Path pip = scene.onPath("pip", "echo first >&2; echo '  last ' >&2; echo >&2; exit 1");
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).isEmpty();
        assertThat(download.failures()).containsExactly("`%s download` failed: last".formatted(pip));
    }

    @Test
    void afterOnePipTheNextIsAsked() throws IOException {
        Path first = scene.onPath("python3", "echo 'No module named pip' >&2; echo >&2; exit 1");
        scene.pipThatBrings("pip", scene.wheel.file());
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).get().satisfies(this::isTheWheel);
        assertThat(download.failures())
                .containsExactly("`%s -m pip download` failed: No module named pip".formatted(first));
    }

    @Test
    void anotherWheelThanThoseThatAreKnownIsNotTaken() throws IOException {
        scene.pipThatBrings("pip", "uv-1.2-py3-none-other.whl");
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).isEmpty();
        assertThat(download.failures())
                .containsExactly("pip delivered `uv-1.2-py3-none-other.whl`, whose sum is not known here");
    }

    @Test
    void aPipThatBringsNothingIsNoAnswer() throws IOException {
        scene.onPath("pip", "exit 0");

        assertThat(scene.download().fetch(scene.wheel)).isEmpty();
    }

    @Test
    void aPipThatCannotBeRunIsNoAnswer() throws IOException {
        Path pip = scene.onPath("pip", "");
        Files.writeString(pip, "#!/nonexistent/interpreter\n");
        UvDownload download = scene.download();

        assertThat(download.fetch(scene.wheel)).isEqualTo(Optional.empty());
        assertThat(download.failures()).containsExactly("`%s` cannot be run".formatted(pip));
    }

    private void isTheWheel(Path file) {
        assertThat(file).hasBinaryContent(scene.bytes);
    }
}

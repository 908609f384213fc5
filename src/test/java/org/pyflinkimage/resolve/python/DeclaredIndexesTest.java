package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.DeclaredIndexes;
import org.pyflinkimage.spec.DeclaredIndexes.DeclaredIndex;
import org.pyflinkimage.spec.IndexStrategy;
import org.pyflinkimage.system.Login;

/** What {@code <indexes>} and {@code <indexStrategy>} say reaches uv, and the logins for them the servers alone. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class DeclaredIndexesTest {

    private static final Login LOGIN = new Login("ann", "s3cret w@rd/%");

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
        scene.servers(name -> LOGIN);
    }

    private void declare(LoopbackIndex index, Optional<String> server, boolean isDefault) {
        declare(Optional.empty(), new DeclaredIndex(index.simple(), server, isDefault, ""));
    }

    private void declare(Optional<IndexStrategy> strategy, DeclaredIndex... indexes) {
        scene.declare(new DeclaredIndexes(List.of(indexes), strategy));
    }

    private static LoopbackIndex own(LoopbackIndex.Form form) {
        return new LoopbackIndex(form, Optional.of(LOGIN.user() + ":" + LOGIN.password()))
                .wheel("extra-3.0-py3-none-any.whl");
    }

    @Test
    void aPrivateIndexGetsTheLoginOfItsServerForPagesAndFiles() {
        try (LoopbackIndex own = own(LoopbackIndex.Form.HTML_WITHOUT_SUMS)) {
            declare(own, Optional.of("corp"), false);

            PythonResolution resolution = scene.resolve(inline("extra"));

            assertThat(names(resolution)).contains("extra-3.0-py3-none-any.whl");
            assertThat(own.server().authorizations())
                    .contains(
                            "/simple/extra/ " + LOGIN.basic(),
                            "/files/extra/extra-3.0-py3-none-any.whl " + LOGIN.basic());
            assertThat(scene.index().server().authorizations()).noneMatch(line -> line.contains("Basic"));
            assertThat(resolution.sources().values()).asString().doesNotContain("@", "ann");
            assertThat(resolution.toString()).doesNotContain("s3cret", LOGIN.token());
        }
    }

    @Test
    void aLoginThatTheIndexDoesNotTakeIsNotShown() {
        try (LoopbackIndex own = own(LoopbackIndex.Form.JSON)) {
            scene.servers(name -> new Login("ann", "wr0ng"));
            declare(own, Optional.of("corp"), false);

            assertThatThrownBy(() -> scene.resolve(inline("extra")))
                    .hasMessageContainingAll("PYF-490", "401 Unauthorized", "-Dpyflink.indexes=SERVER=ADDRESS")
                    .hasMessageNotContaining("wr0ng")
                    .hasMessageNotContaining("ann:");
        }
    }

    /** Who writes the files that others read must not have logins sent to a server of his. */
    @Test
    void noFileOfRequirementsNamesALoginsVariable() throws IOException {
        scene.variable("UV_INDEX_PYFLINK_DECLARED_1_PASSWORD", "s3cret");
        Path file = Files.writeString(
                folder.resolve("requirements.txt"),
                "-r " + scene.index().server().address("/") + "${UV_INDEX_PYFLINK_DECLARED_1_PASSWORD}.txt\n");

        assertThatThrownBy(() -> scene.resolve(PythonScene.files(file)))
                .hasMessageContainingAll(
                        "PYF-467",
                        "names variables that are not filled in: `UV_INDEX_PYFLINK_DECLARED_1_PASSWORD`",
                        "kept for logins of `<indexes>`",
                        "to a variable of another name")
                .hasMessageNotContainingAny("s3cret", "not set", "set the variable");
        assertThat(scene.index().server().requests()).noneMatch(request -> request.contains("s3cret"));
    }

    @Test
    void aDefaultOneIsAskedInThePlaceOfTheUsualOne() {
        LoopbackIndex usual = scene.index();
        scene.variable("UV_DEFAULT_INDEX", "http://127.0.0.1:9/simple/");
        declare(usual, Optional.empty(), true);

        assertThat(names(scene.resolve(inline("extra==1.0")))).contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void theStrategyIsTakenAndTheMessageThatNeedsItNamesIt() {
        try (LoopbackIndex first = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.empty())) {
            first.wheel("extra-0.5-py3-none-any.whl");
            DeclaredIndex index = new DeclaredIndex(first.simple(), Optional.empty(), false, "");
            declare(Optional.empty(), index);

            assertThatThrownBy(() -> scene.resolve(inline("extra==1.0")))
                    .hasMessageContainingAll(
                            "PYF-487",
                            "`<indexStrategy>unsafe-best-match</indexStrategy>` (-Dpyflink.indexStrategy=unsafe-best-match)");

            declare(Optional.of(IndexStrategy.UNSAFE_BEST_MATCH), index);
            scene.variable("UV_INDEX_STRATEGY", "first-index");

            assertThat(names(scene.resolve(inline("extra==1.0")))).contains("extra-1.0-py3-none-any.whl");
        }
    }

    @Test
    void anIndexThatIsNotThereIsTold() {
        declare(
                Optional.empty(),
                new DeclaredIndex(URI.create("http://127.0.0.1:9/simple/"), Optional.empty(), false, ""));

        assertThatThrownBy(() -> scene.resolve(inline("extra"))).hasMessageContaining("PYF-490");
    }
}

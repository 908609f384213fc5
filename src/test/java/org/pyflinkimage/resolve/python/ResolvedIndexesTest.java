package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** Which index uv asks, and what of it is kept. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class ResolvedIndexesTest {

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @Test
    void privateIndexesGetTheirLoginAndTheLockDoesNot() {
        scene.index(LoopbackIndex.Form.JSON, Optional.of("me:secret"));
        String withLogin = scene.index().simple().toString().replace("//", "//me:secret@");
        scene.variable("UV_DEFAULT_INDEX", withLogin);

        PythonResolution resolution = scene.resolve(inline("extra"));

        assertThat(resolution.toString()).contains("extra").doesNotContain("secret");

        scene.variable("UV_DEFAULT_INDEX", withLogin.replace("secret", "wrong"));
        assertThatThrownBy(() -> scene.resolve(inline("extra")))
                .hasMessageContaining("PYF-4")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void aTokenInAnAddressIsNeitherLockedNorTold() throws IOException {
        String token = "Ab3dEf9hIj2kLm1n";
        String wheel = "extra-1.0-py3-none-any.whl";
        scene.variable("TOKEN", token);
        byte[] bytes = LoopbackIndex.bytesOfWheel(wheel);
        scene.index().server().serve("/" + token + "/" + wheel, "application/octet-stream", bytes);
        scene.index()
                .server()
                .serve(
                        "/" + token + "/simple/extra/",
                        "text/html",
                        "<a href='../../%1$s'>%1$s</a>".formatted(wheel).getBytes(StandardCharsets.UTF_8));
        String host = scene.index().simple().resolve("/").toString();

        for (String line : List.of(
                "--extra-index-url " + host + "${TOKEN}/simple/\nextra==1.0",
                "extra @ " + host + "${TOKEN}/" + wheel)) {
            assertThatThrownBy(() -> scene.resolve(files(Files.writeString(folder.resolve("requirements.txt"), line))))
                    .hasMessageContaining("[PYF-493]")
                    .hasMessageContaining("`TOKEN`")
                    .hasMessageNotContaining(token);
        }
        for (String line : List.of(
                "--extra-index-url http://127.0.0.1:9/${TOKEN}/simple/\nextra==1.0",
                "extra @ " + host + "${TOKEN}/missing/" + wheel,
                "-r " + host + "${TOKEN}/missing.txt")) {
            assertThatThrownBy(() -> scene.resolve(files(Files.writeString(folder.resolve("requirements.txt"), line))))
                    .hasMessageContaining("${TOKEN}")
                    .hasMessageNotContaining(token);
        }
    }

    @Test
    void theIndexThatOnlyPipIsToldHolds() {
        scene.variable("UV_DEFAULT_INDEX", "");
        scene.variable("PIP_INDEX_URL", scene.index().simple().toString());

        assertThat(names(scene.resolve(inline("extra")))).hasSize(5);
    }

    /** As PyTorch has it: a lock file's version that the usual index does not have, of an index for this package alone. */
    @Test
    void whatALockTakesFromAnIndexOfItsOwnComesFromThere() throws IOException {
        try (LoopbackIndex own = new LoopbackIndex(LoopbackIndex.Form.JSON, Optional.empty())) {
            own.wheel("extra-3.0-py3-none-any.whl");
            String project = "[[tool.uv.index]]\nname = 'cpu'\nurl = '%s'\nexplicit = true\n".formatted(own.simple());
            Path lock =
                    scene.uvLock(own.sum("extra", "extra-3.0-py3-none-any.whl").hex(), project);
            Files.writeString(
                    lock,
                    Files.readString(lock)
                            .replace(
                                    scene.index().simple().toString(),
                                    own.simple().toString())
                            .replace("version = \"1.0\"", "version = \"3.0\"")
                            .replace("extra-1.0", "extra-3.0"));

            assertThat(names(scene.resolve(files(lock)))).contains("extra-3.0-py3-none-any.whl");
        }
    }

    @Test
    void aConfigurationFileThatTheUserNamesStaysInForce() throws IOException {
        Path named = Files.writeString(
                folder.resolve("named.toml"),
                "constraint-dependencies = ['extra<2']\n[[index]]\nurl = '%s'\ndefault = true\n"
                        .formatted(scene.index().simple()));
        scene.variable("UV_DEFAULT_INDEX", "");
        scene.variable("UV_CONFIG_FILE", named.toString());

        assertThat(names(scene.resolve(inline("extra")))).contains("extra-1.0-py3-none-any.whl");
    }
}

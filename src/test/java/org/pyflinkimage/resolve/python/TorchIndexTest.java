package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.spec.PythonRequirements;

/** Wheels as PyTorch has them: of a local version, for one kind of machine alone, on an index or a page beside the usual one. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class TorchIndexTest {

    private static final String WHEEL = "torch-2.3.1+cpu-cp311-cp311-linux_x86_64.whl";

    @TempDir
    private Path folder;

    private PythonScene scene;
    private final LoopbackIndex own = new LoopbackIndex(LoopbackIndex.Form.HTML, Optional.empty()).wheel(WHEEL);

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @AfterEach
    void close() {
        own.close();
        if (scene != null) { // as where there is no uv
            scene.close();
        }
    }

    @Test
    void aFurtherIndexHasThem() throws IOException {
        scene.index().wheel("torch-2.3.1-cp311-cp311-manylinux_2_28_x86_64.whl");
        scene.variable("UV_INDEX_STRATEGY", "unsafe-best-match");

        assertHasWheel(scene.resolve(requirements("--extra-index-url " + own.simple())));
    }

    @Test
    void aPageOfLinksHasThem() throws IOException {
        String path = "/files/cpu/" + WHEEL.replace("+", "%2B");
        own.server().serve(path, "application/octet-stream", LoopbackIndex.bytesOfWheel(WHEEL));
        String link = "<a href=\"%s\">cpu/%s</a>".formatted(path, WHEEL);
        own.server().serve("/stable.html", "text/html", link.getBytes(StandardCharsets.UTF_8));

        assertHasWheel(scene.resolve(requirements("-f " + own.server().address("/stable.html"))));
    }

    @Test
    void onesOutOfReachAreNamed() {
        URI away = URI.create("http://127.0.0.1:1/whl/cpu");

        assertThatThrownBy(() -> scene.resolve(requirements("--extra-index-url " + away)))
                .hasMessageContainingAll("PYF-490", away.toString());
    }

    private static void assertHasWheel(PythonResolution resolution) {
        assertThat(names(resolution)).contains(WHEEL);
        assertThat(resolution.toString()).contains("version=2.3.1+cpu");
    }

    private PythonRequirements requirements(String option) throws IOException {
        return files(Files.writeString(folder.resolve("requirements.txt"), option + "\ntorch==2.3.1+cpu\n"));
    }
}

package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.inline;
import static org.pyflinkimage.resolve.python.PythonScene.names;
import static org.pyflinkimage.resolve.sources.SdistScene.pkgInfo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.resolve.sources.SdistScene;
import org.pyflinkimage.value.Problem;

/** Files of this machine that a page of an index leads to: whoever judges them is asked before they are read. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class JudgedFilesTest {

    @TempDir
    private Path folder;

    private final List<URI> judged = new ArrayList<>();

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    private Path linked(String project, String fileName, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(fileName), bytes);
        String page = "<!DOCTYPE html><a href=\"%s\">%s</a>".formatted(file.toUri(), fileName);
        scene.index().server().serve("/simple/" + project + "/", "text/html", page.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private void refuse(URI address) {
        judged.add(address);
        if (address.toString().startsWith("file:")) {
            throw Problem.declaration("PYF-715", "judged").toException();
        }
    }

    @Test
    void aWheelIsJudgedBeforeItsSumIsTaken() throws IOException {
        String name = "near-1.0-py3-none-any.whl";
        Path file = linked("near", name, LoopbackIndex.bytesOfWheel(name));
        assertThat(names(scene.resolve(inline("near")))).contains(name);

        scene.judge(this::refuse);

        assertThatThrownBy(() -> scene.resolve(inline("near"))).hasMessageContaining("[PYF-715] judged");
        assertThat(judged).contains(file.toUri());
    }

    /** What is in it would be told in messages. */
    @Test
    void aSourceDistributionIsJudgedBeforeItIsUnpacked() throws IOException {
        byte[] sdist = SdistScene.tar("near-1.0", Map.of("PKG-INFO", pkgInfo("other", "2.0")));
        Path file = linked("near", "near-1.0.tar.gz", sdist);
        scene.judge(this::refuse);

        assertThatThrownBy(() -> scene.resolve(inline("near")))
                .hasMessageContaining("[PYF-715] judged")
                .hasMessageNotContaining("other");
        assertThat(judged).contains(file.toUri());
    }
}

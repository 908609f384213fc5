package org.pyflinkimage.resolve.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.resolve.python.PythonScene.files;
import static org.pyflinkimage.resolve.python.PythonScene.names;

import java.io.IOException;
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

/** The sums of the user's own lock files hold in what is resolved. */
@EnabledOnOs(OS.LINUX)
@Tag("uv")
class LockedSumsTest {

    @TempDir
    private Path folder;

    @AutoClose
    private PythonScene scene;

    @BeforeEach
    void open() {
        scene = new PythonScene(folder);
    }

    @Test
    void sumsOfTheUsersOwnLocksHold() throws IOException {
        String wrong = "0".repeat(64);
        Path requirements =
                Files.writeString(folder.resolve("requirements.txt"), "extra==1.0 \\\n  --hash=sha256:" + wrong + "\n");

        for (Path file : List.of(requirements, scene.pylock(wrong), scene.uvLock(wrong, ""))) {
            assertThatThrownBy(() -> scene.resolve(files(file)))
                    .hasMessageContaining("[PYF-491] `extra==1.0` is not the file that `" + file + "` fixes")
                    .hasMessageContaining(wrong)
                    .hasMessageContaining(scene.sumOfExtra());
        }
    }

    @Test
    void sumsHoldWhereTheIndexTellsNone() throws IOException {
        scene.index(LoopbackIndex.Form.HTML_WITHOUT_SUMS, Optional.empty());

        assertThatThrownBy(() -> scene.resolve(files(scene.pylock("0".repeat(64)))))
                .hasMessageContaining("PYF-491");
        assertThat(names(scene.resolve(files(scene.pylock(scene.sumOfExtra())))))
                .contains("extra-1.0-py3-none-any.whl");
    }

    @Test
    void ofSeveralWheelsTheOneThatTheLockKnowsIsTaken() throws IOException {
        String pure = scene.index().sum("extra", "extra-2.0-py3-none-any.whl").hex();
        Path file = Files.writeString(folder.resolve("requirements.txt"), "extra==2.0 --hash=sha256:" + pure + "\n");

        assertThat(names(scene.resolve(files(file)))).contains("extra-2.0-py3-none-any.whl");
    }
}

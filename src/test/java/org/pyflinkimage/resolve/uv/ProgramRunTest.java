package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class ProgramRunTest {

    @TempDir
    private Path folder;

    @Test
    void keepsWhatTheProgramSaid() throws IOException {
        ProgramRun run = run("echo out; echo err >&2; exit 3", Duration.ofSeconds(60));

        assertThat(run).isEqualTo(new ProgramRun(3, "out\n", "err\n"));
        assertThat(run.succeeded()).isFalse();
    }

    @Test
    void hidesLogins() throws IOException {
        ProgramRun run = run("echo failed: https://user:secret@example.com/simple/ >&2", Duration.ofSeconds(60));

        assertThat(run.errors()).isEqualTo("failed: https://example.com/simple/\n");
    }

    @Test
    void endsWhatDoesNotEnd() {
        assertThatThrownBy(() -> run("sleep 600", Duration.ofMillis(200))).hasMessageContaining("PYF-483");
    }

    @Test
    void hasOnlyTheGivenEnvironment() throws IOException {
        assertThat(run("echo $A-$HOME", Duration.ofSeconds(60)).output()).isEqualTo("b-\n");
    }

    private ProgramRun run(String script, Duration limit) throws IOException {
        return ProgramRun.of(
                List.of("/bin/sh", "-c", script), folder, Map.of("A", "b", "PATH", "/usr/bin:/bin"), limit);
    }
}

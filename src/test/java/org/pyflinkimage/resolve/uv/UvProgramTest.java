package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;

@EnabledOnOs(OS.LINUX)
class UvProgramTest {

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
    void isToldHowPackagesAreReachedAndNothingElse() throws IOException {
        Path uv = scene.program("uv", "pwd; echo \"$@\"; /usr/bin/env | /usr/bin/sort");
        scene.variable("UV_PYTHON", "3.8")
                .variable("VIRTUAL_ENV", "/venv")
                .variable("UV_PYTHON_DOWNLOADS", "always")
                .variable("UV_NATIVE_TLS", "false")
                .variable("UV_NO_BUILD", "0")
                .variable("UV_NO_BINARY", "1")
                .variable("UV_INDEX_CORP_PASSWORD", "secret")
                .variable("OTHER", "1");

        ProgramRun run = new UvProgram(uv, Pep440Version.of("0.9.1"))
                .run(
                        List.of("pip", "compile"),
                        folder,
                        scene.environment(),
                        Map.of("OURS", "2", "UV_INDEX", "3"),
                        UvPatience.SILENT);

        assertThat(run.output().lines())
                .startsWith(folder.toRealPath().toString(), "pip compile")
                .contains(
                        "OURS=2",
                        "UV_INDEX=3",
                        "UV_PYTHON_DOWNLOADS=never",
                        "UV_SYSTEM_CERTS=true",
                        "UV_NATIVE_TLS=false")
                .contains("PATH=")
                .noneMatch(line -> line.startsWith("OTHER=") || line.contains("secret"))
                .noneMatch(line -> line.startsWith("UV_NO_"))
                .noneMatch(line -> line.startsWith("UV_PYTHON=") || line.startsWith("VIRTUAL_ENV="));
    }

    @Test
    void noPasswordOfTheEnvironmentIsInAMessage() throws IOException {
        Path uv = scene.program("uv", "echo 'x @ https://evil.example.com/s3cret/x' >&2");
        scene.variable("UV_INDEX_CORP_PASSWORD", "s3cret");

        ProgramRun run = new UvProgram(uv, Pep440Version.of("0.9.1"))
                .run(List.of(), folder, scene.environment(), Map.of(), UvPatience.SILENT);

        assertThat(run.errors()).isEqualTo("x @ https://evil.example.com/…/x\n");
    }

    @Test
    void aProgramThatCannotBeRunIsNamed() {
        UvProgram uv = new UvProgram(folder.resolve("none"), Pep440Version.of("0.9.1"));

        assertThatThrownBy(() -> uv.run(List.of(), folder, scene.environment(), Map.of(), UvPatience.SILENT))
                .hasMessageContainingAll("[PYF-482]", folder.resolve("none").toString(), "-Dpyflink.uv");
    }

    @Test
    void aProgramThatDoesNotEndIsEnded() throws IOException {
        Program program = new Program(scene.program("slow", "exec /bin/sleep 60"), scene.environment());

        assertThatThrownBy(() -> UvProgram.run(program.command().within(Duration.ofMillis(1001))))
                .hasMessageContainingAll("[PYF-483]", "slow` did not end within 1 s", "package index");
    }

    @Test
    void loginsAreKeptOutOfWhatItSays() throws IOException {
        Program program = new Program(
                scene.program("talker", "echo https://me:secret@host/; echo http://you:secret@host/ >&2; exit 3"),
                scene.environment());

        assertThat(UvProgram.run(program.command().within(Duration.ofMinutes(1))))
                .isEqualTo(new ProgramRun(ProgramRun.End.EXITED, 3, "https://host/\n", "http://host/\n"));
    }
}

package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.Command;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;

@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(60)
class UvProgramTest {

    private static final String PATH = "/usr/bin:/bin";

    @TempDir
    private Path folder;

    @Test
    void loginsInAddressesAreNotToldOn() {
        ProgramRun run =
                UvProgram.run(shell("echo https://a:b@example.com/out; echo https://c@example.com/err >&2; exit 3"));

        assertThat(run).isEqualTo(new ProgramRun(3, "https://example.com/out\n", "https://example.com/err\n"));
    }

    @Test
    void whatDoesNotEndIsAProblem() {
        assertThatThrownBy(() -> UvProgram.run(shell("exec sleep 600").within(Duration.ofMillis(1100))))
                .hasMessageContaining("[PYF-483] `/bin/sh` did not end within 1 s")
                .hasMessageContaining("package index");
    }

    @Test
    void programThatIsNotThereIsAProblem() {
        UvProgram uv = new UvProgram(folder.resolve("missing"), "0.13.9");

        assertThatThrownBy(() -> uv.run(List.of(), folder, environment(Map.of()), Map.of()))
                .hasMessageContaining("[PYF-482] `%s` cannot be run".formatted(folder.resolve("missing")))
                .hasMessageContaining("-Dpyflink.uv");
        assertThat(UvProgram.inspect(folder.resolve("missing"), environment(Map.of())))
                .isEmpty();
    }

    @Test
    void uvIsToldWhatTheUserTellsItButForItsPython() throws Exception {
        Path file =
                Files.writeString(folder.resolve("uv"), "#!/bin/sh\necho \"$@\"; pwd; env | grep -v ^PWD= | sort\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        Environment environment = environment(Map.of(
                "UV_PYTHON", "3.8",
                "VIRTUAL_ENV", "/venv",
                "UV_PYTHON_DOWNLOADS", "automatic",
                "UV_NATIVE_TLS", "false",
                "UV_OFFLINE", "1"));

        ProgramRun run = new UvProgram(file, "0.13.9")
                .run(List.of("pip", "compile"), folder.toRealPath(), environment, Map.of("UV_OFFLINE", "0"));

        assertThat(Arrays.asList(run.output().split("\n", -1)))
                .contains("pip compile", folder.toRealPath().toString())
                .contains("UV_OFFLINE=0", "UV_PYTHON_DOWNLOADS=never", "UV_SYSTEM_CERTS=true", "UV_NATIVE_TLS=false")
                .noneMatch(line -> line.startsWith("UV_PYTHON=") || line.startsWith("VIRTUAL_ENV="));
    }

    private Command shell(String script) {
        return new Program(Path.of("/bin/sh"), environment(Map.of())).command("-c", script);
    }

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, folder).withDefaults(Map.of("PATH", PATH));
    }
}

package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Program;
import org.pyflinkimage.system.ProgramRun;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Platform;

@EnabledOnOs({OS.LINUX, OS.MAC})
class InterpreterStubTest {

    @TempDir
    private Path folder;

    @Test
    void answersAsTheImagesPythonWithoutAnyOtherProgram() throws IOException {
        try (Scratch scratch = Scratch.create()) {
            answersAsTheImagesPython(scratch);
        }
    }

    private void answersAsTheImagesPython(Scratch scratch) throws IOException {
        Path stub = InterpreterStub.in(scratch, new PythonVersion(new PythonMinor(9), 2), Platform.LINUX_ARM64);

        ProgramRun run = new Program(stub, new Environment(Map.of("PATH", "/nonexistent"), folder))
                .command("-I", "-c", "anything")
                .within(Duration.ofSeconds(60))
                .run();

        assertThat(run.succeeded()).isTrue();
        JsonNode answer = new ObjectMapper().readTree(run.output());
        assertThat(answer.at("/result").asText()).isEqualTo("success");
        assertThat(answer.at("/markers/python_full_version").asText()).isEqualTo("3.9.2");
        assertThat(answer.at("/markers/python_version").asText()).isEqualTo("3.9");
        Path executable = Path.of(answer.at("/sys_executable").asText());
        assertThat(executable).doesNotExist();
        assertThat(executable.startsWith(scratch.folder())).isTrue();
        assertThat(answer.at("/markers/platform_machine").asText()).isEqualTo("aarch64");
        String root = scratch.folder().resolve("no-python").toString();
        assertThat(answer.at("/sys_prefix").asText()).isEqualTo(root);
        assertThat(scheme(answer.at("/scheme")))
                .isEqualTo(Map.of(
                        "platlib", root + "/lib",
                        "purelib", root + "/lib",
                        "include", root + "/include",
                        "scripts", root + "/bin",
                        "data", root));
        assertThat(scheme(answer.at("/virtualenv")))
                .isEqualTo(
                        Map.of("platlib", "lib", "purelib", "lib", "include", "include", "scripts", "bin", "data", ""));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stub)))
                .isEqualTo("rwx------");
    }

    private static Map<String, String> scheme(JsonNode node) {
        return new ObjectMapper().convertValue(node, new TypeReference<>() {});
    }
}

package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.fetch.LoopbackServer;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;

@EnabledOnOs(OS.LINUX)
class UvSearchTest {

    @TempDir
    private Path folder;

    private final LoopbackServer server = new LoopbackServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesTheNamedProgram() throws IOException {
        Path uv = program("named/uv", "echo 'uv 0.9.1 (abc 2025-10-01)'");

        assertThat(search(Map.of()).find(Optional.of(uv), false)).isEqualTo(new UvProgram(uv, "0.9.1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo 'uv 0.6.9'     | answers no 0.7
            echo 'uv 1.0.0'     | answers no 0.7
            echo 'other 0.13.9' | answers no 0.7
            exit 1              | answers no 0.7
            """)
    void refusesANamedProgramThatIsNoUsableUv(String script, String reason) throws IOException {
        Path uv = program("named/uv", script);

        assertThatThrownBy(() -> search(Map.of()).find(Optional.of(uv), false))
                .hasMessageContaining("PYF-481")
                .hasMessageContaining(reason)
                .hasMessageContaining("-Dpyflink.uv");
    }

    @Test
    void refusesANamedProgramThatIsNotThereOrNotExecutable() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "x");

        assertThatThrownBy(() -> search(Map.of()).find(Optional.of(folder.resolve("none")), false))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> search(Map.of()).find(Optional.of(text), false))
                .hasMessageContaining("it is not executable");
    }

    @Test
    void takesThePinnedVersionFromThePath() throws IOException {
        Path uv = program("bin/uv", "echo 'uv 0.13.9 (abc 2026-10-01)'");

        assertThat(search(Map.of("PATH", uv.getParent().toString()))
                        .find(Optional.empty(), false)
                        .executable())
                .isEqualTo(uv);
    }

    @Test
    void takesAnotherVersionFromThePathOnlyWhereAPythonIsThere() throws IOException {
        Path uv = program("bin/uv", "echo 'uv 0.8.0'");
        Map<String, String> path = Map.of("PATH", uv.getParent().toString());

        assertThatThrownBy(() -> search(path).find(Optional.empty(), false)).hasMessageContaining("PYF-480");

        program("bin/python3", "exit 1");
        assertThat(search(path).find(Optional.empty(), false).executable()).isEqualTo(uv);
    }

    @Test
    void withoutPipAndIndexTheWaysOutAreNamed() {
        assertThatThrownBy(() -> search(Map.of()).find(Optional.empty(), false))
                .hasMessageContaining("PYF-480")
                .hasMessageContaining("neither pip nor the address of a package index was found")
                .hasMessageContaining("pip install uv")
                .hasMessageContaining("<uv>")
                .hasMessageContaining("-Dpyflink.uv");
    }

    @Test
    void offlineNothingIsFetched() {
        Map<String, String> index =
                Map.of("PIP_INDEX_URL", server.address("/simple").toString());

        assertThatThrownBy(() -> search(index).find(Optional.empty(), true))
                .hasMessageContaining("PYF-480")
                .hasMessageContaining("offline");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aWheelWithAnotherSumIsNotTaken() {
        UvWheel wheel = BuildMachine.current().wheelOf(UvRelease.pinned()).orElseThrow();
        String page = "<a href=\"/files/%s\">x</a>".formatted(wheel.file());
        server.serve("/simple/uv/", "text/html", page.getBytes(StandardCharsets.UTF_8))
                .serve("/files/" + wheel.file(), "x/y", new byte[] {1, 2, 3});
        Map<String, String> index =
                Map.of("PIP_INDEX_URL", server.address("/simple").toString());

        assertThatThrownBy(() -> search(index).find(Optional.empty(), false))
                .hasMessageContaining("PYF-480")
                .hasMessageContaining("A file is not the one that was locked");
        assertThat(server.requests()).containsExactly("GET /simple/uv/", "GET /files/" + wheel.file());
    }

    @Test
    void anIndexWithoutUvAndAPipThatFailsAreBothReported() throws IOException {
        Path pip = program("bin/python3", "echo 'ERROR: no matching distribution' >&2; exit 1");
        Map<String, String> variables = Map.of(
                "PIP_INDEX_URL", server.address("/simple").toString(),
                "PATH", pip.getParent().toString());

        assertThatThrownBy(() -> search(variables).find(Optional.empty(), false))
                .hasMessageContaining("does not have `uv-")
                .hasMessageContaining("download` failed: ERROR: no matching distribution");
    }

    @Test
    void everyPinnedWheelBelongsToOneMachine() {
        UvRelease release = UvRelease.pinned();

        assertThat(release.wheels())
                .extracting(UvWheel::file)
                .doesNotHaveDuplicates()
                .allMatch(file -> file.endsWith(".whl"));
        assertThat(release.wheelFor("linux", "x86_64", "musl").orElseThrow().file())
                .contains("musllinux");
        assertThat(release.wheelFor("linux", "x86_64", "glibc").orElseThrow().file())
                .contains("manylinux");
        assertThat(release.wheelFor("macos", "aarch64", "glibc").orElseThrow().file())
                .contains("arm64");
        assertThat(release.wheelFor("plan9", "x86_64", "glibc")).isEmpty();
        assertThat(List.of(
                        BuildMachine.osName("Mac OS X"),
                        BuildMachine.osName("Linux"),
                        BuildMachine.osName("Windows 11")))
                .containsExactly("macos", "linux", "windows");
    }

    private UvSearch search(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of("PATH", "/nonexistent"));
        all.putAll(variables);
        Environment environment = new Environment(all, folder);
        HttpTransport transport = new HttpTransport(
                new HttpTransport.Settings(environment, List.of(), Logins.none(), false), BuildLog.silent());
        return new UvSearch(environment, new FileArtifactStore(folder.resolve("store")), transport, BuildLog.silent());
    }

    private Path program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.python.Pep440Version;

@EnabledOnOs(OS.LINUX)
class UvSearchTest {

    private static final String PINNED = UvRelease.shipped().version().toString();

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

    @ParameterizedTest
    @CsvSource({"uv 0.9.1 (abc 2025-10-01), 0.9.1", "uv 0.7.0, 0.7.0", "uv 0.10.2+5, 0.10.2", "uv 0.9999.0, 0.9999.0"})
    void takesTheNamedProgram(String says, String version) throws IOException {
        Path uv = scene.program("named/uv", "echo '" + says + "'");

        assertThat(find(Optional.of(uv))).isEqualTo(new UvProgram(uv, Pep440Version.of(version)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'uv 0.6.9'",
                "echo 'uv 1.0.0'",
                "echo 'uv 0.99999.0'",
                "echo 'other 0.13.9'",
                "echo 'uv 0.9.1'; exit 1"
            })
    void refusesANamedProgramThatIsNoUsableUv(String script) throws IOException {
        Path uv = scene.program("named/uv", script);

        assertThatThrownBy(() -> find(Optional.of(uv)))
                .hasMessageContainingAll(
                        "[PYF-481] `" + uv + "` is no uv that can be used",
                        "answers no 0.7 or newer of 0.x",
                        "-Dpyflink.uv");
    }

    @Test
    void refusesANamedProgramThatIsNotThereOrNotExecutable() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "x");

        assertThatThrownBy(() -> find(Optional.of(folder.resolve("none"))))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> find(Optional.of(text))).hasMessageContaining("it is not executable");
    }

    @Test
    void takesThePinnedVersionFromThePath() throws IOException {
        Path uv = scene.onPath("uv", "echo 'uv " + PINNED + " (abc 2026-10-01)'");

        assertThat(find(Optional.empty()).executable()).isEqualTo(uv);
        assertThat(find(Optional.empty()).knowsStub()).isTrue();
    }

    @Test
    void anotherVersionOnThePathIsUsedOnlyWhereItIsNamed() throws IOException {
        Path uv = scene.onPath("uv", "echo 'uv 0.8.0'");
        scene.onPath("python3", "exit 1");

        assertThatThrownBy(() -> find(Optional.empty()))
                .hasMessageContaining("PYF-480")
                .hasMessageContaining("is uv 0.8.0, and without a word of yours only uv ")
                .hasMessageContaining("-Dpyflink.uv=" + uv)
                .hasMessageContaining("pip install uv==");
        assertThat(find(Optional.of(uv)).knowsStub()).isFalse();
    }

    @Test
    void elseThePinnedReleaseIsFetched() throws IOException {
        scene.pipThatBrings("pip", scene.wheel.file());

        assertThat(find(Optional.empty()))
                .isEqualTo(new UvProgram(scene.pinned().file(true), Pep440Version.of(PINNED)));
    }

    @Test
    void aFetchedProgramThatDoesNotRunIsNamed() throws IOException {
        scene.close();
        scene = new UvScene(folder, "#!/bin/sh\nexit 1\n");
        scene.pipThatBrings("pip", scene.wheel.file());
        Path file = scene.pinned().file(false);

        assertThatThrownBy(() -> find(Optional.empty()))
                .hasMessageContainingAll("[PYF-480]", "`" + file + "` does not run on this machine");
    }

    @Test
    void whatWasFoundIsAskedNoMore() throws IOException {
        Path asked = folder.resolve("asked");
        scene.onPath("uv", "echo x >> %s; echo 'uv %s (abc 2026-10-01)'".formatted(asked, PINNED));
        UvSearch search = new UvSearch(scene.environment(), scene.pinned(), false);

        UvProgram first = search.find(Optional.empty());

        assertThat(search.find(Optional.empty())).isSameAs(first);
        assertThat(asked).hasContent("x");
        Optional<Path> other = Optional.of(folder.resolve("none"));
        assertThatThrownBy(() -> search.find(other)).hasMessageContaining("PYF-481");
        assertThatThrownBy(() -> search.find(other)).hasMessageContaining("PYF-481");
    }

    @Test
    void offlineNothingIsFetched() {
        UvSearch search = new UvSearch(scene.environment(), scene.store(), scene.transport(), true, scene.log);

        assertThatThrownBy(() -> search.find(Optional.empty())).hasMessageContainingAll("[PYF-480]", "offline");
    }

    private UvProgram find(Optional<Path> named) {
        return new UvSearch(scene.environment(), scene.pinned(), false).find(named);
    }
}

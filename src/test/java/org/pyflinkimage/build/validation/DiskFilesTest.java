package org.pyflinkimage.build.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskFilesTest {

    private final DiskFiles files = new DiskFiles();

    @TempDir
    private Path folder;

    @Test
    void filesAndFoldersAreToldApart() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "text");
        Path missing = folder.resolve("b");

        assertThat(files.isFile(file)).isTrue();
        assertThat(files.isFile(folder)).isFalse();
        assertThat(files.isFile(missing)).isFalse();
        assertThat(files.isFolder(folder)).isTrue();
        assertThat(files.isFolder(file)).isFalse();
        assertThat(files.isFolder(missing)).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whateverHasTheNameIsThere() throws IOException {
        assertThat(files.isThere(folder)).isTrue();
        assertThat(files.isThere(folder.resolve("b"))).isFalse();

        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("b"));

        assertThat(files.isThere(link)).isTrue();
    }

    @Test
    void onlyFilesAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "text");

        assertThat(files.read(file)).contains("text".getBytes(StandardCharsets.UTF_8));
        assertThat(files.read(folder)).isEmpty();
        assertThat(files.read(folder.resolve("b"))).isEmpty();
    }

    @Test
    void variablesAreThoseOfTheProcess() {
        assertThat(files.variable("PATH")).contains(System.getenv("PATH"));
        assertThat(files.variable("NO_SUCH_VARIABLE_ANYWHERE")).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void realPathFollowsLinks() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "text");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThat(files.realPath(link)).isEqualTo(file.toRealPath());
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> files.realPath(folder.resolve("b")));
    }
}

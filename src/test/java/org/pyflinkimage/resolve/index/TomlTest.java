package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pyflinkimage.value.PyFlinkException;

class TomlTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrites() {
        String text = Toml.write(Toml.empty().put("name", "x").put("size", 1));

        assertThat(Toml.parse(text, "x.toml"))
                .isEqualTo(Toml.empty().put("name", "x").put("size", 1));
    }

    @Test
    void namesTheTextThatIsNoToml() {
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Toml.parse("name = ", "x.toml"))
                .withMessageContainingAll("[PYF-488]", "`x.toml` is no TOML");
    }

    @Test
    void aFileThatIsNotThereIsEmpty() throws IOException {
        assertThat(Toml.readIfPresent(folder.resolve("none.toml"))).isEmpty();
        assertThat(Toml.readIfPresent(folder)).isEmpty();
    }

    @Test
    void namesTheFileThatIsNoToml() throws IOException {
        Path file = Files.writeString(folder.resolve("uv.toml"), "[");

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Toml.readIfPresent(file))
                .withMessageContainingAll("[PYF-488]", file.toString());
    }
}

package org.pyflinkimage.resolve.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{a=",
                "a.",
                "[a.",
                "[[a]]\n",
                "a=[",
                "'''",
                "\"\\u0041",
                "1",
                "1e9",
                "#",
                " ",
                "\n",
                "[a]\n",
                "a.b="
            })
    void whatIsThereVeryOftenIsReadOrRefusedInTime(String piece) {
        String many = piece.repeat(200_000);
        for (String text : new String[] {many, "a = " + many, many + "a = 1"}) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                try {
                    Toml.parse(text, "x.toml");
                } catch (PyFlinkException e) {
                    assertThat(e.problems().get(0).code()).isEqualTo("PYF-488");
                }
            });
        }
    }

    @Test
    void tablesThatLieTooDeepInEachOtherAreRefused() {
        assertThat(Toml.parse("a.".repeat(90) + "a = 1", "x.toml")).isNotEmpty();
        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Toml.parse("a.".repeat(200) + "a = 1", "x.toml"))
                .withMessageContainingAll("[PYF-488]", "more than 100 deep");
    }

    @Test
    void settingsOfMoreThanAMebibyteAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("pyproject.toml"), "#".repeat((1 << 20) + 1));
        Path lock = Files.writeString(folder.resolve("uv.lock"), "#".repeat((1 << 20) + 1));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> Toml.readIfPresent(file))
                .withMessageContainingAll("[PYF-488]", file + "` is too large", "more than 1 MiB");
        assertThat(Toml.readIfPresent(lock)).isEmpty();
    }
}

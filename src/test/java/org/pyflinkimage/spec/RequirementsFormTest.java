package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementsFormTest {

    @ParameterizedTest
    @CsvSource({
        "a/requirements.txt, PLAIN",
        "requirements.in, PLAIN",
        "pyproject.toml, PYPROJECT",
        "uv.lock, UV_LOCK",
        "pylock.toml, PYLOCK",
        "pylock.dev.toml, PYLOCK",
        "pylock.a.b.toml, -",
        "pyproject.flink.toml, PYPROJECT",
        "poetry.lock, POETRY_LOCK",
        "Pipfile.lock, PIPFILE_LOCK",
        "pdm.lock, -",
        "requirements, -",
        "/, -"
    })
    void isToldByTheName(String path, String form) {
        assertThat(RequirementsForm.of(Path.of(path)).map(Enum::name).orElse("-"))
                .isEqualTo(form);
    }
}

package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms of the files that Python requirements are declared in, told by their names. */
public enum RequirementsForm {
    /** Lines as pip reads them: {@code requirements.txt}, {@code requirements.in}. */
    PLAIN(".*\\.(txt|in)"),
    /** A project's own description: {@code pyproject.toml}, and under any other name. */
    PYPROJECT("(?!pylock).*\\.toml"),
    /** The lock file of a project of uv's. */
    UV_LOCK("uv\\.lock"),
    /** A lock file of the standard: {@code pylock.toml}, {@code pylock.dev.toml} (PEP 751). */
    PYLOCK("pylock(\\.[^.]+)?\\.toml"),
    /** The lock file of pipenv. */
    PIPFILE_LOCK("Pipfile\\.lock"),
    /** The lock file of Poetry. */
    POETRY_LOCK("poetry\\.lock");

    private final Pattern name;

    RequirementsForm(String name) {
        this.name = Pattern.compile(name);
    }

    /** Whether a file, by its name, is one of a project. */
    public static boolean isProject(Path file) {
        return !of(file).equals(Optional.of(PLAIN));
    }

    /** The form of a file; empty where its name tells none. */
    public static Optional<RequirementsForm> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Stream.of(values())
                .filter(form -> form.name.matcher(name).matches())
                .findFirst();
    }
}

package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.resolve.uv.UvSession;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The declared requirements in the forms that {@code uv pip compile} reads. */
final class RequirementFiles {

    private RequirementFiles() {}

    /**
     * The files to hand to uv.
     *
     * @param uv exports a {@code uv.lock} as requirements
     * @param environment what the markers of a {@code pylock.toml} are evaluated against
     * @throws PyFlinkException {@code PYF-488} with all files that are missing or of no known kind, {@code PYF-489} with all packages
     *     of a {@code pylock.toml} that cannot be pinned
     */
    static List<Path> prepare(
            PythonRequirements requirements, Scratch scratch, UvSession uv, MarkerEnvironment environment) {
        require(requirements.files());
        List<Path> files = new ArrayList<>();
        for (Path file : requirements.files()) {
            files.add(
                    switch (RequirementsForm.of(file).orElseThrow()) {
                        case UV_LOCK -> scratch.write("uv-lock-%d.txt".formatted(files.size()), uv.export(file));
                        case PYLOCK -> {
                            List<String> pins =
                                    PylockPins.parse(textOf(file), file).requirements(environment);
                            yield scratch.write(
                                    "pylock-%d.txt".formatted(files.size()), String.join("\n", pins) + "\n");
                        }
                        default -> file;
                    });
        }
        if (!requirements.inline().isEmpty()) {
            files.add(scratch.write("declared.txt", String.join("\n", requirements.inline()) + "\n"));
        }
        return files;
    }

    private static void require(List<Path> files) {
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                problems.add(wrong("there is no readable file `%s`".formatted(file)));
            } else if (RequirementsForm.of(file).isEmpty()) {
                problems.add(wrong("`%s` is of no known kind".formatted(file)));
            }
        }
        PyFlinkException.throwIfAny(problems);
    }

    private static Problem wrong(String reason) {
        return Problem.declaration("PYF-488", "The Python requirements cannot be read")
                .why(reason)
                .remedy(
                        "`<requirements>` and `-Dpyflink.requirements` take a requirements.txt, a pyproject.toml, a uv.lock or a pylock.toml");
    }

    private static String textOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage())).toException(e);
        }
    }
}

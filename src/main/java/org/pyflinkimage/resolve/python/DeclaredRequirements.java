package org.pyflinkimage.resolve.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementOption;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * All that is declared, whatever form it is in: what rules judge, and what is resolved.
 *
 * @param declared with the lines of the files that pip reads, too
 * @param structured the other files
 */
public record DeclaredRequirements(PythonRequirements declared, List<StructuredFile> structured) {

    public DeclaredRequirements {
        structured = List.copyOf(structured);
    }

    /**
     * Reads the files.
     *
     * @param environment decides on settings for uv that are in none of them
     * @throws PyFlinkException {@code PYF-488} with all that are missing, of no known kind or malformed; {@code PYF-091} with all groups
     *     that none of them has
     */
    public static DeclaredRequirements read(PythonRequirements declared, Environment environment) {
        List<StructuredFile> structured = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : declared.files()) {
            try {
                require(file);
                read(file, declared, environment).ifPresent(structured::add);
            } catch (PyFlinkException e) {
                problems.addAll(e.problems());
            }
        }
        PyFlinkException.throwIfAny(problems);
        return new DeclaredRequirements(
                declared, new GroupSearch(structured, declared.parts().groups()).found());
    }

    /** What is required in an environment, and what limits it. */
    public List<RequirementLine> lines(MarkerEnvironment environment) {
        return Stream.concat(
                        declared.lines().stream(),
                        structured.stream().flatMap(file -> file.lines(environment).stream()))
                .toList();
    }

    /**
     * What no image can be made of, as far as this is known before anything is asked for: {@code PYF-488}, {@code PYF-489} and
     * {@code PYF-494}. What lies on a server, behind a variable that is not set here, or is a wheel of the project that is still to be
     * built, is judged when it is resolved.
     *
     * @param variables that addresses may have in them
     */
    public List<Problem> problems(MarkerEnvironment environment, Function<String, Optional<String>> variables) {
        RequirementWriter writer =
                RequirementWriter.judging(variables, declared.base(), RequiredAddress::isWheelOfProject);
        structured.forEach(file -> writer.refuse(file.refusals(environment)));
        lines(environment).stream()
                .filter(line ->
                        !line.text().isEmpty() || line.options().stream().noneMatch(RequirementOption::isInclude))
                .filter(line -> !line.text().contains("${"))
                .forEach(writer::add);
        return writer.problems();
    }

    private static Optional<StructuredFile> read(Path file, PythonRequirements declared, Environment environment) {
        AskedParts asked = new AskedParts(declared.extrasOf(file), Set.of());
        return switch (RequirementsForm.of(file).orElseThrow()) {
            case PLAIN -> Optional.empty();
            case PYPROJECT -> Optional.of(ProjectRequirements.read(file, asked));
            case UV_LOCK -> Optional.of(UvLockPins.read(file, asked, environment));
            case PIPFILE_LOCK -> Optional.of(PipfilePins.read(file));
            case POETRY_LOCK -> Optional.of(PoetryPins.read(file, asked));
            case PYLOCK -> Optional.of(PylockPins.read(file, asked));
        };
    }

    private static void require(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw wrong("there is no readable file `%s`".formatted(file)).toException();
        }
        if (RequirementsForm.of(file).isEmpty()) {
            throw wrong("`%s` is of no known kind".formatted(file)).toException();
        }
    }

    private static Problem wrong(String reason) {
        return Problem.declaration("PYF-488", "The Python requirements cannot be read")
                .why(reason)
                .remedy(
                        "`<requirements>` and `-Dpyflink.requirements` take a requirements.txt, a pyproject.toml, a uv.lock, a pylock.toml, a poetry.lock or a Pipfile.lock");
    }
}

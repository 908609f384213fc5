package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.resolve.uv.SdistTable;
import org.pyflinkimage.resolve.uv.UvSession;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.resolve.uv.UvTarget;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** The declared requirements, whatever form they are in, written anew in the one form that uv is given. */
final class RequirementFiles {

    private static final String OWN = "requirements.txt";

    private final Scratch scratch;
    private final UvSession uv;
    private final MarkerEnvironment markers;
    private final RequirementWriter writer;
    private final List<Path> projects = new ArrayList<>();

    /**
     * Files for one resolution.
     *
     * @param uv exports a {@code uv.lock} as requirements
     * @param markers what the markers of a {@code pylock.toml} are evaluated against
     */
    RequirementFiles(Scratch scratch, UvSession uv, MarkerEnvironment markers) {
        this.scratch = scratch;
        this.uv = uv;
        this.markers = markers;
        this.writer = writer(uv.project().folderOr(scratch.folder()));
    }

    /**
     * What to hand to uv.
     *
     * @param files the files
     * @param constraints what limits versions only
     * @param options of uv's command line
     */
    record Prepared(List<Path> files, List<String> constraints, List<String> options) {

        /** The same after another file. */
        Prepared after(Path first) {
            List<Path> all = new ArrayList<>(List.of(first));
            all.addAll(files);
            return new Prepared(all, constraints, options);
        }

        Question question(SdistTable sdists, UvTarget target) {
            return new Question(files, sdists, target).with(constraints, options);
        }
    }

    /**
     * Writes them.
     *
     * @throws PyFlinkException {@code PYF-488} with all that is missing, of no known kind or malformed, {@code PYF-489} with all
     *     packages of a {@code pylock.toml} that cannot be pinned, {@code PYF-494} with all that would have to be built
     */
    Prepared prepare(PythonRequirements requirements, BuildLog log) {
        require(requirements.files());
        requirements.lines().forEach(writer::add);
        requirements.files().forEach(file -> add(file, requirements.extrasOf(file)));
        UvInput input = writer.result();
        writer.warnings().forEach(log::warn);
        List<Path> files = new ArrayList<>(List.of(scratch.write(OWN, input.text())));
        files.addAll(projects);
        return new Prepared(files, input.constraints(), input.options());
    }

    private void add(Path file, Set<String> extras) {
        switch (RequirementsForm.of(file).orElseThrow()) {
            case PLAIN -> {}
            case PYPROJECT -> addProject(ProjectRequirements.read(file, extras));
            case UV_LOCK -> exported(file).forEach(line -> addRead(line, file));
            case PYLOCK ->
                PylockPins.parse(textOf(file), file)
                        .requirements(markers)
                        .forEach(pin -> writer.add(lineIn(file, pin)));
        }
    }

    /** The lines that uv makes of a lock of its own; paths start from that. */
    private List<RequirementLine> exported(Path lock) {
        byte[] text = uv.export(lock).getBytes(StandardCharsets.UTF_8);
        RequirementsReader reader = new RequirementsReader(
                path -> path.equals(lock) ? Optional.of(text) : Optional.empty(), name -> Optional.empty());
        reader.read(lock);
        writer.refuse(reader.result().problems());
        return reader.result().lines();
    }

    private void addRead(RequirementLine line, Path lock) {
        writer.add(
                new RequirementLine(new Place(Optional.of(lock), 0), line.text(), line.constraint(), line.options()));
    }

    /** Where a project says which index a package comes from, it stays a project, so that uv hears that. */
    private void addProject(ProjectRequirements project) {
        writer.refuse(project.problems());
        Optional<ObjectNode> sources = project.indexSources();
        if (sources.isEmpty()) {
            project.lines().forEach(writer::add);
            return;
        }
        List<String> rendered = project.lines().stream()
                .flatMap(line -> writer.render(line).stream())
                .toList();
        Path own = scratch.folder("project-%s".formatted(projects.size())).resolve("pyproject.toml");
        projects.add(scratch.write(scratch.folder().relativize(own).toString(), project.text(rendered, sources.get())));
    }

    private RequirementWriter writer(Path folder) {
        return new RequirementWriter(uv.environment()::variable, folder);
    }

    private static RequirementLine lineIn(Path file, String text) {
        return new RequirementLine(new Place(Optional.of(file), 0), text, false, List.of());
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

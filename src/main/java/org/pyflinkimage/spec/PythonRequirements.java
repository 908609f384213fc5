package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.pyflinkimage.python.ReadRequirements;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementsReader;

/**
 * What Python packages a job needs beside PyFlink.
 *
 * @param files {@code requirements.txt}, {@code pyproject.toml}, {@code uv.lock}, {@code pylock.toml}, {@code poetry.lock} or
 *     {@code Pipfile.lock}; absolute
 * @param inline requirements written in the declaration: {@code numpy>=1.26}
 * @param parts of the projects among the files that are asked for
 * @param folder of the declaration: where relative paths of its own requirements start, unless files are declared
 * @param read what the files say, as far as they are in the form that pip reads, with those that they name
 */
public record PythonRequirements(
        List<Path> files, List<String> inline, ProjectParts parts, Path folder, ReadRequirements read) {

    public PythonRequirements {
        files = List.copyOf(files);
        inline = List.copyOf(inline);
    }

    public static PythonRequirements none() {
        return new PythonRequirements(
                List.of(),
                List.of(),
                ProjectParts.NONE,
                Path.of(""),
                new ReadRequirements(List.of(), List.of(), List.of()));
    }

    /** Reads the files. */
    public static PythonRequirements read(List<Path> files, List<String> inline, ProjectFiles project) {
        RequirementsReader reader = new RequirementsReader(project::read, project::variable);
        for (Path file : files) {
            if (RequirementsForm.of(file).filter(RequirementsForm.PLAIN::equals).isPresent()) {
                reader.read(file);
            } else {
                reader.note(file);
            }
        }
        return new PythonRequirements(files, inline, ProjectParts.NONE, Path.of(""), reader.result());
    }

    /** The same with other lines. */
    public PythonRequirements withRead(ReadRequirements other) {
        return new PythonRequirements(files, inline, parts, folder, other);
    }

    /** The same with extras of its projects. */
    public PythonRequirements withExtras(SortedMap<Path, SortedSet<String>> others) {
        return new PythonRequirements(files, inline, parts.withExtras(others), folder, read);
    }

    /** The same with groups of its projects. */
    public PythonRequirements withGroups(List<RequestedGroup> others) {
        return new PythonRequirements(files, inline, parts.withGroups(others), folder, read);
    }

    /** The same of a declaration that stands in a folder; where nothing is relative to that, it says nothing. */
    public PythonRequirements declaredIn(Path other) {
        return inline.isEmpty() || !files.isEmpty()
                ? this
                : new PythonRequirements(files, inline, parts, other.toAbsolutePath(), read);
    }

    /** Where relative paths in requirements start, as they do for a user who calls pip or uv beside the first file. */
    public Path base() {
        return files.isEmpty() ? folder : files.get(0).toAbsolutePath().resolveSibling("");
    }

    /** The extras that are asked for of a file. */
    public SortedSet<String> extrasOf(Path file) {
        return parts.extras().getOrDefault(file, Collections.emptySortedSet());
    }

    /** The lines of the declaration itself, then those of the files. */
    public List<RequirementLine> lines() {
        return Stream.concat(inline.stream().map(RequirementLine::declared), read.lines().stream())
                .toList();
    }
}

package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.python.ReadRequirements;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementsReader;

/**
 * What Python packages a job needs beside PyFlink.
 *
 * @param files {@code requirements.txt}, {@code pyproject.toml}, {@code uv.lock} or {@code pylock.toml}; absolute
 * @param inline requirements written in the declaration: {@code numpy>=1.26}
 * @param read what the files say, as far as they are in the form that pip reads, with those that they name
 */
public record PythonRequirements(List<Path> files, List<String> inline, ReadRequirements read) {
    public PythonRequirements {
        files = List.copyOf(files);
        inline = List.copyOf(inline);
    }

    public static PythonRequirements none() {
        return new PythonRequirements(List.of(), List.of(), new ReadRequirements(List.of(), List.of(), List.of()));
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
        return new PythonRequirements(files, inline, reader.result());
    }

    /** The lines of the declaration itself, then those of the files. */
    public List<RequirementLine> lines() {
        return Stream.concat(inline.stream().map(RequirementLine::declared), read.lines().stream())
                .toList();
    }
}

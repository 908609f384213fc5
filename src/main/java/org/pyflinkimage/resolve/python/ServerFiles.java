package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.python.ReadRequirements;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementOption;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Files of requirements that lie on a server and are named by {@code -r} or {@code -c}: read here, not by uv. */
record ServerFiles(Transport transport, Function<String, Optional<String>> variables) {

    /**
     * The requirements with the lines of such files in the place of the lines that name them.
     *
     * @throws PyFlinkException {@code PYF-488} where there is no such file, and as the transport does
     */
    PythonRequirements read(PythonRequirements requirements) {
        ReadRequirements read = requirements.read();
        List<RequirementLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (RequirementLine line : read.lines()) {
            Optional<RequirementOption> include = line.options().stream()
                    .filter(option -> line.text().isEmpty() && option.isInclude())
                    .findFirst();
            include.ifPresentOrElse(option -> lines.addAll(linesOf(option, line, problems)), () -> lines.add(line));
        }
        PyFlinkException.throwIfAny(problems);
        return requirements.withRead(new ReadRequirements(read.files(), lines, read.problems()));
    }

    private List<RequirementLine> linesOf(RequirementOption include, RequirementLine line, List<Problem> problems) {
        String address = RequirementsReader.expand(include.value(), variables);
        Path name = Path.of(String.valueOf(address.replaceFirst("[?#].*", "").replaceFirst("^.*/", "")));
        Optional<byte[]> content = content(address);
        if (content.isEmpty()) {
            problems.add(RefusedRequirement.malformed(include, line.place()).why("the server has no such file"));
            return List.of();
        }
        RequirementsReader reader =
                new RequirementsReader(path -> path.equals(name) ? content : Optional.empty(), variables);
        reader.read(name);
        problems.addAll(reader.result().problems());
        return reader.result().lines().stream()
                .map(found -> new RequirementLine(
                        found.place(), found.text(), found.constraint() || line.constraint(), found.options()))
                .toList();
    }

    private Optional<byte[]> content(String address) {
        try {
            return transport.read(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

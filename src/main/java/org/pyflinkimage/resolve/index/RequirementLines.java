package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.PythonRequirements;

/**
 * The lines of requirements files and of those that they name, one for each requirement or option; of a pyproject.toml its
 * dependencies. Lock files and files that lie elsewhere have none here.
 */
public final class RequirementLines {

    /**
     * A line without comment, with those that it goes on in.
     *
     * @param where the file; {@code <requirements>} for one that is written in the declaration
     */
    public record Line(String where, String text) {}

    private static final Pattern INCLUDE = Pattern.compile("(?:-r|-c|--requirement|--constraint)[\\s=]*(\\S+)");
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#.*$");

    private final Set<Path> seen = new LinkedHashSet<>();
    private final List<Line> lines = new ArrayList<>();

    private RequirementLines() {}

    /** The lines of files, in their order; a file that cannot be read has none. */
    public static List<Line> of(Iterable<Path> files) {
        RequirementLines reading = new RequirementLines();
        files.forEach(reading::read);
        return List.copyOf(reading.lines);
    }

    /** The lines of all that is declared. */
    public static List<Line> of(PythonRequirements requirements) {
        List<Line> all = new ArrayList<>(of(requirements.files()));
        requirements.inline().forEach(text -> all.add(new Line("<requirements>", text.strip())));
        return all;
    }

    private void read(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file) || !seen.add(file.normalize())) {
            return;
        }
        String name = String.valueOf(file.getFileName());
        if (name.equals("pyproject.toml")) {
            JsonNode project = Toml.readIfPresent(file).path("project");
            project.path("dependencies").forEach(text -> lines.add(new Line(file.toString(), text.asText())));
        } else if (!name.endsWith(".toml") && !name.equals("uv.lock")) {
            String whole = textOf(file).replaceAll("\\\\\\r?\\n", " ");
            COMMENT.matcher(whole).replaceAll("").lines().forEach(line -> take(file, line.strip()));
        }
    }

    private void take(Path file, String line) {
        Matcher include = INCLUDE.matcher(line);
        if (include.matches()) {
            if (!include.group(1).contains("://")) {
                read(file.resolveSibling(include.group(1)));
            }
        } else if (!line.isEmpty()) {
            lines.add(new Line(file.toString(), line));
        }
    }

    private static String textOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}

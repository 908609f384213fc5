package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.python.RequirementsReader;
import org.pyflinkimage.spec.PythonRequirements;

/** The places that requirements name: folders and pages that they are looked for in, and wheels by address or path. */
public final class RequiredPlaces {

    private static final Set<String> OPTIONS = Set.of("--find-links", "--index-url", "--extra-index-url");
    private static final Pattern NAMED = Pattern.compile("[^@\\s]+\\s*@\\s*(\\S+).*");
    private static final Pattern ADDRESS = Pattern.compile("(?:https?|file)://\\S+");

    private final Function<String, Optional<String>> variables;
    private final List<URI> places = new ArrayList<>();

    private RequiredPlaces(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /** All that these requirements name; what is neither address nor path is passed over. */
    public static List<URI> of(PythonRequirements requirements, Function<String, Optional<String>> variables) {
        RequiredPlaces found = new RequiredPlaces(variables);
        Path folder = requirements.files().isEmpty()
                ? Path.of("")
                : requirements.files().get(0).resolveSibling("");
        for (RequirementLine line : requirements.lines()) {
            line.options().stream()
                    .filter(option -> OPTIONS.contains(option.name()))
                    .forEach(option -> found.add(
                            option.value(),
                            line.place()
                                    .file()
                                    .map(file -> file.resolveSibling(""))
                                    .orElse(folder)));
            required(line).ifPresent(text -> found.add(text, folder));
        }
        return List.copyOf(found.places);
    }

    private static Optional<String> required(RequirementLine line) {
        Matcher named = NAMED.matcher(line.text());
        if (named.matches()) {
            return Optional.of(named.group(1));
        }
        return line.text().isEmpty() || Requirement.parse(line.text()).isPresent()
                ? Optional.empty()
                : Optional.of(line.text());
    }

    private void add(String text, Path folder) {
        String value = RequirementsReader.expand(text, variables);
        try {
            places.add(
                    ADDRESS.matcher(value).matches()
                            ? URI.create(value)
                            : folder.resolve(value).toAbsolutePath().normalize().toUri());
        } catch (IllegalArgumentException e) {
            return; // Whoever resolves it says what is wrong with it, be it an address or a path.
        }
    }
}

package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.python.Place;
import org.pyflinkimage.python.RequirementOption;
import org.pyflinkimage.resolve.index.LinePath;
import org.pyflinkimage.value.Problem;

/** The options of files of requirements: those that say where to look are kept, those that ask for builds are refused. */
final class SourceOptions {

    private static final Set<String> BUILDS =
            Set.of("--no-binary", "--global-option", "--install-option", "--build-option");

    /** Sums are compared here, and no sdist is ever chosen. */
    private static final Set<String> MET = Set.of("--hash", "--only-binary", "--prefer-binary");

    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?|file)://\\S+");

    private final AddressVariables variables;
    private final Path folder;
    private final List<String> sources = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> unset = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private boolean prereleases;

    /** @param folder what relative paths start from */
    SourceOptions(AddressVariables variables, Path folder) {
        this.variables = variables;
        this.folder = folder;
    }

    /** Takes note of an option. */
    void take(RequirementOption option, Place place) {
        switch (option.name()) {
            case "--index-url" -> {
                sources.removeIf(source -> source.startsWith("--index-url "));
                look(option, place);
            }
            case "--extra-index-url", "--find-links" -> look(option, place);
            case "--no-index" -> sources.add(option.name());
            case "--pre" -> prereleases = true;
            case "--editable" -> {} // It is a requirement, and written as one.
            case "--requirement", "--constraint" -> problems.add(RefusedRequirement.malformed(option, place));
            default -> judge(option, place);
        }
    }

    List<String> sources() {
        return sources.stream().distinct().toList();
    }

    boolean prereleases() {
        return prereleases;
    }

    List<Problem> problems() {
        return problems;
    }

    /** {@code PYF-467}: places that lack the values of variables. */
    List<Problem> unset() {
        return unset;
    }

    /** What has no effect. */
    List<Problem> warnings() {
        return warnings;
    }

    private void judge(RequirementOption option, Place place) {
        if (BUILDS.contains(option.name()) && !option.value().equals(":none:")) {
            problems.add(RefusedRequirement.build(option, place));
        } else if (!MET.contains(option.name()) && !BUILDS.contains(option.name())) {
            warnings.add(RefusedRequirement.ignored(option, place));
        }
    }

    private void look(RequirementOption option, Place place) {
        List<String> names = variables.unset(option.value());
        if (!names.isEmpty()) {
            unset.add(RefusedRequirement.unset(option, names, place));
            return;
        }
        String value = variables.expand(option.value());
        Optional<String> address = ADDRESS.matcher(value).matches() ? Optional.of(value) : folderAt(value, place);
        address.filter(RequirementWriter::isOneLine)
                .ifPresentOrElse(
                        text -> sources.add(option.name() + " " + text),
                        () -> problems.add(RefusedRequirement.malformed(option, place)));
    }

    /** A folder of the disk, beside the file that names it or where pip is called. */
    private Optional<String> folderAt(String value, Place place) {
        if (value.isBlank() || value.contains("://")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LinePath.found(value, LinePath.beside(place, folder), folder)
                    .toUri()
                    .toString());
        } catch (java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }
}

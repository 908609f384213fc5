package org.pyflinkimage.spec.reader;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ProjectFiles;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/**
 * What the readers of one declaration share.
 *
 * @param problems found so far, in the order of the elements
 */
record Reading(Declaration declaration, ProjectFiles files, List<Problem> problems) {

    private static final Pattern UNDEFINED = Pattern.compile("\\$\\{([A-Za-z0-9._-]+)}");
    private static final String VARIABLE = "env.";

    /** An element's values. */
    List<String> values(Element element) {
        return declaration.values(element);
    }

    /** The value of an element that takes one. */
    Optional<String> value(Element element) {
        List<String> all = values(element);
        if (all.size() > 1) {
            report(Problem.declaration(
                            "PYF-008", "`%s` takes one value: `%s`".formatted(element.tag(), String.join("`, `", all)))
                    .remedy(element.with(all.get(0))));
        }
        return all.stream().findFirst();
    }

    /** Where a relative path leads; empty where the text is no path. */
    Optional<Path> path(String text) {
        try {
            return Optional.of(
                    Slashes.resolve(declaration.folder(), text, files::isThere).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where a path of another declared folder leads, as it is written; empty where the text is no path. */
    static Optional<Path> pathIn(Path folder, String text) {
        try {
            return Optional.of(folder.resolve(text).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Where a relative path leads to a file that is there. */
    Optional<Path> file(String text) {
        return path(text).filter(files::isFile);
    }

    /** Whether a file lies there by that very name. Some disks find it by one with letters of the other case, and Linux does not. */
    boolean isFile(Path folder, Path file) {
        String path = Slashes.between(folder, file);
        return files.isFile(file)
                && onDisk(folder, path).filter(there -> !there.equals(path)).isEmpty();
    }

    /** The path that a disk has where letters may be of the other case; empty where there is none, and where nobody can look. */
    Optional<String> onDisk(Path folder, String path) {
        List<String> found = new ArrayList<>();
        Path here = folder;
        for (String name : path.split("/", -1)) {
            List<String> names = files.in(here).stream()
                    .map(Path::getFileName)
                    .map(String::valueOf)
                    .filter(name::equalsIgnoreCase)
                    .toList();
            if (names.isEmpty()) {
                return Optional.empty();
            }
            found.add(names.contains(name) ? name : names.get(0));
            here = here.resolve(found.get(found.size() - 1));
        }
        return Optional.of(String.join("/", found));
    }

    void report(Problem problem) {
        Matcher property = UNDEFINED.matcher(problem.what());
        problems.add(property.find() ? undefined(problem, property.group(1)) : problem);
    }

    /** What Maven leaves of a property that nobody defines fits no form. */
    private static Problem undefined(Problem problem, String property) {
        boolean variable = property.startsWith(VARIABLE);
        String name = variable ? property.substring(VARIABLE.length()) : property;
        String remedy = variable
                ? "set the variable"
                : "`<properties><%s>...</%s></properties>` in the POM (-D%s=...)".formatted(name, name, name);
        List<String> remedies = new ArrayList<>(List.of(remedy));
        remedies.addAll(problem.remedies());
        return problem.withRemedies(remedies)
                .why(
                        variable
                                ? "Maven puts the variable `%s` there, and this machine has none of that name"
                                        .formatted(name)
                                : "Maven puts the property `%s` there, and nothing defines it".formatted(name));
    }
}

package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.RequestedGroup;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/** The element {@code <groups>}: each word is {@code [FILE:]NAME}. Which groups a project has, whoever reads its file says. */
final class GroupsReader {

    /** A drive of Windows has a colon, too; no name has one. */
    private static final Pattern FORM = Pattern.compile("(?:(?<file>.+):)?(?<name>[^:]+)");

    /** What a project may lie in, that comes first which says most. */
    private static final List<String> PROJECTS =
            List.of("uv.lock", "poetry.lock", "Pipfile.lock", "pylock.toml", "pyproject.toml");

    private final Reading reading;
    private final List<Path> projects;

    /** @param files of {@code <requirements>} */
    GroupsReader(Reading reading, List<Path> files) {
        this.reading = reading;
        this.projects = files.stream().filter(RequirementsForm::isProject).toList();
    }

    List<RequestedGroup> groups() {
        List<String> declared = reading.values(Element.GROUPS).stream()
                .filter(text -> !text.isEmpty())
                .toList();
        if (!declared.isEmpty() && projects.isEmpty()) {
            reading.report(withoutProject(declared));
            return List.of();
        }
        Set<RequestedGroup> groups = new LinkedHashSet<>();
        declared.forEach(text -> group(text).ifPresent(groups::add));
        return List.copyOf(groups);
    }

    private Optional<RequestedGroup> group(String text) {
        Matcher form = FORM.matcher(text);
        // PEP 735: names as packages have them.
        if (!form.matches() || !NormalizedName.isName(form.group("name"))) {
            reading.report(wrong(text)
                    .why(
                            "a group is `NAME` or `FILE:NAME`; a name has letters, digits, `.`, `_` and `-`, the first and the last a letter or a digit")
                    .remedy(Element.GROUPS.with("test")));
            return Optional.empty();
        }
        String name = form.group("name");
        if (form.group("file") == null) {
            return Optional.of(new RequestedGroup(text, Optional.empty(), name));
        }
        Optional<Path> file = reading.path(form.group("file").strip()).filter(projects::contains);
        if (file.isEmpty()) {
            reading.report(otherFile(text, name));
            return Optional.empty();
        }
        return Optional.of(new RequestedGroup(text, file, name));
    }

    private Problem otherFile(String text, String name) {
        Problem problem = wrong(text)
                .why("`<requirements>` names no such file of a project: those are %s"
                        .formatted(projects.stream()
                                .map(file -> "`%s`".formatted(shown(file)))
                                .collect(Collectors.joining(", "))));
        for (Path file : projects) {
            problem = problem.remedy(Element.GROUPS.with(shown(file) + ":" + name));
        }
        return problem;
    }

    private static Problem wrong(String text) {
        return Problem.declaration(
                "PYF-090", "`%s` in `<groups>` is no group of a project of `<requirements>`".formatted(text));
    }

    private Problem withoutProject(List<String> declared) {
        List<String> named = new ArrayList<>(reading.values(Element.REQUIREMENTS));
        boolean declares = !named.isEmpty();
        if (named.isEmpty() && reading.files().isFile(beside(RequirementsDeclaration.DEFAULT_FILE))) {
            named.add(RequirementsDeclaration.DEFAULT_FILE);
        }
        String project = PROJECTS.stream()
                .filter(name -> reading.files().isFile(beside(name)))
                .findFirst()
                .orElse("pyproject.toml");
        return wrong(String.join("`, `", declared))
                .why("%s, and a group is a project's"
                        .formatted(
                                named.isEmpty()
                                        ? "no file is named there"
                                        : "`%s` has no groups".formatted(String.join("`, `", named))))
                .remedy("name the project, too: "
                        + (declares
                                ? "`%s` in %s".formatted(project, Element.REQUIREMENTS.named())
                                : Element.REQUIREMENTS.with(Stream.concat(named.stream(), Stream.of(project))
                                        .collect(Collectors.joining(",")))))
                .remedy("or leave " + Element.GROUPS.named() + " out");
    }

    private Path beside(String name) {
        return reading.declaration().folder().resolve(name);
    }

    private String shown(Path file) {
        Path folder = reading.declaration().folder();
        return file.startsWith(folder) ? Slashes.between(folder, file) : Slashes.in(file);
    }
}

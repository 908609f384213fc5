package org.pyflinkimage.spec.reader;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.value.Problem;

/**
 * The element {@code <requirements>}: each word is a file that is read, a project with extras, or a requirement. Its projects are what
 * {@code <groups>} is of.
 */
final class RequirementsDeclaration {

    static final String DEFAULT_FILE = "requirements.txt";

    private static final Pattern PROJECT_WITH_EXTRAS = Pattern.compile(
            "(?<file>[^\\[\\]]+\\.toml|(?:[^\\[\\]]*[/\\\\])?(?:poetry|uv)\\.lock)\\s*\\[(?<extras>[A-Za-z0-9._, -]*)]");
    private static final Pattern PROJECT_TABLE =
            Pattern.compile("(?m)^\\s*\\[\\s*(project|tool\\.poetry|dependency-groups)\\s*[.\\]]");

    private final Reading reading;
    private final List<Path> files = new ArrayList<>();
    private final List<String> inline = new ArrayList<>();
    private final SortedMap<Path, SortedSet<String>> extras = new TreeMap<>();

    RequirementsDeclaration(Reading reading) {
        this.reading = reading;
    }

    PythonRequirements read() {
        List<String> declared = reading.values(Element.REQUIREMENTS);
        FileLikeness likeness = new FileLikeness(reading.declaration().folder(), reading.files());
        // Where a word was no file that can be read, that is told, and may have been the project of a group.
        boolean understood = true;
        for (String text : declared) {
            understood &= take(text, likeness);
        }
        Path beside = reading.declaration().folder().resolve(DEFAULT_FILE);
        if (declared.isEmpty()) {
            takeWhatLies(beside);
        }
        PythonRequirements requirements = PythonRequirements.read(files, inline, reading.files())
                .withExtras(extras)
                .withGroups(understood ? new GroupsReader(reading, files).groups() : List.of())
                .declaredIn(reading.declaration().folder());
        requirements.read().problems().forEach(reading::report);
        return requirements;
    }

    /** What nobody declares need not be there; but one that is there and cannot be read was meant. */
    private void takeWhatLies(Path beside) {
        if (reading.files().isFile(beside)) {
            files.add(beside);
        } else if (reading.files().isThere(beside)) {
            reading.report(Problem.declaration(
                            "PYF-020", "`%s` beside the POM is no file that can be read".formatted(DEFAULT_FILE))
                    .why("it is a folder, a link to nothing, or no regular file")
                    .remedy("put the file there, or name another: "
                            + Element.REQUIREMENTS.with("requirements/image.txt"))
                    .remedy("take it away, where the image is to have no requirements"));
        }
    }

    /** Whether a word is understood; where it is not, that is told. */
    private boolean take(String text, FileLikeness likeness) {
        Matcher project = PROJECT_WITH_EXTRAS.matcher(text);
        if (project.matches() || likeness.isFile(text)) {
            Optional<Path> file = file(project.matches() ? project.group("file") : text);
            file.filter(it -> !files.contains(it)).ifPresent(files::add);
            if (project.matches()) {
                file.ifPresent(it ->
                        extras.computeIfAbsent(it, none -> new TreeSet<>()).addAll(words(project.group("extras"))));
            }
            return file.isPresent();
        }
        Optional<String> requirement = requirement(text);
        requirement.ifPresent(inline::add);
        return requirement.isPresent();
    }

    private static SortedSet<String> words(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<Path> file(String text) {
        Optional<Path> path = reading.path(text).filter(this::mayBeRead);
        if (path.isEmpty()) {
            reading.report(FileLikeness.unread(text));
            return Optional.empty();
        }
        if (path.filter(reading.files()::isFile).isEmpty()) {
            reading.report(
                    Problem.declaration("PYF-020", "the file `%s` in `<requirements>` is not there".formatted(text))
                            .why("looked for it in `%s`"
                                    .formatted(path.map(Path::getParent)
                                            .orElse(reading.declaration().folder())))
                            .remedy("create it, or name another: " + Element.REQUIREMENTS.with(DEFAULT_FILE)));
            return Optional.empty();
        }
        return path;
    }

    /** Projects have files of any name, by whose text they are told from other TOML. */
    private boolean mayBeRead(Path file) {
        Optional<RequirementsForm> form = RequirementsForm.of(file);
        boolean named = !form.equals(Optional.of(RequirementsForm.PYPROJECT)) || file.endsWith("pyproject.toml");
        return form.isPresent()
                && (named
                        || reading.files()
                                .read(file)
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                .map(text -> PROJECT_TABLE.matcher(text).find())
                                .orElse(true));
    }

    private Optional<String> requirement(String text) {
        Optional<String> mistake = Requirement.mistakeIn(text);
        if (mistake.isEmpty()) {
            return Optional.of(text);
        }
        reading.report(Problem.declaration(
                        "PYF-022", "`%s` in `<requirements>` is neither a file nor a requirement".formatted(text))
                .why(mistake.get())
                .why("a requirement has a name, extras, versions and a marker: `name[extra]>=1.0,<2 ; marker`")
                .remedy(Element.REQUIREMENTS.with("numpy>=1.26"))
                .source("https://peps.python.org/pep-0508/"));
        return Optional.empty();
    }
}

package org.pyflinkimage.spec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.value.Problem;

/** What goes into an image beside the versions: requirements, connectors, configuration, labels. */
final class ContentReader {

    private static final String DEFAULT_REQUIREMENTS = "requirements.txt";
    private static final Pattern FILE = Pattern.compile(".*\\.(txt|in|toml|lock)");

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?");

    private final Declaration declaration;
    private final ProjectFiles files;
    private final List<Problem> problems;

    ContentReader(Declaration declaration, ProjectFiles files, List<Problem> problems) {
        this.declaration = declaration;
        this.files = files;
        this.problems = problems;
    }

    PythonRequirements requirements() {
        List<Path> paths = new ArrayList<>();
        List<String> inline = new ArrayList<>();
        List<String> declared = declaration.values(Element.REQUIREMENTS);
        for (String text : declared) {
            if (FILE.matcher(text).matches()) {
                requirementsFile(text).ifPresent(paths::add);
            } else {
                inlineRequirement(text).ifPresent(inline::add);
            }
        }
        Path beside = declaration.folder().resolve(DEFAULT_REQUIREMENTS);
        if (declared.isEmpty() && files.isFile(beside)) {
            paths.add(beside);
        }
        PythonRequirements requirements = PythonRequirements.read(paths, inline, files);
        problems.addAll(requirements.read().problems());
        return requirements;
    }

    private Optional<Path> requirementsFile(String text) {
        Optional<Path> path = path(text).map(declaration.folder()::resolve).map(Path::normalize);
        if (path.flatMap(RequirementsForm::of).isEmpty()) {
            problems.add(Problem.declaration(
                            "PYF-021", "`%s` in `<requirements>` is no kind of file that is read".formatted(text))
                    .why("read are requirements.txt, pyproject.toml, uv.lock and pylock.toml")
                    .remedy(Element.REQUIREMENTS.with(DEFAULT_REQUIREMENTS)));
            return Optional.empty();
        }
        if (path.filter(files::isFile).isEmpty()) {
            problems.add(
                    Problem.declaration("PYF-020", "the file `%s` in `<requirements>` is not there".formatted(text))
                            .why("looked for it in `%s`"
                                    .formatted(path.map(Path::getParent).orElse(declaration.folder())))
                            .remedy("create it, or name another: " + Element.REQUIREMENTS.with(DEFAULT_REQUIREMENTS)));
            return Optional.empty();
        }
        return path;
    }

    private Optional<String> inlineRequirement(String text) {
        Optional<String> mistake = Requirement.mistakeIn(text);
        if (mistake.isEmpty()) {
            return Optional.of(text);
        }
        problems.add(Problem.declaration(
                        "PYF-022", "`%s` in `<requirements>` is neither a file nor a requirement".formatted(text))
                .why(mistake.get())
                .why("a requirement has a name, extras, versions and a marker: `name[extra]>=1.0,<2 ; marker`")
                .remedy(Element.REQUIREMENTS.with("numpy>=1.26"))
                .source("https://peps.python.org/pep-0508/"));
        return Optional.empty();
    }

    List<MavenCoordinates> connectors() {
        List<MavenCoordinates> connectors = new ArrayList<>();
        for (String text : declaration.values(Element.CONNECTORS)) {
            Optional<MavenCoordinates> coordinates = MavenCoordinates.parse(text);
            coordinates.ifPresent(connectors::add);
            if (coordinates.isEmpty()) {
                problems.add(Problem.declaration(
                                "PYF-023",
                                "`%s` in `<connectors>` is not of the form `group:artifact:version[:classifier]`"
                                        .formatted(text))
                        .remedy(Element.CONNECTORS.with("org.apache.flink:flink-sql-connector-kafka:4.0.1-2.0")));
            }
        }
        return connectors;
    }

    Map<String, String> flinkConfig() {
        return settings(
                declaration.declaredFlinkConfig(),
                KEY,
                new Kind("PYF-024", "<flinkConfig>", "taskmanager.numberOfTaskSlots", "4", "pyflink.flinkConfig."));
    }

    Map<String, String> labels() {
        return settings(
                declaration.declaredLabels(),
                LABEL,
                new Kind("PYF-025", "<labels>", "com.example.team", "data", "pyflink.labels."));
    }

    private record Kind(String code, String tag, String key, String value, String prefix) {

        /** Of Flink's settings an empty one takes a key out, and the lines of a long one are joined by blanks. */
        boolean isOfFlink() {
            return tag.equals("<flinkConfig>");
        }

        String example() {
            return "`%s<%s>%s</%s>%s` (-D%s%s=%s)"
                    .formatted(tag, key, value, key, tag.replace("<", "</"), prefix, key, value);
        }
    }

    private Map<String, String> settings(List<Setting> declared, Pattern form, Kind kind) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Setting setting : declared) {
            if (!form.matcher(setting.key()).matches()) {
                problems.add(
                        Problem.declaration(kind.code(), "`%s` in `%s` is no key".formatted(setting.key(), kind.tag()))
                                .remedy(kind.example()));
            } else if (setting.value().strip().chars().anyMatch(Character::isISOControl) && !kind.isOfFlink()) {
                problems.add(Problem.declaration(
                                kind.code(), "`%s` in `%s` has control characters".formatted(setting.key(), kind.tag()))
                        .why("a Dockerfile cannot hold a value of several lines, or with a tab")
                        .remedy("write it in one line: " + kind.example()));
            } else if (setting.value().isBlank() && !kind.isOfFlink()) {
                problems.add(Problem.declaration(
                                kind.code(), "`%s` in `%s` has no value".formatted(setting.key(), kind.tag()))
                        .remedy("give it one, or remove it: " + kind.example()));
            } else if (settings.putIfAbsent(setting.key(), setting.value().strip()) != null) {
                problems.add(Problem.declaration(
                                kind.code(), "`%s` stands twice in `%s`".formatted(setting.key(), kind.tag()))
                        .why("nested elements and names with dots are the same key")
                        .remedy("remove one of the two"));
            }
        }
        return settings;
    }

    /** A path of any system; empty where the text is none. */
    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

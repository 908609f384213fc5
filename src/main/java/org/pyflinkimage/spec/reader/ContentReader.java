package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.value.Problem;

/** What is put into an image beside Flink and the job: requirements and connectors. */
final class ContentReader {

    private static final String DEFAULT_REQUIREMENTS = "requirements.txt";
    private static final Pattern FILE = Pattern.compile(".*\\.(txt|in|toml|lock)");

    private final Reading reading;

    ContentReader(Reading reading) {
        this.reading = reading;
    }

    PythonRequirements requirements() {
        List<Path> paths = new ArrayList<>();
        List<String> inline = new ArrayList<>();
        List<String> declared = reading.values(Element.REQUIREMENTS);
        for (String text : declared) {
            if (FILE.matcher(text).matches()) {
                requirementsFile(text).ifPresent(paths::add);
            } else {
                inlineRequirement(text).ifPresent(inline::add);
            }
        }
        Path beside = reading.declaration().folder().resolve(DEFAULT_REQUIREMENTS);
        if (declared.isEmpty() && reading.files().isFile(beside)) {
            paths.add(beside);
        }
        PythonRequirements requirements = PythonRequirements.read(paths, inline, reading.files());
        requirements.read().problems().forEach(reading::report);
        return requirements;
    }

    private Optional<Path> requirementsFile(String text) {
        Optional<Path> path = reading.path(text);
        if (path.flatMap(RequirementsForm::of).isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-021", "`%s` in `<requirements>` is no kind of file that is read".formatted(text))
                    .why("read are requirements.txt, pyproject.toml, uv.lock and pylock.toml")
                    .remedy(Element.REQUIREMENTS.with(DEFAULT_REQUIREMENTS)));
            return Optional.empty();
        }
        if (path.filter(reading.files()::isFile).isEmpty()) {
            reading.report(
                    Problem.declaration("PYF-020", "the file `%s` in `<requirements>` is not there".formatted(text))
                            .why("looked for it in `%s`"
                                    .formatted(path.map(Path::getParent)
                                            .orElse(reading.declaration().folder())))
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
        reading.report(Problem.declaration(
                        "PYF-022", "`%s` in `<requirements>` is neither a file nor a requirement".formatted(text))
                .why(mistake.get())
                .why("a requirement has a name, extras, versions and a marker: `name[extra]>=1.0,<2 ; marker`")
                .remedy(Element.REQUIREMENTS.with("numpy>=1.26"))
                .source("https://peps.python.org/pep-0508/"));
        return Optional.empty();
    }

    List<MavenCoordinates> connectors() {
        List<MavenCoordinates> connectors = new ArrayList<>();
        for (String text : reading.values(Element.CONNECTORS)) {
            Optional<MavenCoordinates> coordinates = MavenCoordinates.parse(text);
            coordinates.ifPresent(connectors::add);
            if (coordinates.isEmpty()) {
                reading.report(Problem.declaration(
                                "PYF-023",
                                "`%s` in `<connectors>` is not of the form `group:artifact:version[:classifier]`"
                                        .formatted(text))
                        .remedy(Element.CONNECTORS.with("org.apache.flink:flink-sql-connector-kafka:4.0.1-2.0")));
            }
        }
        return connectors;
    }
}

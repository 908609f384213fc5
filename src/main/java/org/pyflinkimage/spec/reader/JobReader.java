package org.pyflinkimage.spec.reader;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;

/** The declared job: its sources are there, and what is run lies in them. */
final class JobReader {

    private static final String DEFAULT_SOURCES = "src/main/python";

    private final Reading reading;

    JobReader(Reading reading) {
        this.reading = reading;
    }

    Optional<JobSpec> job() {
        Optional<String> sources = reading.value(Element.JOB);
        Optional<String> entry = reading.value(Element.ENTRY).map(text -> text.replace('\\', '/'));
        if (sources.isEmpty() && entry.isEmpty()) {
            return Optional.empty();
        }
        String declared = sources.orElse(DEFAULT_SOURCES);
        Optional<Path> path = reading.path(declared);
        if (path.filter(reading.files()::isFolder).isPresent()) {
            return path.flatMap(folder -> inFolder(folder, declared, entry));
        }
        if (path.filter(reading.files()::isFile).isPresent()) {
            return path.flatMap(file -> singleFile(file, declared, entry));
        }
        reading.report(Problem.declaration("PYF-030", "the job's sources `%s` are not there".formatted(declared))
                .why("looked for them in `%s`".formatted(reading.declaration().folder()))
                .remedy("create them, or name a folder or one `.py` file: " + Element.JOB.with(DEFAULT_SOURCES)));
        return Optional.empty();
    }

    private Optional<JobSpec> singleFile(Path file, String declared, Optional<String> entry) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".py")) {
            reading.report(
                    Problem.declaration("PYF-030", "`%s` is neither a folder nor a `.py` file".formatted(declared))
                            .remedy("name a folder or one `.py` file: " + Element.JOB.with(DEFAULT_SOURCES)));
            return Optional.empty();
        }
        if (entry.filter(text -> !text.equals(name)).isPresent()) {
            reading.report(Problem.declaration(
                            "PYF-031",
                            "`%s` in `<entry>` is another file than the job's only one, `%s`"
                                    .formatted(entry.orElse(""), name))
                    .remedy("remove `<entry>`, or name the folder: " + Element.JOB.with(DEFAULT_SOURCES)));
            return Optional.empty();
        }
        return Optional.of(new JobSpec(file, name, choice()));
    }

    private Optional<JobSpec> inFolder(Path folder, String declared, Optional<String> entry) {
        if (isWrittenByTheBuild(folder)) {
            reading.report(Problem.declaration(
                            "PYF-258", "the job's sources `%s` are where the build writes to".formatted(declared))
                    .why("the next image would carry what this build leaves there")
                    .remedy("another place for that: `<output>` (-Dpyflink.output), `<rendered>` (-Dpyflink.rendered)")
                    .remedy("or a folder of their own for the sources: " + Element.JOB.with(DEFAULT_SOURCES)));
            return Optional.empty();
        }
        if (entry.isEmpty()) {
            reading.report(
                    Problem.declaration("PYF-031", "no `<entry>` says which file of `%s` is run".formatted(declared))
                            .remedy(Element.ENTRY.with("word_count.py")));
            return Optional.empty();
        }
        return entry.flatMap(text -> entryIn(folder, declared, text));
    }

    /** The folder itself: another one inside of it is left out of the job, and told. */
    private boolean isWrittenByTheBuild(Path folder) {
        Path real = reading.files().realPath(folder);
        return reading.declaration().own().stream()
                .filter(reading.files()::isFolder)
                .anyMatch(own -> reading.files().realPath(own).equals(real));
    }

    private Optional<JobSpec> entryIn(Path folder, String declared, String entry) {
        Optional<Path> file = Reading.pathIn(folder, entry);
        if (entry.startsWith("/")
                || file.filter(path -> path.startsWith(folder)).isEmpty()) {
            reading.report(outside(entry, declared));
            return Optional.empty();
        }
        if (!entry.endsWith(".py") || file.filter(reading.files()::isFile).isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-031", "`%s` in `<entry>` is not a `.py` file of `%s`".formatted(entry, declared))
                    .remedy("create it, or name another: " + Element.ENTRY.with("word_count.py")));
            return Optional.empty();
        }
        if (!reading.files().realPath(file.get()).startsWith(reading.files().realPath(folder))) {
            reading.report(outside(entry, declared).why("a symbolic link leads out of the folder"));
            return Optional.empty();
        }
        String relative = folder.relativize(file.get()).toString().replace(File.separatorChar, '/');
        return Optional.of(new JobSpec(folder, relative, choice()));
    }

    private JobChoice choice() {
        Declaration declaration = reading.declaration();
        return new JobChoice(
                patterns(Element.INCLUDES),
                patterns(Element.EXCLUDES),
                declaration.own(),
                Optional.of(declaration.folder()));
    }

    private List<FilePattern> patterns(Element element) {
        List<FilePattern> patterns = new ArrayList<>();
        for (String text : reading.values(element)) {
            FilePattern.parse(text).ifPresentOrElse(patterns::add, () -> reading.report(malformed(element, text)));
        }
        return patterns;
    }

    private static Problem malformed(Element element, String text) {
        return Problem.declaration(
                        "PYF-251", "`%s` in `<job>%s` names no files of the job".formatted(text, tagOf(element)))
                .why("a pattern is a line of a `.gitignore`, without `!` and without a way out of the job's folder")
                .remedy(element.with("*.csv") + "; also `notes/`, `/local.py`, `data/**/*.tmp`");
    }

    private static String tagOf(Element element) {
        return element == Element.INCLUDES ? "<includes>" : "<excludes>";
    }

    private static Problem outside(String entry, String declared) {
        return Problem.declaration("PYF-032", "`%s` in `<entry>` lies outside of `%s`".formatted(entry, declared))
                .remedy("name a file relative to the job's sources: " + Element.ENTRY.with("word_count.py"));
    }
}

package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.Problem;

/** The declared job: its sources are there, and what is run lies in them. */
final class JobReader {

    private static final String DEFAULT_SOURCES = "src/main/python";

    private final Declaration declaration;
    private final ProjectFiles files;
    private final List<Problem> problems;

    JobReader(Declaration declaration, ProjectFiles files, List<Problem> problems) {
        this.declaration = declaration;
        this.files = files;
        this.problems = problems;
    }

    Optional<JobSpec> job() {
        Optional<String> sources = declaration.value(Element.JOB, problems);
        Optional<String> entry = declaration.value(Element.ENTRY, problems).map(text -> text.replace('\\', '/'));
        if (sources.isEmpty() && entry.isEmpty()) {
            return Optional.empty();
        }
        String declared = sources.orElse(DEFAULT_SOURCES);
        Optional<Path> path =
                ContentReader.path(declared).map(declaration.folder()::resolve).map(Path::normalize);
        if (path.filter(files::isFolder).isPresent()) {
            return path.flatMap(folder -> inFolder(folder, declared, entry));
        }
        if (path.filter(files::isFile).isPresent()) {
            return path.flatMap(file -> singleFile(file, declared, entry));
        }
        problems.add(Problem.declaration("PYF-030", "the job's sources `%s` are not there".formatted(declared))
                .why("looked for them in `%s`".formatted(declaration.folder()))
                .remedy("create them, or name a folder or one `.py` file: " + Element.JOB.with(DEFAULT_SOURCES)));
        return Optional.empty();
    }

    private Optional<JobSpec> singleFile(Path file, String declared, Optional<String> entry) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".py")) {
            problems.add(Problem.declaration("PYF-030", "`%s` is neither a folder nor a `.py` file".formatted(declared))
                    .remedy("name a folder or one `.py` file: " + Element.JOB.with(DEFAULT_SOURCES)));
            return Optional.empty();
        }
        if (entry.filter(text -> !text.equals(name)).isPresent()) {
            problems.add(Problem.declaration(
                            "PYF-031",
                            "`%s` in `<entry>` is another file than the job's only one, `%s`"
                                    .formatted(entry.orElse(""), name))
                    .remedy("remove `<entry>`, or name the folder: " + Element.JOB.with(DEFAULT_SOURCES)));
            return Optional.empty();
        }
        return Optional.of(new JobSpec(file, name));
    }

    private Optional<JobSpec> inFolder(Path folder, String declared, Optional<String> entry) {
        if (entry.isEmpty()) {
            problems.add(
                    Problem.declaration("PYF-031", "no `<entry>` says which file of `%s` is run".formatted(declared))
                            .remedy(Element.ENTRY.with("word_count.py")));
            return Optional.empty();
        }
        return entry.flatMap(text -> entryIn(folder, declared, text));
    }

    private Optional<JobSpec> entryIn(Path folder, String declared, String entry) {
        Optional<Path> file = ContentReader.path(entry).map(folder::resolve).map(Path::normalize);
        if (entry.startsWith("/")
                || file.filter(path -> path.startsWith(folder)).isEmpty()) {
            problems.add(outside(entry, declared));
            return Optional.empty();
        }
        if (!entry.endsWith(".py") || file.filter(files::isFile).isEmpty()) {
            problems.add(Problem.declaration(
                            "PYF-031", "`%s` in `<entry>` is not a `.py` file of `%s`".formatted(entry, declared))
                    .remedy("create it, or name another: " + Element.ENTRY.with("word_count.py")));
            return Optional.empty();
        }
        if (!files.realPath(file.get()).startsWith(files.realPath(folder))) {
            problems.add(outside(entry, declared).why("a symbolic link leads out of the folder"));
            return Optional.empty();
        }
        String relative = folder.relativize(file.get()).toString().replace('\\', '/');
        return Optional.of(new JobSpec(folder, relative));
    }

    private static Problem outside(String entry, String declared) {
        return Problem.declaration("PYF-032", "`%s` in `<entry>` lies outside of `%s`".formatted(entry, declared))
                .remedy("name a file relative to the job's sources: " + Element.ENTRY.with("word_count.py"));
    }
}

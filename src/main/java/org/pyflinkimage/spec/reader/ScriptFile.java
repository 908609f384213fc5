package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;

/**
 * The file of a job that {@code <entry>} names.
 *
 * @param sources folders, or one file
 * @param declared the same as they were written
 */
record ScriptFile(Reading reading, List<Path> sources, String declared) {

    /** Whether a folder has it. */
    static boolean isIn(Reading reading, Path folder, String entry) {
        return Reading.pathIn(folder, entry)
                .filter(file -> file.startsWith(folder) && reading.isFile(folder, file))
                .isPresent();
    }

    /** The file; empty where there is none, which is reported. */
    Optional<JobEntry.Script> read(Optional<String> entry) {
        Predicate<Path> folder = reading.files()::isFolder;
        Optional<Path> single =
                sources.size() == 1 ? sources.stream().filter(folder.negate()).findFirst() : Optional.empty();
        if (single.isPresent()) {
            return single(single.get(), entry);
        }
        if (entry.isEmpty()) {
            reading.report(
                    Problem.declaration("PYF-031", "no `<entry>` says which file of `%s` is run".formatted(declared))
                            .remedy(Element.ENTRY.with("word_count.py"))
                            .remedy("or, in a package: " + Element.MODULE.with("words.count")));
            return Optional.empty();
        }
        return entry.flatMap(this::inFolders);
    }

    private Optional<JobEntry.Script> single(Path file, Optional<String> entry) {
        String name = String.valueOf(file.getFileName());
        if (entry.filter(text -> !text.equals(name)).isPresent()) {
            reading.report(Problem.declaration(
                            "PYF-031",
                            "`%s` in `<entry>` is another file than the job's only one, `%s`"
                                    .formatted(entry.orElse(""), name))
                    .remedy("remove `<entry>`, or name the folder: " + Element.JOB.with("src/main/python")));
            return Optional.empty();
        }
        return Optional.of(new JobEntry.Script(name));
    }

    private Optional<JobEntry.Script> inFolders(String entry) {
        Optional<Path> folder =
                sources.stream().filter(each -> isIn(reading, each, entry)).findFirst();
        if (entry.startsWith("/")
                || sources.stream()
                        .noneMatch(each -> Reading.pathIn(each, entry)
                                .filter(path -> path.startsWith(each))
                                .isPresent())) {
            reading.report(outside(entry));
            return Optional.empty();
        }
        if (!entry.endsWith(".py") || folder.isEmpty()) {
            reading.report(missing(entry));
            return Optional.empty();
        }
        Path file = Reading.pathIn(folder.get(), entry).orElseThrow();
        if (!reading.files().realPath(file).startsWith(reading.files().realPath(folder.get()))) {
            reading.report(outside(entry).why("a symbolic link leads out of the folder"));
            return Optional.empty();
        }
        return Optional.of(new JobEntry.Script(Slashes.between(folder.get(), file)));
    }

    private Problem missing(String entry) {
        Problem problem = Problem.declaration(
                "PYF-031", "`%s` in `<entry>` is not a `.py` file of `%s`".formatted(entry, declared));
        Optional<String> other = sources.stream()
                .flatMap(folder -> ofOtherCase(folder, entry).stream())
                .findFirst();
        if (other.isPresent()) {
            return problem.why("there it is `%s`, and in an image the case of letters counts".formatted(other.get()))
                    .remedy(Element.ENTRY.with(other.get()));
        }
        return sources.stream().anyMatch(folder -> ModuleFile.isIn(reading, folder, entry))
                ? problem.why("it is a module of the job").remedy(Element.MODULE.with(entry))
                : problem.remedy("create it, or name another: " + Element.ENTRY.with("word_count.py"));
    }

    private Optional<String> ofOtherCase(Path folder, String entry) {
        return Reading.pathIn(folder, entry)
                .filter(file -> file.startsWith(folder))
                .map(file -> Slashes.between(folder, file))
                .flatMap(path -> reading.onDisk(folder, path).filter(there -> !there.equals(path)));
    }

    private Problem outside(String entry) {
        return Problem.declaration("PYF-032", "`%s` in `<entry>` lies outside of `%s`".formatted(entry, declared))
                .remedy("name a file relative to the job's sources: " + Element.ENTRY.with("word_count.py"));
    }
}

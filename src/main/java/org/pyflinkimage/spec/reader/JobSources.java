package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** Where a job's files lie: folders that are there, or one Python file. */
final class JobSources {

    private static final String DEFAULT = "src/main/python";
    private static final String OF_THE_PROJECT = ".";

    private final Reading reading;
    private List<String> texts = List.of();

    JobSources(Reading reading) {
        this.reading = reading;
    }

    /** Whether what is to be run lies in a folder. */
    @FunctionalInterface
    interface Place {
        boolean has(Reading reading, Path folder, String entry);
    }

    /**
     * The folders and files, where all of them are right.
     *
     * @param entry what is to be run, and may say where undeclared sources are
     */
    List<Path> paths(Place place, Optional<String> entry) {
        List<String> declared = reading.values(Element.JOB);
        texts = declared.isEmpty() ? List.of(undeclared(place, entry)) : declared;
        List<Path> paths = new ArrayList<>();
        texts.forEach(text -> path(text).ifPresent(paths::add));
        return paths.size() == texts.size() ? paths : List.of();
    }

    /** As it was written, for messages. */
    String declared() {
        return String.join("`, `", texts);
    }

    /** Maven's usual place; without it the project's own folder, where what is to be run lies there. */
    private String undeclared(Place place, Optional<String> entry) {
        boolean usual = reading.path(DEFAULT).filter(reading.files()::isFolder).isPresent();
        Path project = reading.declaration().folder();
        return !usual && entry.filter(text -> place.has(reading, project, text)).isPresent() ? OF_THE_PROJECT : DEFAULT;
    }

    private Optional<Path> path(String text) {
        Optional<Path> path = reading.path(text);
        if (path.filter(reading.files()::isFolder).isPresent()) {
            return path.filter(folder -> isTheJobs(folder, text));
        }
        if (path.filter(reading.files()::isFile).isEmpty()) {
            reading.report(Problem.declaration("PYF-030", "the job's sources `%s` are not there".formatted(text))
                    .why("looked for them in `%s`"
                            .formatted(reading.declaration().folder()))
                    .remedy("create them, or name folders or one `.py` file: " + Element.JOB.with(DEFAULT)));
            return Optional.empty();
        }
        if (!text.endsWith(".py")) {
            reading.report(Problem.declaration("PYF-030", "`%s` is neither a folder nor a `.py` file".formatted(text))
                    .remedy("name folders or one `.py` file: " + Element.JOB.with(DEFAULT)));
            return Optional.empty();
        }
        return path;
    }

    private boolean isTheJobs(Path folder, String text) {
        if (!isWrittenByTheBuild(folder)) {
            return true;
        }
        reading.report(
                Problem.declaration("PYF-258", "the job's sources `%s` are where the build writes to".formatted(text))
                        .why("the next image would carry what this build leaves there")
                        .remedy("another place for that: " + Element.OUTPUT.named() + ", " + Element.RENDERED.named())
                        .remedy("or a folder of their own for the sources: " + Element.JOB.with(DEFAULT)));
        return false;
    }

    /** The folder itself: another one inside of it is left out of the job, and told. */
    private boolean isWrittenByTheBuild(Path folder) {
        Path real = reading.files().realPath(folder);
        return reading.declaration().own().stream()
                .filter(reading.files()::isFolder)
                .anyMatch(own -> reading.files().realPath(own).equals(real));
    }
}

package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.spec.JobChoice;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;

/** The declared job: its sources are there, and what is run lies in them. */
final class JobReader {

    private final Reading reading;
    private final JobSources sources;

    JobReader(Reading reading) {
        this.reading = reading;
        this.sources = new JobSources(reading);
    }

    Optional<JobSpec> job() {
        Optional<String> script = reading.value(Element.ENTRY).map(text -> text.replace('\\', '/'));
        Optional<String> module = reading.value(Element.MODULE);
        List<String> arguments = reading.declaration().exactValues(Element.ARGUMENTS);
        if (!reading.declaration().isDeclared(Element.JOB) && script.isEmpty() && module.isEmpty()) {
            reportPartsOfNone();
            return Optional.empty();
        }
        if (script.isPresent() && module.isPresent()) {
            reading.report(both(script.get(), module.get()));
            return Optional.empty();
        }
        List<Path> paths =
                sources.paths(module.isPresent() ? ModuleFile::isIn : ScriptFile::isIn, module.or(() -> script));
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        return entry(paths, script, module)
                .map(entry -> new JobSpec(paths, entry, arguments, new AttachmentsReader(reading).read(), choice()));
    }

    private Optional<? extends JobEntry> entry(List<Path> paths, Optional<String> script, Optional<String> module) {
        return module.isPresent()
                ? new ModuleFile(reading, paths, sources.declared()).read(module.get())
                : new ScriptFile(reading, paths, sources.declared()).read(script);
    }

    private static Problem both(String script, String module) {
        return Problem.declaration("PYF-259", "`<entry>` and `<module>` both say what is run")
                .why("Flink runs a file (`-py`) or a module (`-pym`)")
                .remedy("%s alone, where imports are relative or begin with the package"
                        .formatted(Element.MODULE.with(module)))
                .remedy("%s alone, where modules are imported by their names beside that file"
                        .formatted(Element.ENTRY.with(script)));
    }

    private void reportPartsOfNone() {
        Stream.of(Element.ARGUMENTS, Element.FILES, Element.ARCHIVES, Element.JARS, Element.INCLUDES, Element.EXCLUDES)
                .filter(reading.declaration()::isDeclared)
                .forEach(element -> reading.report(partOfNone(element)));
    }

    private static Problem partOfNone(Element part) {
        return Problem.declaration("PYF-261", "there are %s of a job, and there is no job".formatted(part.partNamed()))
                .remedy("a job: %s or %s"
                        .formatted(Element.ENTRY.with("word_count.py"), Element.MODULE.with("words.count")))
                .remedy("or remove %s".formatted(part.partNamed()));
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
                        "PYF-251", "`%s` in `<job>%s` names no files of the job".formatted(text, element.partTag()))
                .why("a pattern is a line of a `.gitignore`, without `!` and without a way out of the job's folder")
                .remedy(element.with("*.csv") + "; also `notes/`, `/local.py`, `data/**/*.tmp`");
    }
}

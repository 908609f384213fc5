package org.pyflinkimage.spec.reader;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonSource;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.value.FolderAddress;
import org.pyflinkimage.value.Problem;

/** Where the Python of images comes from, and whether pip is with it. */
final class PythonReader {

    private final Reading reading;
    private final Collection<PythonMinor> lines;

    /** @param lines the declared ones */
    PythonReader(Reading reading, Collection<PythonMinor> lines) {
        this.reading = reading;
        this.lines = lines;
    }

    DeclaredPython python() {
        return new DeclaredPython(source(), builds(), mirror(), pip());
    }

    private PythonSource source() {
        Optional<String> text = reading.value(Element.PYTHON_SOURCE);
        Optional<PythonSource> source = text.flatMap(PythonSource::parse);
        if (text.isPresent() && source.isEmpty()) {
            reading.report(Problem.declaration("PYF-352", "`%s` in `<pythonSource>` is no source".formatted(text.get()))
                    .why("there are `auto`, `suite` for the Python of Debian or Ubuntu, and `standalone`")
                    .remedy(Element.PYTHON_SOURCE.with(PythonSource.STANDALONE)));
        }
        return source.orElse(PythonSource.AUTO);
    }

    /** What is neither on nor off, or said twice, is reported with all other switches. */
    private Switch pip() {
        return reading.values(Element.PIP).stream()
                .findFirst()
                .flatMap(Switch::parse)
                .orElse(Switch.ON);
    }

    private List<StandaloneBuild> builds() {
        List<StandaloneBuild> builds = new ArrayList<>();
        for (String text : reading.values(Element.PYTHON_BUILD)) {
            StandaloneBuild.parse(text)
                    .ifPresentOrElse(build -> add(build, builds), () -> reading.report(noBuild(text)));
        }
        return builds;
    }

    private void add(StandaloneBuild build, List<StandaloneBuild> builds) {
        PythonMinor line = build.version().line();
        if (!lines.contains(line)) {
            reading.report(
                    Problem.declaration("PYF-354", "`%s` in `<pythonBuild>` is of no declared Python".formatted(build))
                            .why("it is a Python %s, and declared is %s".formatted(line, words(lines)))
                            .remedy(Element.PYTHON.with(line))
                            .remedy("or a build of a declared one in %s".formatted(Element.PYTHON_BUILD.named())));
        } else if (builds.stream().anyMatch(other -> other.version().line().equals(line))) {
            reading.report(Problem.declaration(
                            "PYF-354", "`%s` in `<pythonBuild>` is the second of Python %s".formatted(build, line))
                    .why("nobody could say which one counts")
                    .remedy(Element.PYTHON_BUILD.with(build)));
        } else {
            builds.add(build);
        }
    }

    private static String words(Collection<PythonMinor> lines) {
        return String.join(
                ", ", lines.stream().distinct().map(PythonMinor::toString).toList());
    }

    private static Problem noBuild(String text) {
        return Problem.declaration("PYF-353", "`%s` in `<pythonBuild>` is no build of a CPython".formatted(text))
                .why("it is a version and the day of the release that it is of, as in the names of their archives")
                .remedy(Element.PYTHON_BUILD.with("3.10.16+20241219"));
    }

    private Optional<URI> mirror() {
        Optional<String> text = reading.value(Element.PYTHON_MIRROR);
        Optional<URI> mirror = text.flatMap(this::address);
        if (text.isPresent() && mirror.isEmpty()) {
            Problem problem = Problem.declaration(
                            "PYF-355",
                            "`%s` in `<pythonMirror>` is neither a folder nor an address"
                                    .formatted(FolderAddress.printable(text.get())))
                    .why(
                            "it is a folder on this machine, or the http, https or file address of one, with archives by the names"
                                    + " that their makers give them")
                    .why("relative paths start in `%s`"
                            .formatted(reading.declaration().folder()));
            reading.report(FolderAddress.mistake(text.get())
                    .map(problem::why)
                    .orElse(problem)
                    .remedy(Element.PYTHON_MIRROR.with("https://mirror.example.com/python-build-standalone/")));
        }
        return mirror;
    }

    private Optional<URI> address(String text) {
        return FolderAddress.isMeant(text)
                ? FolderAddress.parse(text)
                : reading.path(text)
                        .filter(reading.files()::isFolder)
                        .flatMap(folder -> FolderAddress.parse(folder.toUri().toString()));
    }
}

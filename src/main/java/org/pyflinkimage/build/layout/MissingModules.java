package org.pyflinkimage.build.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.pyflinkimage.build.layout.JobSources.Import;
import org.pyflinkimage.facts.ModuleOwner;
import org.pyflinkimage.facts.StandardLibrary;
import org.pyflinkimage.job.ChosenFiles;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;

/**
 * What is said of modules that a job imports and its image does not have. A package is named where facts know which one has the module: a
 * guessed name may be anybody's.
 */
final class MissingModules {

    static final String CODE = "PYF-266";

    private static final String OWN =
            "a module of your own: the folder that it lies in, as a `<source>` of `<job><sources>` (-D%s)"
                    .formatted(Element.JOB.property());

    private final JobSpec job;
    private Optional<SortedMap<String, String>> leftOut = Optional.empty();

    MissingModules(JobSpec job) {
        this.job = job;
    }

    Problem problem(String module, Import found) {
        Problem problem = Problem.declaration(
                        CODE,
                        "`%s` imports `%s`, which nothing in the image brings"
                                .formatted(found.source().shown(), module))
                .why("line %s; it is no module of the image's Python, of an installed package, or of the job"
                        .formatted(found.statement().line()))
                .withSeverity(Problem.Severity.WARNING);
        Optional<Map.Entry<String, String>> left = leftOut(found, module);
        Optional<ModuleOwner> owner = owner(found, module);
        Optional<Path> beside = beside(found, module);
        Problem known;
        if (left.isPresent()) {
            known = withLeftOut(problem, left.get());
        } else if (beside.isPresent()) {
            known = problem.why("`%s` lies beside the job's sources, and is none of them".formatted(beside.get()))
                    .remedy(OWN);
        } else if (owner.isPresent()) {
            known = problem.remedy("the package that has it: " + requirement(owner.get()))
                    .source(owner.get().source());
        } else if (StandardLibrary.shipped().hasElsewhere(module)) {
            known = problem.why("other builds or releases of Python have it, and no package does");
        } else {
            known = withWaysOut(problem);
        }
        return known.remedy("if the job does without it, the import in a `try:` with `except ImportError:`");
    }

    /** What is said of many together. */
    Problem further(List<String> modules) {
        Problem problem = Problem.declaration(
                        CODE,
                        "the job imports %s more modules that nothing in the image brings, `%s` first of them"
                                .formatted(modules.size(), modules.get(0)))
                .withSeverity(Problem.Severity.WARNING);
        return withWaysOut(problem);
    }

    private static Problem withWaysOut(Problem problem) {
        return problem.remedy(OWN)
                .remedy(
                        "a module of a package: that package in %s; its name may be another than the module's, so look it up"
                                .formatted(Element.REQUIREMENTS.named()));
    }

    private static String requirement(ModuleOwner owner) {
        return "`<requirement>%s</requirement>` (%s)"
                .formatted(owner.requirement(), Element.REQUIREMENTS.option("requirements.txt," + owner.requirement()));
    }

    /** By what is imported, of which only the first part is missing, or all but the last. */
    static Optional<ModuleOwner> owner(Import found, String module) {
        return names(found, module)
                .flatMap(name -> ModuleOwner.of(name).stream())
                .findFirst();
    }

    /** Whole names of what is imported, longest first, and that of what is missing of it. */
    private static Stream<String> names(Import found, String module) {
        return Stream.of(
                        found.statement().names().stream().map(name -> found.module() + "." + name),
                        Stream.of(found.module(), module))
                .flatMap(names -> names);
    }

    /** The part of the job's folder with the module, and why it is left out. */
    private Optional<Map.Entry<String, String>> leftOut(Import found, String module) {
        if (leftOut.isEmpty()) {
            leftOut = Optional.of(ChosenFiles.of(job).leftOut());
        }
        return names(found, module)
                .map(name -> name.replace('.', '/'))
                .filter(path -> job.sources().stream()
                        .anyMatch(source -> fileIn(source, path).isPresent()))
                .flatMap(path -> leftOut.get().entrySet().stream().filter(left -> holds(left.getKey(), path)))
                .findFirst();
    }

    private static boolean holds(String left, String path) {
        return left.endsWith("/")
                ? (path + "/").startsWith(left)
                : left.equals(path + ".py") || left.equals(path + "/__init__.py");
    }

    /** A file of the module in a folder that holds one of the job's. */
    private Optional<Path> beside(Import found, String module) {
        return names(found, module)
                .map(name -> name.replace('.', '/'))
                .flatMap(path -> job.sources().stream()
                        .flatMap(source -> Optional.ofNullable(source.getParent()).stream())
                        .flatMap(folder -> fileIn(folder, path).stream()))
                .findFirst();
    }

    private static Optional<Path> fileIn(Path folder, String path) {
        return Stream.of(path + ".py", path + "/__init__.py")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Problem withLeftOut(Problem problem, Map.Entry<String, String> left) {
        Problem told =
                problem.why("`%s` of the job's folder is left out: %s".formatted(left.getKey(), left.getValue()));
        return left.getValue().startsWith(Element.EXCLUDES.partTag())
                ? told.remedy("another pattern in `<job>%s` (-D%s)"
                        .formatted(Element.EXCLUDES.partTag(), Element.EXCLUDES.property()))
                : told.remedy(Element.INCLUDES.with(left.getKey()));
    }
}

package org.pyflinkimage.build.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.facts.ModuleOwner;
import org.pyflinkimage.python.ImportStatement;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.SourceImports;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * What a job imports and nothing in its image brings: read from its sources, of which nothing runs. Only what is reached from the
 * file that is run counts, so that tools and tests beside it say nothing.
 */
final class JobImports {

    private static final long MOST_BYTES = 1 << 20;

    /** What Python takes for a module; a file name is not longer. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,200}$)[\\p{L}\\p{N}_]+(\\.[\\p{L}\\p{N}_]+)*");

    private final FileTree tree;
    private final ModulePath modules;
    private final List<UnixPath> folders;
    private final Deque<Source> open = new ArrayDeque<>();
    private final Set<UnixPath> seen = new HashSet<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    /**
     * A file of the job.
     *
     * @param packageName that it belongs to; empty for none
     */
    private record Source(UnixPath path, String packageName, boolean script) {}

    JobImports(FileTree tree, ModulePath modules) {
        this.tree = tree;
        this.modules = modules;
        this.folders = modules.within(ImagePaths.USRLIB);
    }

    /** Warnings, one for each module. */
    List<Problem> problems(JobSpec job) {
        if (!modules.isComplete()) {
            return List.of();
        }
        if (job.entry() instanceof JobEntry.Module module) {
            reach(module.name());
            reach(module.name() + ".__main__");
        } else {
            open.add(new Source(ImagePaths.USRLIB.resolve(job.entry().file()), "", true));
        }
        while (!open.isEmpty()) {
            Source source = open.remove();
            if (seen.add(source.path())) {
                read(source);
            }
        }
        return List.copyOf(problems.values());
    }

    private void read(Source source) {
        text(source.path()).ifPresent(text -> SourceImports.of(text).forEach(found -> take(source, found)));
    }

    private Optional<String> text(UnixPath path) {
        return tree.follow(path)
                .filter(entry -> entry.node() instanceof RegularFile file
                        && file.content().size() <= MOST_BYTES)
                .map(entry -> text((RegularFile) entry.node()));
    }

    private static String text(RegularFile file) {
        try (InputStream stream = file.content().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Source source, ImportStatement found) {
        if (found.level() > 0 && source.packageName().isEmpty()) {
            if (source.script() && !found.conditional()) {
                problems.putIfAbsent("", relative(source, found));
            }
            return;
        }
        String module = absolute(source, found);
        reach(module);
        found.names().forEach(name -> reach(module.isEmpty() ? name : module + "." + name));
        if (!found.conditional()) {
            missing(module, found)
                    .ifPresent(name -> problems.computeIfAbsent(name, each -> missing(source, found, each)));
        }
    }

    /** The module's whole name; empty where the dots lead out of all packages. */
    private static String absolute(Source source, ImportStatement found) {
        if (found.level() == 0) {
            return found.module();
        }
        List<String> above = List.of(source.packageName().split("\\."));
        if (found.level() > above.size()) {
            return "";
        }
        String name = String.join(".", above.subList(0, above.size() - found.level() + 1));
        return found.module().isEmpty() ? name : name + "." + found.module();
    }

    private Optional<String> missing(String module, ImportStatement found) {
        if (!NAME.matcher(module).matches()) {
            return Optional.empty();
        }
        Optional<String> missing = modules.missing(module);
        return missing.isPresent() || !modules.isNamespace(module)
                ? missing
                : found.names().stream()
                        .filter(name -> !name.equals("*"))
                        .flatMap(name -> modules.missing(module + "." + name).stream())
                        .findFirst();
    }

    /** Opens the job's own files of a module and of the packages above it. */
    private void reach(String module) {
        if (!NAME.matcher(module).matches()) {
            return;
        }
        List<String> parts = new ArrayList<>(List.of(module.split("\\.")));
        for (int end = 1; end <= parts.size(); end++) {
            String path = String.join("/", parts.subList(0, end));
            String name = String.join(".", parts.subList(0, end));
            for (UnixPath folder : folders) {
                open.add(new Source(folder.resolve(path + "/__init__.py"), name, false));
                open.add(new Source(
                        folder.resolve(path + ".py"), name.substring(0, Math.max(0, name.lastIndexOf('.'))), false));
            }
        }
    }

    private static Problem missing(Source source, ImportStatement found, String module) {
        Problem problem = Problem.declaration(
                        "PYF-266",
                        "`%s` imports `%s`, which nothing in the image brings".formatted(shown(source), module))
                .why("line %s; it is no module of the image's Python, of an installed package, or of the job"
                        .formatted(found.line()))
                .withSeverity(Problem.Severity.WARNING);
        Problem known = ModulePath.isOfPython(module)
                ? problem.why("other builds or releases of Python have it, and no package does")
                : problem.remedy(requirement(distributionOf(found, module)))
                        .remedy(
                                "if it is the job's own, the folder that it lies in, as one of the `<sources>` (-Dpyflink.job)");
        return known.remedy("if the job does without it, the import in a `try:` with `except ImportError:`");
    }

    private static String requirement(String distribution) {
        return "the package that has it, perhaps `<requirement>%s</requirement>` (%s)"
                .formatted(distribution, Element.REQUIREMENTS.option("requirements.txt," + distribution));
    }

    /** By what is imported, of which only the first part is missing, or all but the last. */
    private static String distributionOf(ImportStatement found, String module) {
        return Stream.concat(
                        found.names().stream().map(name -> found.module() + "." + name),
                        Stream.of(found.module(), module))
                .flatMap(name -> ModuleOwner.of(name).stream())
                .map(NormalizedName::toString)
                .findFirst()
                .orElseGet(() -> module.replace('.', '-'));
    }

    private static Problem relative(Source source, ImportStatement found) {
        String module = shown(source).replaceFirst("\\.py$", "").replace('/', '.');
        return Problem.declaration(
                        "PYF-267", "`%s` has relative imports, and is run as a file".formatted(shown(source)))
                .why("line %s; Python ends with `attempted relative import with no known parent package`"
                        .formatted(found.line()))
                .remedy("in place of `<entry>`: " + Element.MODULE.with(module))
                .remedy("or imports from the package on: `from package.module import name`")
                .withSeverity(Problem.Severity.WARNING);
    }

    private static String shown(Source source) {
        return source.path().relativeTo(ImagePaths.USRLIB);
    }
}

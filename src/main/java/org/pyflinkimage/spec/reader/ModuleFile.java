package org.pyflinkimage.spec.reader;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Slashes;
import org.pyflinkimage.value.Spelling;

/**
 * The module of a job that {@code <module>} names, as Python finds it: {@code src.app} is {@code src/app.py}, or the {@code
 * __main__.py} of the package {@code src/app}.
 *
 * @param sources folders, or one file
 * @param declared the same as they were written
 */
record ModuleFile(Reading reading, List<Path> sources, String declared) {

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");
    private static final String SUFFIX = ".py";
    private static final String MAIN = "__main__" + SUFFIX;
    private static final String PACKAGE = "__init__" + SUFFIX;

    /** Whoever has more, or deeper ones, gets no proposals from there. */
    private static final int MOST = 2000;

    private static final int DEEPEST = 6;

    /** Whether a folder has it. */
    static boolean isIn(Reading reading, Path folder, String name) {
        return NAME.matcher(name).matches() && fileIn(reading, folder, name).isPresent();
    }

    private static Optional<Path> fileIn(Reading reading, Path folder, String name) {
        Predicate<Path> isFile = path -> reading.isFile(folder, path);
        Optional<Path> inner = Reading.pathIn(folder, name.replace('.', '/'));
        if (inner.map(path -> path.resolve(PACKAGE)).filter(isFile).isPresent()) {
            return inner.map(path -> path.resolve(MAIN)).filter(isFile);
        }
        return Reading.pathIn(folder, name.replace('.', '/') + SUFFIX)
                .filter(isFile)
                .or(() -> inner.map(path -> path.resolve(MAIN)).filter(isFile));
    }

    /** The module; empty where there is none, which is reported. */
    Optional<JobEntry.Module> read(String name) {
        Optional<JobEntry.Module> found = NAME.matcher(name).matches()
                ? sources.stream().flatMap(source -> in(source, name).stream()).findFirst()
                : Optional.empty();
        if (found.isEmpty()) {
            reading.report(problem(name));
        }
        return found;
    }

    private Optional<JobEntry.Module> in(Path source, String name) {
        if (!reading.files().isFolder(source)) {
            String file = String.valueOf(source.getFileName());
            return file.equals(name + SUFFIX) ? Optional.of(new JobEntry.Module(name, file)) : Optional.empty();
        }
        return fileIn(reading, source, name).map(file -> new JobEntry.Module(name, Slashes.between(source, file)));
    }

    private Problem problem(String name) {
        SortedSet<String> modules = modules();
        Problem problem =
                Problem.declaration("PYF-260", "`%s` in `<module>` is no module of `%s`".formatted(name, declared));
        if (isPackage(name)) {
            problem = problem.why("it is a package, which is run by its `%s`, and has none".formatted(MAIN));
        }
        Optional<String> near = nearest(name, modules);
        if (near.isPresent()) {
            return problem.remedy(Element.MODULE.with(near.get()));
        }
        if (!modules.isEmpty()) {
            problem = problem.why("there are `%s`"
                    .formatted(String.join("`, `", modules.stream().limit(8).toList())));
        }
        return problem.remedy("create it, or name another: " + Element.MODULE.with("words.count"))
                .remedy("or the folder that has it: " + Element.JOB.with("src/main/python"));
    }

    private boolean isPackage(String name) {
        return sources.stream()
                .anyMatch(source -> Reading.pathIn(source, name.replace('.', '/') + "/" + PACKAGE)
                        .filter(reading.files()::isFile)
                        .isPresent());
    }

    /** What is meant by a file's path, by a part of the name, or by a slip of the pen. */
    private static Optional<String> nearest(String name, Collection<String> modules) {
        String path = name.replace('\\', '/').replaceFirst("^(\\./|/)+", "");
        String dotted =
                (path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path).replace('/', '.');
        return modules.stream()
                .filter(dotted::equals)
                .findFirst()
                .or(() -> onlyOne(modules.stream()
                        .filter(module -> endsWith(module, dotted))
                        .toList()))
                .or(() -> onlyOne(modules.stream()
                        .filter(module -> endsWith(dotted, module))
                        .toList()))
                .or(() -> onlyOne(modules.stream()
                        .filter(module -> module.startsWith(dotted + "."))
                        .toList()))
                .or(() -> Spelling.nearest(dotted, modules));
    }

    private static boolean endsWith(String module, String end) {
        return module.endsWith("." + end);
    }

    private static Optional<String> onlyOne(List<String> modules) {
        return modules.size() == 1 ? Optional.of(modules.get(0)) : Optional.empty();
    }

    /** Those that there are, and can be run. */
    private SortedSet<String> modules() {
        SortedSet<String> modules = new TreeSet<>();
        for (Path source : sources) {
            if (reading.files().isFolder(source)) {
                files(source, DEEPEST, MOST).forEach(file -> modules.add(moduleOf(Slashes.between(source, file))));
            } else {
                modules.add(moduleOf(String.valueOf(source.getFileName())));
            }
        }
        modules.removeIf(module -> !NAME.matcher(module).matches());
        return modules;
    }

    private List<Path> files(Path folder, int depth, int most) {
        List<Path> files = new ArrayList<>();
        for (Path path : reading.files().in(folder)) {
            String name = String.valueOf(path.getFileName());
            if (reading.files().isFile(path) && name.endsWith(SUFFIX) && !name.equals(PACKAGE)) {
                files.add(path);
            } else if (depth > 0
                    && NAME.matcher(name).matches()
                    && reading.files().isFolder(path)) {
                files.addAll(files(path, depth - 1, most - files.size()));
            }
            if (files.size() > most) {
                return List.of();
            }
        }
        return files;
    }

    private static String moduleOf(String path) {
        String module = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
        String main = "." + MAIN.substring(0, MAIN.length() - SUFFIX.length());
        return module.endsWith(main) ? module.substring(0, module.length() - main.length()) : module;
    }
}

package org.pyflinkimage.spec.reader;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ProjectFiles;
import org.pyflinkimage.spec.RequirementsForm;
import org.pyflinkimage.value.Problem;

/**
 * The Python versions that a project of the user's, or its lock file, is made for.
 *
 * @param text as the file has it
 */
record RequiredPython(Path file, String text, SpecifierSet versions) {

    private static final Pattern LINE =
            Pattern.compile("(?m)^[ \\t]*[\"']?requires-python[\"']?[ \\t]*=[ \\t]*(?:\"([^\"\\n]*)\"|'([^'\\n]*)')");
    private static final Pattern TABLE = Pattern.compile("(?m)^[ \\t]*\\[.*$");
    private static final Pattern PROJECT = Pattern.compile("(?m)^[ \\t]*\\[[ \\t]*project[ \\t]*][ \\t]*(#.*)?\\r?$");

    /** More than any line of Python has had. */
    private static final int PATCHES = 40;

    /** What a file says; empty where it says nothing, or nothing that can be understood. */
    static Optional<RequiredPython> of(Path file, ProjectFiles files) {
        Optional<RequirementsForm> form = RequirementsForm.of(file).filter(known -> known != RequirementsForm.PLAIN);
        return form.flatMap(known -> files.read(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(text ->
                        known == RequirementsForm.PYPROJECT ? projectTable(text) : Optional.of(beforeTables(text)))
                .flatMap(RequiredPython::value)
                .flatMap(text -> SpecifierSet.parse(text).map(versions -> new RequiredPython(file, text, versions))));
    }

    private static Optional<String> projectTable(String text) {
        Matcher project = PROJECT.matcher(text);
        return project.find() ? Optional.of(beforeTables(text.substring(project.end()))) : Optional.empty();
    }

    private static String beforeTables(String text) {
        Matcher table = TABLE.matcher(text);
        return table.find() ? text.substring(0, table.start()) : text;
    }

    private static Optional<String> value(String text) {
        Matcher line = LINE.matcher(text);
        return line.find() ? Optional.of(line.group(1) == null ? line.group(2) : line.group(1)) : Optional.empty();
    }

    /** Whether a patch release of a line fits: which one the image has, is not known before it is resolved. */
    private boolean admits(PythonMinor python) {
        return IntStream.range(0, PATCHES)
                .mapToObj(patch -> Pep440Version.of(python + "." + patch))
                .anyMatch(versions::contains);
    }

    /**
     * What the declared cells are told that the project is not made for.
     *
     * @param known the Pythons that a cell may have in place of its own
     */
    List<Problem> problems(Collection<Combination> cells, Function<Combination, SortedSet<PythonMinor>> known) {
        Map<PythonMinor, List<Combination>> unfit = cells.stream()
                .filter(cell -> !admits(cell.python()))
                .collect(Collectors.groupingBy(Combination::python, TreeMap::new, Collectors.toList()));
        return unfit.entrySet().stream()
                .map(entry -> problem(entry.getKey(), nearest(entry.getValue(), known)))
                .toList();
    }

    private Problem problem(PythonMinor declared, Optional<PythonMinor> nearest) {
        Problem problem = Problem.declaration(
                        "PYF-075",
                        "`%s` requires Python %s, and declared is %s".formatted(file.getFileName(), text, declared))
                .why("its `requires-python` says so, in `%s`".formatted(file));
        String widen = "widen `requires-python` there, where the project runs on %s too".formatted(declared);
        return nearest.map(other -> problem.remedy(Element.PYTHON.with(other)).remedy("or " + widen))
                .orElseGet(() -> problem.why("no such Python goes with the declared Flink and Java")
                        .remedy(widen));
    }

    /** The one nearest to the declared that fits all cells that have that one. */
    private Optional<PythonMinor> nearest(
            List<Combination> cells, Function<Combination, SortedSet<PythonMinor>> known) {
        int declared = cells.get(0).python().minor();
        return known.apply(cells.get(0)).stream()
                .filter(this::admits)
                .filter(other ->
                        cells.stream().allMatch(cell -> known.apply(cell).contains(other)))
                .min(Comparator.comparingInt((PythonMinor other) -> Math.abs(other.minor() - declared))
                        .thenComparing(Comparator.naturalOrder()));
    }
}

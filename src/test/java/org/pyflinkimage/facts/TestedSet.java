package org.pyflinkimage.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pyflinkimage.spec.Combination;

/** Writes {@code tested.json}, the record of what was really run; a later run of a combination replaces an earlier one. */
public final class TestedSet {

    private static final Comparator<Combination> ORDER = Comparator.comparing(Combination::flink)
            .thenComparing(Combination::java)
            .thenComparing(Combination::python)
            .thenComparing(Combination::platform);

    private TestedSet() {}

    /** The file's text for the known runs and the new ones, one a line. */
    public static String write(List<TestedCombination> known, List<TestedCombination> runs) {
        Map<Combination, TestedCombination> all = new TreeMap<>(ORDER);
        List<TestedCombination> both = new ArrayList<>(known);
        both.addAll(runs);
        both.forEach(run -> all.put(combinationOf(run), run));
        return all.values().stream()
                .map(TestedSet::line)
                .collect(Collectors.joining(
                        ",\n", "{\n  \"source\": \"runs of CompatibilityGrid\",\n  \"tested\": [\n", "\n  ]\n}\n"))
                .replace("[\n\n  ]", "[]");
    }

    /** What was run. */
    public static Combination combinationOf(TestedCombination run) {
        return new Combination(run.flink(), run.java(), run.python(), run.platform());
    }

    private static String interpreter(TestedCombination run) {
        return run.interpreter().map(", \"interpreter\": \"%s\""::formatted).orElse("");
    }

    private static String line(TestedCombination run) {
        String modes = run.modes().stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return "    {\"flink\": \"%s\", \"java\": \"%s\", \"python\": \"%s\", \"platform\": \"%s\", \"checked\": \"%s\", \"modes\": [%s]%s}"
                .formatted(run.flink(), run.java(), run.python(), run.platform(), run.date(), modes, interpreter(run));
    }
}

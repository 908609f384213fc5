package org.pyflinkimage.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/** Finds what is nearest to a refused combination: for each smallest set of changes that helps, the nearest of its kind. */
final class Suggestions {

    private static final int MOST = 4;
    private static final Comparator<Option> ORDER = Comparator.<Option>comparingInt(
                    option -> Integer.bitCount(option.changes()))
            .thenComparingInt(Option::changes)
            .thenComparing(Option::untested)
            .thenComparingInt(Option::distance);

    private final List<FlinkVersion> releases;
    private final List<FlinkMinor> lines;
    private final List<JavaVersion> javas;
    private final List<PythonMinor> pythons;
    private final Predicate<Combination> fits;
    private final Predicate<Combination> tested;
    private final Map<Platform, List<Combination>> fitting = new ConcurrentHashMap<>();

    /** @param fits whether a combination of known versions is not refused */
    Suggestions(Facts facts, Predicate<Combination> fits, Predicate<Combination> tested) {
        this.releases = List.copyOf(facts.releases().keySet());
        this.lines = List.copyOf(facts.lines().keySet());
        this.javas = facts.javas();
        this.pythons = List.copyOf(new TreeSet<>(facts.pythons().keySet()));
        this.fits = fits;
        this.tested = tested;
    }

    // What can be changed, in the order in which a change is small: bits of a set.
    private static final int PATCH = 1;
    private static final int PYTHON = 2;
    private static final int JAVA = 4;
    private static final int LINE = 8;

    /** @param changes a set of bits */
    private record Option(Combination combination, int changes, boolean untested, int distance) {
        boolean changesAllOf(Option other) {
            return (changes & other.changes) == other.changes;
        }
    }

    /** The least change first; of the same kind of change, what was run before what is only untested. */
    List<Suggestion> nearestTo(Combination refused) {
        List<Option> options = new ArrayList<>(fitting.computeIfAbsent(refused.platform(), this::fittingOn).stream()
                .map(combination -> option(refused, combination))
                .toList());
        options.sort(ORDER);
        List<Option> chosen = new ArrayList<>();
        for (Option option : options) {
            if (chosen.stream().noneMatch(option::changesAllOf)) {
                chosen.add(option);
            }
        }
        return chosen.stream()
                .limit(MOST)
                .map(option -> new Suggestion(refused, option.combination(), tested.test(option.combination())))
                .toList();
    }

    /** Worked out once: a matrix may be refused a hundred times. */
    private List<Combination> fittingOn(Platform platform) {
        List<Combination> all = new ArrayList<>();
        for (FlinkVersion flink : releases) {
            for (JavaVersion java : javas) {
                for (PythonMinor python : pythons) {
                    all.add(new Combination(flink, java, python, platform));
                }
            }
        }
        return all.stream().filter(fits).toList();
    }

    private Option option(Combination from, Combination to) {
        boolean sameLine = from.flink().major() == to.flink().major()
                && from.flink().minor() == to.flink().minor();
        int changes = (sameLine ? 0 : LINE)
                | (sameLine && from.flink().patch() != to.flink().patch() ? PATCH : 0)
                | (from.python().equals(to.python()) ? 0 : PYTHON)
                | (from.java().equals(to.java()) ? 0 : JAVA);
        return new Option(to, changes, !tested.test(to), distance(from, to, sameLine));
    }

    /** Later versions are nearer than earlier ones; of another line, the newest patch. */
    private int distance(Combination from, Combination to, boolean sameLine) {
        int flink = sameLine
                ? steps(from.flink().patch(), to.flink().patch())
                : 1000 * steps(lineNumber(from.flink()), lineNumber(to.flink()))
                        - to.flink().patch();
        int java = steps(javas.indexOf(from.java()), javas.indexOf(to.java()));
        int python = steps(from.python().minor(), to.python().minor());
        return flink + 100 * java + 100 * python;
    }

    private int lineNumber(FlinkVersion flink) {
        int index = lines.indexOf(flink.line());
        return index >= 0 ? index : flink.compareTo(releases.get(0)) < 0 ? -1 : lines.size();
    }

    private static int steps(int from, int to) {
        return to >= from ? 2 * (to - from) : 2 * (from - to) + 1;
    }
}

package org.pyflinkimage.compat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.JavaVersion;

/** Finds what is nearest to a refused combination: for each smallest set of changes that helps, the nearest of its kind. */
final class Suggestions {

    private static final int MOST = 4;

    private final List<FlinkVersion> releases;
    private final List<String> lines;
    private final List<JavaVersion> javas;
    private final List<PythonMinor> pythons;
    private final Predicate<Combination> fits;
    private final Predicate<Combination> tested;

    /** @param fits whether a combination of known versions is not refused */
    Suggestions(Facts facts, Predicate<Combination> fits, Predicate<Combination> tested) {
        this.releases = List.copyOf(facts.releases().keySet());
        this.lines = List.copyOf(facts.lines().keySet());
        Set<JavaVersion> known = new TreeSet<>();
        facts.lines().values().forEach(line -> known.addAll(line.java().keySet()));
        this.javas = List.copyOf(known);
        this.pythons = List.copyOf(new TreeSet<>(facts.pythons().keySet()));
        this.fits = fits;
        this.tested = tested;
    }

    /** What can be changed, in the order in which a change is small. */
    private enum Change {
        PATCH(1),
        PYTHON(2),
        JAVA(4),
        LINE(8);

        private final int weight;

        Change(int weight) {
            this.weight = weight;
        }
    }

    private record Option(Combination combination, Set<Change> changes, int distance) {}

    /** The least change first; empty where nothing on this platform fits. */
    List<Suggestion> nearestTo(Combination refused) {
        List<Option> chosen = new ArrayList<>();
        for (Option option : options(refused)) {
            boolean needless =
                    chosen.stream().anyMatch(other -> option.changes().containsAll(other.changes()));
            if (!needless && fits.test(option.combination())) {
                chosen.add(option);
            }
        }
        return chosen.stream()
                .limit(MOST)
                .map(option -> new Suggestion(refused, option.combination(), tested.test(option.combination())))
                .toList();
    }

    private List<Option> options(Combination refused) {
        List<Option> options = new ArrayList<>();
        for (FlinkVersion flink : releases) {
            for (JavaVersion java : javas) {
                for (PythonMinor python : pythons) {
                    options.add(option(refused, new Combination(flink, java, python, refused.platform())));
                }
            }
        }
        options.sort(Comparator.<Option>comparingInt(option -> option.changes().size())
                .thenComparingInt(option -> rank(option.changes()))
                .thenComparingInt(Option::distance));
        return options;
    }

    private Option option(Combination from, Combination to) {
        Set<Change> changes = EnumSet.noneOf(Change.class);
        if (!from.flink().line().equals(to.flink().line())) {
            changes.add(Change.LINE);
        } else if (!from.flink().equals(to.flink())) {
            changes.add(Change.PATCH);
        }
        if (!from.python().equals(to.python())) {
            changes.add(Change.PYTHON);
        }
        if (!from.java().equals(to.java())) {
            changes.add(Change.JAVA);
        }
        return new Option(to, changes, distance(from, to, changes));
    }

    /** Later versions are nearer than earlier ones; of another line, the newest patch. */
    private int distance(Combination from, Combination to, Set<Change> changes) {
        int flink = changes.contains(Change.LINE)
                ? 1000 * steps(lineNumber(from.flink()), lineNumber(to.flink()))
                        - to.flink().patch()
                : steps(from.flink().patch(), to.flink().patch());
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

    private static int rank(Set<Change> changes) {
        return changes.stream().mapToInt(change -> change.weight).sum();
    }
}

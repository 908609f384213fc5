package org.pyflinkimage.debian;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.pyflinkimage.debian.AvailablePackages.Candidate;
import org.pyflinkimage.debian.Relation.Alternatives;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The packages that some wanted ones need, over Pre-Depends and Depends.
 *
 * <p>Of alternatives the one that is chosen already is kept, else the first that can be had is taken, as apt does it. Nothing is
 * taken back: a suite's packages fit together, and the few wanted ones do not exclude each other.
 */
public final class DependencyClosure {

    private final AvailablePackages available;
    private final NavigableMap<String, Candidate> chosen = new TreeMap<>();
    private final Deque<DebianPackage> open = new ArrayDeque<>();
    private final List<Problem> problems = new ArrayList<>();

    private DependencyClosure(AvailablePackages available) {
        this.available = available;
    }

    /**
     * The wanted packages and all that they need.
     *
     * @return sorted by name
     * @throws PyFlinkException {@code PYF-308} for every package that is missing or cannot be satisfied
     */
    public static List<Candidate> of(Collection<String> wanted, AvailablePackages available) {
        DependencyClosure closure = new DependencyClosure(available);
        wanted.forEach(closure::want);
        while (!closure.open.isEmpty()) {
            closure.satisfy(closure.open.remove());
        }
        PyFlinkException.throwIfAny(closure.problems);
        return List.copyOf(closure.chosen.values());
    }

    private void want(String name) {
        Optional<Candidate> candidate = available.newest(name);
        if (candidate.isPresent()) {
            choose(candidate.get());
        } else {
            problems.add(missing("the archive has no package `%s`".formatted(name)));
        }
    }

    private void satisfy(DebianPackage dependent) {
        for (Alternatives group : dependent.dependencies()) {
            if (group.relations().stream().noneMatch(this::isSatisfied)) {
                Optional<Candidate> first = group.relations().stream()
                        .flatMap(relation -> available.satisfying(relation).stream())
                        .findFirst();
                first.ifPresentOrElse(this::choose, () -> problems.add(unmet(dependent, group)));
            }
        }
    }

    private boolean isSatisfied(Relation relation) {
        Candidate named = chosen.get(relation.name());
        return (named != null && named.offer().satisfies(relation))
                || chosen.values().stream()
                        .anyMatch(candidate -> candidate.offer().satisfies(relation));
    }

    private void choose(Candidate candidate) {
        if (chosen.putIfAbsent(candidate.offer().name(), candidate) == null) {
            open.add(candidate.offer());
        }
    }

    private static Problem unmet(DebianPackage dependent, Alternatives group) {
        return missing("`%s` %s depends on `%s`, which the archive does not have"
                .formatted(dependent.name(), dependent.version(), group));
    }

    private static Problem missing(String what) {
        return Problem.environment("PYF-308", what)
                .why("the archive is incomplete, or its security and update suites are of another day")
                .remedy("name a complete archive: `<debianMirror>` (-Dpyflink.debianMirror)");
    }
}

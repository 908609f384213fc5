package org.pyflinkimage.debian;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.debian.AvailablePackages.Candidate;
import org.pyflinkimage.debian.Relation.Alternatives;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * The packages that some wanted ones need, over Pre-Depends and Depends.
 *
 * <p>Of alternatives the one that is chosen already is kept, else the first that can be had beside what is chosen is taken, as apt
 * does it. Nothing is taken back: packages that exclude each other are refused.
 */
public final class DependencyClosure {

    private final AvailablePackages available;
    private final NavigableMap<String, Candidate> chosen = new TreeMap<>();
    /** By a package the one that needs it; the wanted ones need none. */
    private final Map<String, String> dependents = new HashMap<>();

    private final Deque<DebianPackage> open = new ArrayDeque<>();
    /** Several may need one package. */
    private final Set<Problem> problems = new LinkedHashSet<>();

    private DependencyClosure(AvailablePackages available) {
        this.available = available;
    }

    /**
     * The wanted packages and all that they need.
     *
     * @return sorted by name
     * @throws PyFlinkException {@code PYF-308} for every package that is missing or cannot be satisfied, and what its index says of
     *     every one that cannot be read, else {@code PYF-893} for all that exclude each other
     */
    public static List<Candidate> of(Collection<String> wanted, AvailablePackages available) {
        DependencyClosure closure = new DependencyClosure(available);
        wanted.forEach(name -> closure.collecting(() -> closure.want(name)));
        while (!closure.open.isEmpty()) {
            closure.satisfy(closure.open.remove());
        }
        PyFlinkException.throwIfAny(List.copyOf(closure.problems));
        PyFlinkException.throwIfAny(closure.exclusions());
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
        dependent.dependencies().forEach(group -> collecting(() -> satisfy(dependent, group)));
    }

    private void satisfy(DebianPackage dependent, Alternatives group) {
        if (group.relations().stream().noneMatch(this::isSatisfied)) {
            offers(group)
                    .filter(candidate -> !isExcluded(candidate.offer()))
                    .findFirst()
                    .or(() -> offers(group).findFirst())
                    .ifPresentOrElse(
                            candidate -> choose(candidate, dependent), () -> problems.add(unmet(dependent, group)));
        }
    }

    /** Goes on where a package cannot be read, so that all of those are told. */
    private void collecting(Runnable step) {
        try {
            step.run();
        } catch (PyFlinkException e) {
            problems.addAll(e.problems());
        }
    }

    private boolean isSatisfied(Relation relation) {
        Candidate named = chosen.get(relation.name());
        return (named != null && named.offer().satisfies(relation))
                || chosen.values().stream()
                        .anyMatch(candidate -> candidate.offer().satisfies(relation));
    }

    private Stream<Candidate> offers(Alternatives group) {
        return group.relations().stream().flatMap(relation -> available.satisfying(relation).stream());
    }

    private boolean isExcluded(DebianPackage offer) {
        return chosen.values().stream()
                .map(Candidate::offer)
                .anyMatch(other -> offer.exclusion(other).isPresent()
                        || other.exclusion(offer).isPresent());
    }

    /** One for each pair, though both keep the other out. */
    private List<Problem> exclusions() {
        List<Problem> exclusions = new ArrayList<>();
        for (Candidate one : chosen.values()) {
            for (Candidate other : chosen.tailMap(one.offer().name(), false).values()) {
                exclusion(one.offer(), other.offer())
                        .or(() -> exclusion(other.offer(), one.offer()))
                        .ifPresent(exclusions::add);
            }
        }
        return exclusions;
    }

    private Optional<Problem> exclusion(DebianPackage one, DebianPackage other) {
        return one.exclusion(other).map(relation -> excluding(one, other, relation));
    }

    private Problem excluding(DebianPackage one, DebianPackage other, Relation relation) {
        return Problem.declaration(
                        "PYF-893",
                        "the packages `%s` %s and `%s` %s exclude each other"
                                .formatted(one.name(), one.version(), other.name(), other.version()))
                .why("`%s` conflicts with `%s`, or breaks it".formatted(one.name(), relation))
                .why(way(one.name()))
                .why(way(other.name()))
                .remedy(
                        "leave out of `<packages>` (-Dpyflink.packages) what one of these ways begins with; where neither begins"
                                + " there, the archive is at fault: name another, `<debianMirror>` (-Dpyflink.debianMirror)");
    }

    /** How a package came to be chosen. */
    private String way(String name) {
        List<String> way = new ArrayList<>();
        for (String needed = name; needed != null; needed = dependents.get(needed)) {
            way.add(0, "`" + needed + "`");
        }
        return String.join(" needs ", way) + (way.size() == 1 ? " is wanted by itself" : "");
    }

    private void choose(Candidate candidate, DebianPackage dependent) {
        dependents.putIfAbsent(candidate.offer().name(), dependent.name());
        choose(candidate);
    }

    private void choose(Candidate candidate) {
        if (chosen.putIfAbsent(candidate.offer().name(), candidate) == null) {
            open.add(candidate.offer());
        }
    }

    private Problem unmet(DebianPackage dependent, Alternatives group) {
        List<String> unreadable = group.relations().stream()
                .flatMap(relation -> available.unreadableProviders(relation.name()).stream())
                .toList();
        return missing("`%s` %s depends on `%s`, which the archive does not have"
                        .formatted(dependent.name(), dependent.version(), group))
                .why(unreadable);
    }

    private static Problem missing(String what) {
        return Problem.environment("PYF-308", what)
                .why("the archive is incomplete, or its security and update suites are of another day")
                .remedy("name a complete archive: `<debianMirror>` (-Dpyflink.debianMirror)");
    }
}

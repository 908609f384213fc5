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
import java.util.Objects;
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
 * <p>Of alternatives the one that is installed or chosen already is kept, else the first that can be had beside those is taken, as
 * apt does it. Nothing is taken back, and nothing that is installed is replaced: packages that exclude each other are refused.
 */
public final class DependencyClosure {

    private static final String UPDATE =
            "bring the base up to date where it is made: `apt-get update && apt-get upgrade`";
    private static final String NEWER = "or a newer base: `<base>` (-Dpyflink.base)";

    private final AvailablePackages available;
    private final Map<String, InstalledPackage> installed = new HashMap<>();
    private final NavigableMap<String, Candidate> chosen = new TreeMap<>();
    /** By a package the one that needs it; the wanted ones need none. */
    private final Map<String, String> dependents = new HashMap<>();

    private final Deque<DebianPackage> open = new ArrayDeque<>();
    /** Several may need one package. */
    private final Set<Problem> problems = new LinkedHashSet<>();

    private DependencyClosure(AvailablePackages available, Collection<InstalledPackage> installed) {
        this.available = available;
        installed.forEach(there -> this.installed.put(there.name(), there));
    }

    /**
     * The wanted packages and all that they need.
     *
     * @return sorted by name
     * @throws PyFlinkException {@code PYF-308} for every package that is missing or cannot be satisfied, and what its index says of
     *     every one that cannot be read, else {@code PYF-893} for all that exclude each other
     */
    public static List<Candidate> of(Collection<String> wanted, AvailablePackages available) {
        return upon(List.of(), wanted, available);
    }

    /**
     * The wanted packages and all that they need, as far as they are not installed.
     *
     * @param installed what programs of the image's architecture can use
     * @return sorted by name
     * @throws PyFlinkException as above; {@code PYF-951} where a newer one is needed of what is installed
     */
    public static List<Candidate> upon(
            Collection<InstalledPackage> installed, Collection<String> wanted, AvailablePackages available) {
        DependencyClosure closure = new DependencyClosure(available, installed);
        wanted.forEach(name -> closure.collecting(() -> closure.want(name)));
        while (!closure.open.isEmpty()) {
            closure.satisfy(closure.open.remove());
        }
        PyFlinkException.throwIfAny(List.copyOf(closure.problems));
        PyFlinkException.throwIfAny(closure.exclusions());
        return List.copyOf(closure.chosen.values());
    }

    private void want(String name) {
        if (installed.containsKey(name)) {
            return;
        }
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
                            candidate -> choose(candidate, dependent),
                            () -> problems.add(older(dependent, group).orElseGet(() -> unmet(dependent, group))));
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
        InstalledPackage there = installed.get(relation.name());
        return (named != null && named.offer().satisfies(relation))
                || (there != null && there.satisfies(relation))
                || others().anyMatch(other -> other.satisfies(relation));
    }

    /** All that is there, and all that comes. */
    private Stream<NamedPackage> others() {
        return Stream.concat(chosen.values().stream().map(Candidate::offer), installed.values().stream());
    }

    /** What can be had beside what is installed: of that there is no other version. */
    private Stream<Candidate> offers(Alternatives group) {
        return group.relations().stream()
                .flatMap(relation -> available.satisfying(relation).stream())
                .filter(candidate -> !installed.containsKey(candidate.offer().name()));
    }

    private boolean isExcluded(DebianPackage offer) {
        return others().anyMatch(other ->
                offer.exclusion(other).isPresent() || other.exclusion(offer).isPresent());
    }

    /** One for each pair, though both keep the other out. */
    private List<Problem> exclusions() {
        List<Problem> exclusions = new ArrayList<>();
        for (Candidate one : chosen.values()) {
            Stream<NamedPackage> later =
                    chosen.tailMap(one.offer().name(), false).values().stream().map(Candidate::offer);
            Stream.concat(later, installed.values().stream())
                    .flatMap(other -> exclusion(one.offer(), other).or(() -> exclusion(other, one.offer())).stream())
                    .forEach(exclusions::add);
        }
        return exclusions;
    }

    private Optional<Problem> exclusion(NamedPackage one, NamedPackage other) {
        return one.exclusion(other).map(relation -> excluding(one, other, relation));
    }

    private Problem excluding(NamedPackage one, NamedPackage other, Relation relation) {
        Problem problem = Problem.declaration(
                        "PYF-893",
                        "the packages `%s` %s and `%s` %s exclude each other"
                                .formatted(one.name(), one.version(), other.name(), other.version()))
                .why("`%s` conflicts with `%s`, or breaks it".formatted(one.name(), relation))
                .why(way(one.name()))
                .why(way(other.name()));
        return one instanceof InstalledPackage || other instanceof InstalledPackage
                ? problem.remedy("leave out of `<packages>` (-Dpyflink.packages) what the other way begins with")
                        .remedy("or a base without `%s`"
                                .formatted(one instanceof InstalledPackage ? one.name() : other.name()))
                        .remedy(UPDATE)
                        .remedy(NEWER)
                : problem.remedy(
                        "leave out of `<packages>` (-Dpyflink.packages) what one of these ways begins with; where neither begins"
                                + " there, the archive is at fault: name another, `<debianMirror>` (-Dpyflink.debianMirror)");
    }

    /** How a package came to be chosen. */
    private String way(String name) {
        if (installed.containsKey(name)) {
            return "`%s` is in the base".formatted(name);
        }
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

    /** Where the archive has what is asked for, but the base another version of it. */
    private Optional<Problem> older(DebianPackage dependent, Alternatives group) {
        return group.relations().stream()
                .flatMap(relation -> available.satisfying(relation).stream())
                .map(Candidate::offer)
                .filter(offer -> installed.containsKey(offer.name()))
                .findFirst()
                .map(offer -> other(dependent, group, offer));
    }

    private Problem other(DebianPackage dependent, Alternatives group, DebianPackage offer) {
        InstalledPackage there = Objects.requireNonNull(installed.get(offer.name()));
        Problem problem = Problem.declaration(
                        "PYF-951",
                        "`%s` %s depends on `%s`, and the base has `%s` %s"
                                .formatted(dependent.name(), dependent.version(), group, there.name(), there.version()))
                .why(way(dependent.name()))
                .why("packages come upon a base, and take the place of none that it has");
        return there.version().compareTo(offer.version()) > 0
                ? problem.why("the archive has `%s` %s, which is older than the base's"
                                .formatted(offer.name(), offer.version()))
                        .remedy("an archive that is as new as the base: `<debianMirror>` (-Dpyflink.debianMirror)")
                        .remedy("with the updates of its suite: `<securityUpdates>all</securityUpdates>`"
                                + " (-Dpyflink.securityUpdates=all)")
                : problem.remedy(UPDATE).remedy(NEWER);
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

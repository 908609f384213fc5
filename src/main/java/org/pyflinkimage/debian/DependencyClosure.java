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
 * apt does it. Nothing is taken back: packages that exclude each other are refused. Of what is installed a newer version is taken
 * where nothing else satisfies a relation, and where what is installed does not go with what comes; never an older one.
 */
public final class DependencyClosure {

    private static final String UPDATE =
            "bring the base up to date where it is made: `apt-get update && apt-get upgrade`";
    private static final String NEWER = "or a newer base: `<base>` (-Dpyflink.base)";

    private final AvailablePackages available;
    /** What stays. */
    private final NavigableMap<String, InstalledPackage> installed = new TreeMap<>();
    /** What a chosen one takes the place of. */
    private final NavigableMap<String, InstalledPackage> replaced = new TreeMap<>();

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
     * The wanted packages and all that they need, as far as they are not installed, or too old.
     *
     * @param installed what programs of the image's architecture can use
     * @return sorted by name
     * @throws PyFlinkException as above; {@code PYF-951} where a newer one is needed of what is installed, and cannot take its place
     */
    public static List<Candidate> upon(
            Collection<InstalledPackage> installed, Collection<String> wanted, AvailablePackages available) {
        DependencyClosure closure = new DependencyClosure(available, installed);
        wanted.forEach(name -> closure.collecting(() -> closure.want(name)));
        int known;
        do {
            known = closure.replaced.size();
            closure.satisfyOpen();
            closure.renew();
            // A newer version may not stand for what the installed one did.
            closure.chosen().forEach(closure.open::add);
        } while (closure.replaced.size() > known);
        closure.installed.values().forEach(there -> closure.unmet(there).ifPresent(closure.problems::add));
        PyFlinkException.throwIfAny(List.copyOf(closure.problems));
        PyFlinkException.throwIfAny(closure.exclusions());
        return List.copyOf(closure.chosen.values());
    }

    private void satisfyOpen() {
        while (!open.isEmpty()) {
            satisfy(open.remove());
        }
    }

    /** Chooses the newer version of what is installed and does not go with what comes. */
    private void renew() {
        for (InstalledPackage there : List.copyOf(installed.values())) {
            Optional<String> cause = contradicting(there);
            if (cause.isPresent()) {
                // What else is installed may be renewed in its turn, what is chosen stays.
                collecting(() -> newer(there)
                        .filter(candidate -> !isExcluded(candidate.offer(), chosen()))
                        .ifPresent(candidate -> choose(candidate, cause.get())));
            }
        }
    }

    /** The name of a chosen package that an installed one does not go with. */
    private Optional<String> contradicting(InstalledPackage there) {
        return unmetGroup(there)
                .flatMap(this::replacedOf)
                .map(InstalledPackage::name)
                .or(() -> chosen().filter(offer -> excludeEachOther(offer, there))
                        .map(DebianPackage::name)
                        .findFirst());
    }

    /** What an installed package depends on and had before something was replaced. */
    private Optional<Alternatives> unmetGroup(InstalledPackage there) {
        return replaced.isEmpty()
                ? Optional.empty()
                : there.dependencies().stream()
                        .filter(group -> replacedOf(group).isPresent())
                        .filter(group -> group.relations().stream().noneMatch(this::isSatisfied))
                        .findFirst();
    }

    private Optional<InstalledPackage> replacedOf(Alternatives group) {
        return replaced.values().stream()
                .filter(there -> group.relations().stream().anyMatch(there::satisfies))
                .findFirst();
    }

    /** What may take the place of an installed package. */
    private Optional<Candidate> newer(InstalledPackage there) {
        return there.fixed().isPresent()
                ? Optional.empty()
                : available
                        .newest(there.name())
                        .filter(candidate -> candidate.offer().version().compareTo(there.version()) > 0);
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
                    .filter(candidate -> !isExcluded(candidate.offer(), others()))
                    .findFirst()
                    .or(() -> renewals(group).findFirst())
                    .or(() -> offers(group).findFirst())
                    .ifPresentOrElse(
                            candidate -> choose(candidate, dependent.name()),
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
        return Stream.concat(chosen(), installed.values().stream());
    }

    private Stream<DebianPackage> chosen() {
        return chosen.values().stream().map(Candidate::offer);
    }

    /** What can be had beside what is installed. */
    private Stream<Candidate> offers(Alternatives group) {
        return satisfying(group)
                .filter(candidate -> !installed.containsKey(candidate.offer().name()));
    }

    /** What can be had in the place of what is installed. */
    private Stream<Candidate> renewals(Alternatives group) {
        return satisfying(group)
                .filter(candidate -> Optional.ofNullable(
                                installed.get(candidate.offer().name()))
                        .flatMap(this::newer)
                        .isPresent());
    }

    private Stream<Candidate> satisfying(Alternatives group) {
        return group.relations().stream().flatMap(relation -> available.satisfying(relation).stream());
    }

    private static boolean isExcluded(DebianPackage offer, Stream<? extends NamedPackage> others) {
        return others.anyMatch(other -> excludeEachOther(offer, other));
    }

    private static boolean excludeEachOther(NamedPackage one, NamedPackage other) {
        return one.exclusion(other).isPresent() || other.exclusion(one).isPresent();
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
        Optional<InstalledPackage> there = ofBase(one).or(() -> ofBase(other));
        String comes = ofBase(one).isPresent() ? other.name() : one.name();
        String relating = "`%s` conflicts with `%s`, or breaks it".formatted(one.name(), relation);
        if (there.isPresent() && replaced.containsKey(comes)) {
            return withWaysOut(contradiction(comes, there.get()).why(relating), there.get());
        }
        Problem problem = Problem.declaration(
                        "PYF-893",
                        "the packages `%s` %s and `%s` %s exclude each other"
                                .formatted(one.name(), one.version(), other.name(), other.version()))
                .why(relating)
                .why(way(one.name()))
                .why(way(other.name()));
        return there.map(kept -> problem.why(kept.fixed().stream().toList())
                        .remedy("leave out of `<packages>` (-Dpyflink.packages) what the other way begins with")
                        .remedy("or a base without `%s`".formatted(kept.name()))
                        .remedy(UPDATE)
                        .remedy(NEWER))
                .orElseGet(
                        () -> problem.remedy(
                                "leave out of `<packages>` (-Dpyflink.packages) what one of these ways begins with; where neither begins"
                                        + " there, the archive is at fault: name another, `<debianMirror>` (-Dpyflink.debianMirror)"));
    }

    private Problem contradiction(String name, InstalledPackage there) {
        return contradiction(name, "`%s` %s of the base does not go with it".formatted(there.name(), there.version()));
    }

    private static Optional<InstalledPackage> ofBase(NamedPackage one) {
        return one instanceof InstalledPackage there ? Optional.of(there) : Optional.empty();
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

    /** @param cause the name of the package that it is chosen for */
    private void choose(Candidate candidate, String cause) {
        if (!chosen.containsKey(candidate.offer().name())) {
            dependents.putIfAbsent(candidate.offer().name(), cause);
        }
        choose(candidate);
    }

    private void choose(Candidate candidate) {
        String name = candidate.offer().name();
        if (chosen.putIfAbsent(name, candidate) == null) {
            open.add(candidate.offer());
            Optional.ofNullable(installed.remove(name)).ifPresent(there -> replaced.put(name, there));
        }
    }

    /** Where the archive has what is asked for, but the base another version of it. */
    private Optional<Problem> older(DebianPackage dependent, Alternatives group) {
        return satisfying(group)
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
                .why(way(dependent.name()));
        return there.version().compareTo(offer.version()) > 0
                ? problem.why("the archive has `%s` %s, which is older than the base's"
                                .formatted(offer.name(), offer.version()))
                        .remedy("an archive that is as new as the base: `<debianMirror>` (-Dpyflink.debianMirror)")
                        .remedy("with the updates of its suite: `<securityUpdates>all</securityUpdates>`"
                                + " (-Dpyflink.securityUpdates=all)")
                : withWaysOut(problem, there);
    }

    /** What an installed package does not have any more, as another one is replaced and it cannot be. */
    private Optional<Problem> unmet(InstalledPackage there) {
        return unmetGroup(there)
                .map(group -> withWaysOut(
                        contradiction(
                                replacedOf(group).orElseThrow().name(),
                                "`%s` %s of the base depends on `%s`".formatted(there.name(), there.version(), group)),
                        there));
    }

    private Problem contradiction(String name, String what) {
        DebianVersion newer = Objects.requireNonNull(chosen.get(name)).offer().version();
        return OlderPackages.unable(Objects.requireNonNull(replaced.get(name)), newer, what)
                .why(way(name));
    }

    /** @param there what would have to be brought up to date */
    private static Problem withWaysOut(Problem problem, InstalledPackage there) {
        return problem.why(there.fixed()
                        .map(why -> "no newer `%s` takes its place: %s".formatted(there.name(), why))
                        .orElseGet(() -> "the archive has no `%s` that goes with it".formatted(there.name())))
                .remedy(UPDATE)
                .remedy(NEWER);
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

package org.pyflinkimage.plan;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Sha256;

/**
 * The content of {@code pyflink.lock}: the plans that answer a declaration.
 *
 * @param sources base addresses by source, each ending with a slash; absolute but in the file's own text
 * @param plans one for each combination
 */
public record LockFile(SortedMap<Source, URI> sources, List<Plan> plans) {
    public LockFile {
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        plans = List.copyOf(plans);
    }

    /** A lock file with nothing in it. */
    public static LockFile empty() {
        return new LockFile(new TreeMap<>(), List.of());
    }

    public Optional<Plan> plan(Combination combination) {
        return plans.stream()
                .filter(plan -> plan.combination().equals(combination))
                .findFirst();
    }

    /** The plan for a combination, where it was made for that declaration. */
    public Optional<Plan> plan(Combination combination, Sha256 declaration) {
        return plan(combination).filter(plan -> plan.declaration().equals(declaration));
    }

    /**
     * This lock file with newer plans in the places of those for the same combinations, and at its end where there is none.
     *
     * @param newer knows this file's sources by their names here
     */
    public LockFile with(LockFile newer) {
        Map<Combination, Plan> byCombination = new LinkedHashMap<>();
        plans.forEach(plan -> byCombination.put(plan.combination(), plan));
        newer.plans.forEach(plan -> byCombination.put(plan.combination(), plan));
        List<Plan> all = List.copyOf(byCombination.values());
        SortedMap<Source, URI> used = new TreeMap<>(sources);
        used.putAll(newer.sources);
        used.keySet().retainAll(sourcesOf(all));
        return new LockFile(used, all);
    }

    /** From when the archives were that its plans were made from, the newest of each suite. */
    public ReleaseDates releases() {
        return ReleaseDates.newest(
                plans.stream().map(plan -> plan.system().releases()).toList());
    }

    /** The address of an artifact. */
    public URI address(Location location) {
        URI base = sources.get(location.source());
        return base == null ? URI.create(location.path()) : base.resolve(location.path());
    }

    /** Whether an artifact lies on a disk, where no other machine and no container reaches it. */
    public boolean isOnDisk(Location location) {
        return "file".equals(address(location).getScheme());
    }

    /**
     * The same for a text that lies in a folder: sources below it are written from there, so that a checkout elsewhere finds them.
     *
     * @param folder absolute, ending with a slash
     */
    public LockFile relativeTo(URI folder) {
        return withAddresses(base -> {
            URI below = folder.relativize(base);
            return below.toString().isEmpty() ? URI.create("./") : below;
        });
    }

    /** The reverse of {@link #relativeTo}. */
    public LockFile absoluteFrom(URI folder) {
        return withAddresses(folder::resolve);
    }

    private LockFile withAddresses(UnaryOperator<URI> change) {
        SortedMap<Source, URI> changed = new TreeMap<>();
        sources.forEach((source, base) -> changed.put(source, change.apply(base)));
        return new LockFile(changed, plans);
    }

    private static Set<Source> sourcesOf(List<Plan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.artifacts().stream())
                .map(artifact -> artifact.location().source())
                .collect(Collectors.toSet());
    }
}

package org.pyflinkimage.plan;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Sha256;

/**
 * The content of {@code pyflink.lock}: the plans that answer a declaration.
 *
 * @param declaration a digest of the declaration that the plans answer
 * @param sources base addresses by source name, each ending with a slash
 * @param plans one for each combination, in the matrix's order
 */
public record LockFile(Sha256 declaration, SortedMap<String, URI> sources, List<Plan> plans) {
    public LockFile {
        sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        plans = List.copyOf(plans);
    }

    public Optional<Plan> plan(Combination combination) {
        return plans.stream()
                .filter(plan -> plan.combination().equals(combination))
                .findFirst();
    }

    /** The address of an artifact. */
    public URI address(Location location) {
        URI base = sources.get(location.source());
        return base == null ? URI.create(location.path()) : base.resolve(location.path());
    }
}

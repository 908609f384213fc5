package org.pyflinkimage.plan;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Sha256;

/**
 * All that an image is made of, fixed to the byte; what a lock file holds for one combination.
 *
 * @param declaration a digest of the part of the declaration that this plan answers
 * @param created the image's creation date
 * @param suite the Debian or Ubuntu suite that the operating system comes from: {@code bookworm}
 * @param glibc its C library's version: {@code 2.36}
 * @param pythonVersion the full version of its interpreter: {@code 3.11.2}
 * @param debs sorted by name
 * @param distributions wheels and sdists, sorted by name
 * @param jars sorted by coordinates
 * @param added requirements that nobody declared and that PyFlink needs all the same, with the reason: one line each
 */
public record Plan(
        Combination combination,
        Sha256 declaration,
        Instant created,
        String suite,
        String glibc,
        String pythonVersion,
        List<Deb> debs,
        List<LockedArtifact> distributions,
        List<Jar> jars,
        List<String> added) {
    public Plan {
        debs = List.copyOf(debs);
        distributions = List.copyOf(distributions);
        jars = List.copyOf(jars);
        added = List.copyOf(added);
    }

    /** The same plan for an image with another creation date. */
    public Plan createdAt(Instant other) {
        return new Plan(combination, declaration, other, suite, glibc, pythonVersion, debs, distributions, jars, added);
    }

    /** Everything that has to be fetched. */
    public List<LockedArtifact> artifacts() {
        return Stream.of(debs, distributions, jars)
                .<LockedArtifact>flatMap(List::stream)
                .toList();
    }
}

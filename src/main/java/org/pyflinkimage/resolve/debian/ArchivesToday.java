package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ImageSpec.Hints;

/**
 * Where the archives of a lock file's suites are, were they looked for today: by the declaration, this machine's apt or an image.
 *
 * @param bases how apt is set up in the image that a plan's packages come upon
 */
public record ArchivesToday(
        DebianSurroundings surroundings, AptImages images, Function<Plan, Optional<Supplier<AptSetup>>> bases) {

    /**
     * Where those of one source are.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-301} where nobody says it
     */
    public List<URI> of(Source source, Hints hints, LockFile lock) {
        Set<URI> places = new LinkedHashSet<>();
        for (Plan plan : lock.plans()) {
            Facts.shipped()
                    .suites()
                    .find(plan.system().suite().toString())
                    .filter(suite -> ArchiveSources.isOf(suite.family(), source))
                    .ifPresent(suite -> places.addAll(of(
                            suite,
                            new DebianMirrors(
                                    hints,
                                    surroundings,
                                    images,
                                    plan.combination().platform(),
                                    bases.apply(plan)))));
        }
        return List.copyOf(places);
    }

    private static List<URI> of(Suite suite, DebianMirrors mirrors) {
        Set<URI> places = new LinkedHashSet<>();
        DebianArchive archive = mirrors.archive(suite);
        places.add(archive.base());
        mirrors.securityArchives(suite, archive).forEach(security -> places.add(security.base()));
        return List.copyOf(places);
    }
}

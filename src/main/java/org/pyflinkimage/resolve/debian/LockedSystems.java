package org.pyflinkimage.resolve.debian;

import java.util.Optional;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;

/** Holds the operating systems of locked plans against what is known of suites. */
public final class LockedSystems {

    private LockedSystems() {}

    /** Why nobody could have chosen a plan's operating system; empty where somebody could, and where an image brings all of it. */
    public static Optional<String> misfit(Plan plan) {
        if (plan.base().isPresent() && plan.contents().debs().isEmpty()) {
            return Optional.empty();
        }
        Optional<Suite> suite = Suites.shipped().find(plan.system().suite().toString());
        if (suite.isEmpty()) {
            return Optional.of(
                    "images are made from no suite `%s`".formatted(plan.system().suite()));
        }
        if (plan.base().isEmpty() && !serves(suite.get(), plan)) {
            return Optional.of("it is made from " + suite.get());
        }
        Suite.Family family = suite.get().family();
        return plan.contents().debs().stream()
                .filter(deb -> !ArchiveSources.isOf(family, deb.location().source()))
                .findFirst()
                .map((Deb deb) -> "`%s` comes from `%s`, and the suite is of `%s`"
                        .formatted(deb.name(), deb.location().source(), family.name()));
    }

    private static boolean serves(Suite suite, Plan plan) {
        return plan.contents().interpreter().isPresent()
                ? suite.java().contains(plan.combination().java())
                : suite.has(plan.combination().java(), plan.combination().python());
    }
}

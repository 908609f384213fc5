package org.pyflinkimage.resolve;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pyflinkimage.facts.Accelerators;
import org.pyflinkimage.facts.Accelerators.Asker;
import org.pyflinkimage.plan.LockedArtifact.Wheel;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Sizes;

/** What packages for graphics processors weigh, said before they are fetched: most clusters of Flink have no such processor. */
final class AcceleratorWeight {

    /** So many bytes are worth a note. */
    private static final long NOTABLE = 200_000_000;

    /** So many are named. */
    private static final int NAMED = 3;

    private AcceleratorWeight() {}

    /** {@code PYF-475}, a note, where they weigh much. */
    static Optional<Problem> note(Combination combination, List<Wheel> wheels) {
        Accelerators known = Accelerators.shipped();
        List<Wheel> heavy = wheels.stream()
                .filter(wheel -> known.has(wheel.name()))
                .sorted(Comparator.comparingLong(Wheel::size).reversed().thenComparing(Wheel::title))
                .toList();
        long bytes = heavy.stream().mapToLong(Wheel::size).sum();
        return bytes < NOTABLE ? Optional.empty() : Optional.of(note(combination, heavy, askers(known, wheels)));
    }

    private static Problem note(Combination combination, List<Wheel> heavy, List<Asker> askers) {
        long bytes = heavy.stream().mapToLong(Wheel::size).sum();
        Problem problem = Problem.declaration(
                        "PYF-475",
                        "%s of what %s gets is for graphics processors".formatted(Sizes.text(bytes), combination))
                .withSeverity(Severity.NOTE)
                .why("%s%s".formatted(named(heavy), askers.isEmpty() ? "" : ": " + asking(askers)));
        for (Asker asker : askers) {
            problem = problem.remedy(
                            "where there are none, %s in place of `%s` in ".formatted(asker.instead(), asker.name())
                                    + Element.REQUIREMENTS.named())
                    .source(asker.source());
        }
        return askers.isEmpty()
                ? problem.remedy("where there are none, a requirement in " + Element.REQUIREMENTS.named()
                                + " that does not ask for them")
                        .source(Accelerators.shipped().source())
                : problem;
    }

    private static String named(List<Wheel> heavy) {
        return FirstOf.of(NAMED, heavy, wheel -> "`%s` (%s)".formatted(wheel.title(), Sizes.text(wheel.size())))
                .text();
    }

    private static String asking(List<Asker> askers) {
        return askers.stream().map(asker -> "`%s`".formatted(asker.name())).collect(Collectors.joining(" and "))
                + (askers.size() == 1 ? " asks" : " ask")
                + " for them";
    }

    private static List<Asker> askers(Accelerators known, List<Wheel> wheels) {
        return known.askers().stream()
                .filter(asker -> wheels.stream().anyMatch(wheel -> wheel.title().equals(asker.name())))
                .toList();
    }
}

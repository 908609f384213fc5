package org.pyflinkimage.resolve;

import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.facts.KeptOutJars;
import org.pyflinkimage.fetch.ClosureQuestion;
import org.pyflinkimage.fetch.ClosureQuestion.Brought;
import org.pyflinkimage.fetch.FoundClosure;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JarPattern;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Fixes the jars that transitive connectors depend on, without those that Flink has or that would fight it. */
public final class ClosureJars {

    private final JarSource jars;
    private final BuildLog log;

    public ClosureJars(JarSource jars, BuildLog log) {
        this.jars = jars;
        this.log = log;
    }

    /**
     * The jars of an image's closures with their sums, none of them a declared connector or a part of Flink's distribution; sorted by
     * coordinates. What is left out is told to those who look for a fault.
     *
     * @throws PyFlinkException {@code PYF-083} for each exclusion that leaves nothing out, {@code PYF-528} for what cannot be had, {@code
     *     PYF-529} for what may be another tomorrow
     */
    public List<Jar> resolve(ImageSpec spec) {
        if (spec.transitive().isEmpty()) {
            return List.of();
        }
        List<MavenCoordinates> declared = new ArrayList<>(spec.connectors());
        declared.addAll(DistributionJars.of(spec));
        FoundClosure found = jars.closure(new ClosureQuestion(spec.transitive(), declared, brought()));
        found.leftOut().forEach((jar, why) -> log.detail("Without `%s`: %s".formatted(jar, why)));
        PyFlinkException.throwIfAny(useless(spec.transitive(), found));
        List<Jar> locked = new ArrayList<>();
        found.jars().forEach((coordinates, jar) -> locked.add(JarResolver.locked(coordinates, jar)));
        return locked;
    }

    private static List<Brought> brought() {
        return KeptOutJars.shipped().stream()
                .flatMap(fact -> fact.jars().stream()
                        .map(text -> new Brought(JarPattern.parse(text).orElseThrow(), fact.why())))
                .toList();
    }

    private static List<Problem> useless(List<TransitiveConnector> connectors, FoundClosure found) {
        return connectors.stream()
                .flatMap(connector -> connector.exclusions().stream()
                        .filter(pattern -> !found.excluded().contains(pattern))
                        .map(pattern -> useless(connector, pattern)))
                .toList();
    }

    private static Problem useless(TransitiveConnector connector, JarPattern pattern) {
        return Problem.declaration(
                        "PYF-083", "the exclusion `%s` of `%s` leaves nothing out".formatted(pattern, connector.jar()))
                .why(
                        "none of the jars that it depends on is of that name; what Flink brings is left out in any case, with all"
                                + " that only that leads to")
                .remedy(
                        "correct it, or remove `<exclusion>%s</exclusion>`; the command line has none, `mvn -X` names what is"
                                        .formatted(pattern)
                                + " left out already");
    }
}

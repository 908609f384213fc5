package org.pyflinkimage.resolve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.fetch.JarSource;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.spec.DistributionParts;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Fixes the parts of Flink's distribution that an image has beside PyFlink's packages to the jars of Maven's repositories. */
public final class DistributionJars {

    private final JarResolver jars;
    private final BuildLog log;

    DistributionJars(JarResolver jars, BuildLog log) {
        this.jars = jars;
        this.log = log;
    }

    /** What an image is to have of them; what is declared as a connector is none. */
    public static List<MavenCoordinates> of(ImageSpec spec) {
        return List.copyOf(byJar(spec).keySet());
    }

    private static Map<MavenCoordinates, DistributionPart> byJar(ImageSpec spec) {
        FlinkVersion flink = spec.combination().flink();
        Map<MavenCoordinates, DistributionPart> parts = new LinkedHashMap<>();
        DistributionPart.of(flink, spec.parts().declared()).forEach(part -> parts.put(coordinates(part, flink), part));
        spec.connectors().forEach(parts::remove);
        return parts;
    }

    private static MavenCoordinates coordinates(DistributionPart part, FlinkVersion flink) {
        return new MavenCoordinates(DistributionPart.GROUP, part.artifact(), flink.toString(), Optional.empty());
    }

    /**
     * The jars of an image's parts. A part that nobody asked for and no repository has is left out, with a warning.
     *
     * @throws PyFlinkException {@code PYF-513} for each declared part that no repository has, and where one cannot be asked
     */
    List<Jar> resolve(ImageSpec spec) {
        List<Jar> locked = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        byJar(spec).forEach((jar, part) -> {
            try {
                locked.addAll(jars.resolve(List.of(jar)));
            } catch (PyFlinkException e) {
                if (e.problems().stream().anyMatch(problem -> !problem.code().equals(JarSource.ABSENT))) {
                    e.problems().forEach(problem -> problems.add(problem.remedy(without(spec))));
                } else if (spec.parts().declared().isPresent()) {
                    problems.add(absent(jar, part, spec, e));
                } else {
                    log.warn(absent(jar, part, spec, e).withSeverity(Problem.Severity.WARNING));
                }
            }
        });
        PyFlinkException.throwIfAny(problems);
        return locked;
    }

    private static Problem absent(MavenCoordinates jar, DistributionPart part, ImageSpec spec, PyFlinkException cause) {
        Problem problem = Problem.declaration(
                        "PYF-513",
                        "no repository has `%s` of Flink %s"
                                .formatted(part.name(), spec.combination().flink()))
                .why("it is the jar `%s`: %s".formatted(jar, part.what()));
        for (Problem told : cause.problems()) {
            problem = problem.why(told.why());
        }
        return problem.remedy("add the repository that has it to `<repositories>` of the POM or of settings.xml;"
                        + " then delete `pyflink.lock`, if it is there, and run with `-U`")
                .remedy(without(spec))
                .source(part.source());
    }

    private static String without(ImageSpec spec) {
        return spec.parts().declared().isPresent()
                ? "or leave it out of " + Element.DISTRIBUTION.named()
                : "or an image without it: " + Element.DISTRIBUTION.with(DistributionParts.NONE);
    }
}

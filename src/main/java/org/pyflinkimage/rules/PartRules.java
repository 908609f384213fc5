package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.Spelling;

/** Rules about the parts of Flink's distribution that an image has beside PyFlink's packages. */
final class PartRules {

    private static final String ENABLED = "ENABLE_BUILT_IN_PLUGINS";

    private PartRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-228", Severity.ERROR, "Flink's distribution has the declared parts", PartRules::unknown));
    }

    /** The parts that the image has. */
    static List<DistributionPart> parts(Candidate candidate) {
        return DistributionPart.of(candidate.flink(), candidate.spec().parts().declared());
    }

    /** The part with a name, or of an artifact. */
    static Optional<DistributionPart> find(String name) {
        return DistributionPart.shipped().stream()
                .filter(part -> part.name().equals(name) || part.artifact().equals(name))
                .findFirst();
    }

    /** The artifacts of the parts that the entrypoint makes plugins of. */
    static Set<String> enabled(Candidate candidate) {
        List<String> files = namedForEnabling(candidate);
        return parts(candidate).stream()
                .filter(part -> files.contains(part.fileName(candidate.flink())))
                .map(DistributionPart::artifact)
                .collect(Collectors.toSet());
    }

    /** The names of the files that the entrypoint is told to make plugins of. */
    static List<String> namedForEnabling(Candidate candidate) {
        return List.of(ContainerRules.PLUGINS_APART.split(variable(candidate)));
    }

    /** The parts that the image has already, and one more: those that are declared are all that it has. */
    static String with(String name, Candidate candidate) {
        return declaring(Stream.concat(parts(candidate).stream().map(DistributionPart::name), Stream.of(name)));
    }

    private static String declaring(Stream<String> names) {
        List<String> parts = names.distinct().toList();
        return Element.DISTRIBUTION.withAll(parts);
    }

    /** What makes a plugin of an artifact that the image has as a part; empty where it has not. */
    static Optional<String> enabling(String artifact, Candidate candidate) {
        return parts(candidate).stream()
                .filter(part -> part.artifact().equals(artifact))
                .map(part -> (variable(candidate) + ";" + part.fileName(candidate.flink())).replaceFirst("^;", ""))
                .map(files -> "`<environment><%s>%s</%s></environment>` (-Dpyflink.environment.%s=%s)"
                        .formatted(ENABLED, files, ENABLED, ENABLED, files))
                .findFirst();
    }

    private static String variable(Candidate candidate) {
        return candidate.subject().container().environment().getOrDefault(ENABLED, "");
    }

    private static List<Finding> unknown(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (String name : candidate.spec().parts().declared().orElse(List.of())) {
            Optional<DistributionPart> part = find(name);
            if (part.isEmpty() || !part.get().isOf(candidate.flink())) {
                findings.add(unknown(name, part, candidate));
            }
        }
        return findings;
    }

    private static Finding unknown(String name, Optional<DistributionPart> part, Candidate candidate) {
        List<DistributionPart> all = DistributionPart.shipped().stream()
                .filter(known -> known.isOf(candidate.flink()))
                .toList();
        List<String> names = all.stream().map(DistributionPart::name).toList();
        Finding finding = Finding.of(
                        "`%s` is no part of Flink %s that PyFlink's packages lack".formatted(name, candidate.flink()))
                .why(part.map(known -> "Flink %s has it".formatted(lines(known)))
                        .orElseGet(() -> "there are " + Words.list(names)))
                .source(all.get(0).source());
        return Spelling.nearest(name, names)
                .map(near -> finding.remedy(declaring(candidate.spec().parts().declared().orElseThrow().stream()
                        .map(other -> other.equals(name) ? near : other))))
                .orElse(finding)
                .remedy("leave it out of %s; jars of others are %s"
                        .formatted(Element.DISTRIBUTION.named(), Element.CONNECTORS.named()));
    }

    static String lines(DistributionPart part) {
        return part.until()
                .map(last -> "from %s to %s".formatted(part.from(), last))
                .orElseGet(() -> "from %s on".formatted(part.from()));
    }
}

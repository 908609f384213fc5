package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.ConnectorFacts.Hadoop;
import org.pyflinkimage.rules.OtherFiles.Sought;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;

/** Jars of Hadoop among the connectors: each is a part of it alone, and what it needs does not come along. */
final class HadoopJars {

    /** What is in the names of its jars, and of jars that have them inside. */
    static final String NAME = "hadoop";

    /** The Flink that a connector is made for. */
    private static final Pattern LINE = Pattern.compile("-[0-9]+\\.[0-9]+$");

    private HadoopJars() {}

    /** Where there is a part, and nothing that brings the rest. */
    static Optional<Finding> thin(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        Hadoop hadoop = facts.hadoop();
        List<MavenCoordinates> jars = candidate.spec().connectors();
        return has(hadoop.whole2(), jars)
                        || hadoop.whole3().stream().allMatch(jar -> has(jar, jars))
                        || hasClassPath(candidate.spec())
                ? Optional.empty()
                : jars.stream()
                        .filter(jar -> !ConnectorRules.hasDependencies(jar, candidate))
                        .filter(jar -> isPart(jar, hadoop))
                        .findFirst()
                        .map(jar -> OtherFiles.unlessIn(
                                OtherFiles.bringing(
                                        new Sought(
                                                OtherFiles.seenFrom(
                                                        candidate.spec().placeOf(jar)),
                                                other -> other.artifactId().contains(NAME) && !isPart(other, hadoop),
                                                Optional.empty()),
                                        candidate.spec()),
                                finding(jar, facts)));
    }

    private static boolean isPart(MavenCoordinates jar, Hadoop hadoop) {
        return hadoop.parts().contains(jar.groupId() + ":" + jar.artifactId());
    }

    /** Where a connector calls Hadoop, and nothing that is declared may bring it. */
    static Optional<Finding> missing(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        return isDeclared(candidate.spec())
                ? Optional.empty()
                : candidate.spec().connectors().stream()
                        .filter(jar -> facts.hadoop()
                                .callers()
                                .contains(jar.groupId() + ":"
                                        + LINE.matcher(jar.artifactId()).replaceFirst("")))
                        .findFirst()
                        .map(jar -> Finding.of("`%s` comes without Hadoop".formatted(jar.artifactId()))
                                .why(
                                        "it calls Hadoop's classes for every warehouse, a folder on disk as well:"
                                                + " the job ends with NoClassDefFoundError, unless the container's HADOOP_CLASSPATH leads to them")
                                .remedy("beside it, with all that it needs inside: "
                                        + element(facts.hadoop().whole2()))
                                .source(facts.source("hadoopCallers")));
    }

    private static boolean isDeclared(ImageSpec spec) {
        Sought classes =
                new Sought(List.of(ImagePaths.LIB), jar -> jar.artifactId().contains(NAME), Optional.empty());
        return hasClassPath(spec) || !OtherFiles.bringing(classes, spec).isEmpty();
    }

    /** Whether the container's own Hadoop is on Flink's class path. */
    static boolean hasClassPath(ImageSpec spec) {
        return spec.container().environment().containsKey("HADOOP_CLASSPATH");
    }

    private static boolean has(String known, List<MavenCoordinates> jars) {
        String artifact = known.split(":", -1)[1];
        return jars.stream().anyMatch(jar -> jar.artifactId().equals(artifact));
    }

    private static Finding finding(MavenCoordinates jar, ConnectorFacts facts) {
        Finding finding = Finding.of("`%s` comes without its dependencies".formatted(jar.artifactId()))
                .why("what it calls of others is in no jar beside it: the job ends with NoClassDefFoundError")
                .source(facts.source("hadoop"));
        Hadoop hadoop = facts.hadoop();
        return jar.version().startsWith("3.")
                ? finding.remedy("in its place, with what they need inside: " + whole3(hadoop, jar.version()))
                        .remedy(ConnectorRules.transitive(jar))
                : finding.remedy("in its place, with all that it needs inside: " + element(hadoop.whole2()));
    }

    private static String whole3(Hadoop hadoop, String version) {
        return Words.all(
                Stream.concat(hadoop.whole3().stream().map(jar -> jar + ":" + version), hadoop.beside3().stream())
                        .map(HadoopJars::element)
                        .toList());
    }

    private static String element(String coordinates) {
        return "`<connector>%s</connector>`".formatted(coordinates);
    }
}

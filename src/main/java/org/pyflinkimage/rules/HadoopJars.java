package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;

/** Jars of Hadoop among the connectors: each is a part of it alone, and what it needs does not come along. */
final class HadoopJars {

    private static final String GROUP = "org.apache.hadoop";
    private static final String CLASSES = "hadoop-client-api";
    private static final String DEPENDENCIES = "hadoop-client-runtime";
    private static final String ALL_OF_2 = "flink-shaded-hadoop-2-uber";

    /** The Flink that a connector is made for. */
    private static final Pattern LINE = Pattern.compile("-[0-9]+\\.[0-9]+$");

    private HadoopJars() {}

    /** Where there is a part, and nothing that brings the rest. */
    static Optional<Finding> thin(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        List<MavenCoordinates> jars = candidate.spec().connectors();
        return has(ALL_OF_2, jars) || (has(CLASSES, jars) && has(DEPENDENCIES, jars))
                ? Optional.empty()
                : jars.stream()
                        .filter(jar -> !ConnectorRules.hasDependencies(jar, candidate))
                        .filter(jar -> facts.hadoop().contains(jar.groupId() + ":" + jar.artifactId()))
                        .findFirst()
                        .map(jar -> finding(jar, facts));
    }

    /** Where a connector calls Hadoop, and nothing that is declared may bring it. */
    static Optional<Finding> missing(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        return mayBeBrought(candidate.spec())
                ? Optional.empty()
                : candidate.spec().connectors().stream()
                        .filter(jar -> facts.hadoopCallers()
                                .contains(jar.groupId() + ":"
                                        + LINE.matcher(jar.artifactId()).replaceFirst("")))
                        .findFirst()
                        .map(jar -> Finding.of("`%s` comes without Hadoop".formatted(jar.artifactId()))
                                .why(
                                        "it calls Hadoop's classes for every warehouse, a folder on disk as well:"
                                                + " the job ends with NoClassDefFoundError, unless the container's HADOOP_CLASSPATH leads to them")
                                .remedy("beside it, with all that it needs inside: " + allOf2())
                                .source(facts.source("hadoopCallers")));
    }

    private static boolean mayBeBrought(ImageSpec spec) {
        return spec.base().isPresent()
                || !spec.transitive().isEmpty()
                || !spec.extraDirectories().isEmpty()
                || spec.container().environment().containsKey("HADOOP_CLASSPATH")
                || OtherFiles.hasJarsOfJob(spec)
                || spec.connectors().stream()
                        .filter(jar -> spec.placeOf(jar).equals(ImagePaths.LIB))
                        .anyMatch(jar -> jar.artifactId().contains("hadoop"));
    }

    private static boolean has(String artifact, List<MavenCoordinates> jars) {
        return jars.stream().anyMatch(jar -> jar.artifactId().equals(artifact));
    }

    private static Finding finding(MavenCoordinates jar, ConnectorFacts facts) {
        Finding finding = Finding.of("`%s` comes without its dependencies".formatted(jar.artifactId()))
                .why("what it calls of others is in no jar beside it: the job ends with NoClassDefFoundError")
                .source(facts.source("hadoop"));
        return jar.version().startsWith("3.")
                ? finding.remedy("in its place, with what they need inside: %s, %s and %s"
                                .formatted(
                                        element(GROUP, CLASSES, jar.version()),
                                        element(GROUP, DEPENDENCIES, jar.version()),
                                        element("commons-logging", "commons-logging", "1.2")))
                        .remedy(ConnectorRules.transitive(jar))
                : finding.remedy("in its place, with all that it needs inside: " + allOf2());
    }

    /** The last one that Flink's project released. */
    private static String allOf2() {
        return element(DistributionPart.GROUP, ALL_OF_2, "2.8.3-10.0");
    }

    private static String element(String group, String artifact, String version) {
        return "`<connector>%s:%s:%s</connector>`".formatted(group, artifact, version);
    }
}

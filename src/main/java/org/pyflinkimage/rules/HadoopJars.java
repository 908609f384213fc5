package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.spec.MavenCoordinates;

/** Jars of Hadoop among the connectors: each is a part of it alone, and what it needs does not come along. */
final class HadoopJars {

    private static final String GROUP = "org.apache.hadoop";
    private static final String CLASSES = "hadoop-client-api";
    private static final String DEPENDENCIES = "hadoop-client-runtime";
    private static final String ALL_OF_2 = "flink-shaded-hadoop-2-uber";

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
                : finding.remedy("in its place, with all that it needs inside: "
                        + element("org.apache.flink", ALL_OF_2, "2.8.3-10.0"));
    }

    private static String element(String group, String artifact, String version) {
        return "`<connector>%s:%s:%s</connector>`".formatted(group, artifact, version);
    }
}

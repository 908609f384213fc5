package org.pyflinkimage.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.flink.FlinkMinor;

/**
 * What is known of jars that go beside Flink.
 *
 * @param brought {@code group:artifact} of what a Flink distribution has already
 * @param plugins what Flink brings as plugins of its own, as group and artifact
 * @param pluginsSince2 what it brings so since 2.0
 * @param hadoop what of Hadoop is nothing without dependencies of its own, as group and artifact
 * @param hadoopCallers what ends without Hadoop's classes beside it, as group and artifact without Flink's line
 * @param released artifacts that are released with Flink, under its version
 * @param suffixed artifacts that keep their Scala suffix after Flink 1.14
 * @param suffixedBefore2 those that keep it up to Flink 1.20, and are not there for Flink 2
 * @param marks how coordinates say which Flink a jar is made for; the first that matches counts
 * @param fat by artifact without its dependencies, the one that has them inside
 * @param alike by artifact, another that registers the same factory
 * @param clients by artifact, the client library that it is useless without
 * @param newest by artifact and Flink line, the newest version that was seen
 * @param served what makes a table option work
 * @param sources by the name of the list
 */
public record ConnectorFacts(
        Set<String> brought,
        Set<String> plugins,
        Set<String> pluginsSince2,
        Set<String> hadoop,
        Set<String> hadoopCallers,
        Set<String> released,
        Set<String> suffixed,
        Set<String> suffixedBefore2,
        List<LineMark> marks,
        Map<String, String> fat,
        Map<String, String> alike,
        Map<String, String> clients,
        Map<String, Map<FlinkMinor, String>> newest,
        List<Served> served,
        Map<String, String> sources) {

    public ConnectorFacts {
        brought = Set.copyOf(brought);
        plugins = Set.copyOf(plugins);
        pluginsSince2 = Set.copyOf(pluginsSince2);
        hadoop = Set.copyOf(hadoop);
        hadoopCallers = Set.copyOf(hadoopCallers);
        released = Set.copyOf(released);
        suffixed = Set.copyOf(suffixed);
        suffixedBefore2 = Set.copyOf(suffixedBefore2);
        marks = List.copyOf(marks);
        fat = Map.copyOf(fat);
        alike = Map.copyOf(alike);
        clients = Map.copyOf(clients);
        newest = Map.copyOf(newest);
        served = List.copyOf(served);
        sources = Map.copyOf(sources);
    }

    /**
     * What is asked for by a word, and the artifacts of which one must be there.
     *
     * @param option {@code connector} or {@code format} of a table, {@code scheme} of an address
     * @param value {@code kafka}, {@code avro}, {@code s3}
     */
    public record Served(String option, String value, List<String> artifacts) {
        public Served {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** The newest version seen of one of Flink's own connectors for a Flink line, as coordinates. */
    public Optional<String> newestFor(String artifact, FlinkMinor line) {
        return Optional.ofNullable(newest.getOrDefault(artifact, Map.of()).get(line))
                .map(version -> "%s:%s:%s".formatted(DistributionPart.GROUP, artifact, version));
    }

    /**
     * The newest version of a jar that was seen for a Flink line, as coordinates. Of Flink's own connectors it is the one with its
     * dependencies inside, where there is one: the other has to have them beside it.
     *
     * @param version any, for another line it may be
     */
    public Optional<String> fitting(String groupId, String artifactId, String version, FlinkMinor line) {
        Optional<String> marked = markOf(groupId, artifactId, version)
                .flatMap(mark -> Optional.ofNullable(mark.newest().get(line))
                        .map(newer -> "%s:%s:%s".formatted(groupId, mark.artifactFor(artifactId, line), newer)));
        if (marked.isPresent() || !groupId.equals(DistributionPart.GROUP)) {
            return marked;
        }
        String artifact = ScalaName.of(artifactId).artifact();
        return Optional.ofNullable(fat.get(artifact))
                .flatMap(whole -> newestFor(whole, line))
                .or(() -> newestFor(artifact, line));
    }

    /** What tells which Flink a jar is made for. */
    public Optional<LineMark> markOf(String groupId, String artifactId, String version) {
        return marks.stream()
                .filter(mark -> mark.matches(groupId, artifactId, version))
                .findFirst();
    }

    /** Whether some Flink distribution has a jar, on its class path or as a plugin; without a Scala suffix. */
    public boolean isInDistribution(String groupId, String artifact) {
        String name = groupId + ":" + artifact;
        return brought.contains(name) || plugins.contains(name) || pluginsSince2.contains(name);
    }

    /** Whether an artifact of Flink's own group was seen, without a Scala suffix. */
    public boolean knows(String artifact) {
        return released.contains(artifact)
                || newest.containsKey(artifact)
                || fat.containsValue(artifact)
                || isInDistribution(DistributionPart.GROUP, artifact)
                || served.stream().anyMatch(option -> option.artifacts().contains(artifact));
    }

    /** Where a list comes from. */
    public String source(String list) {
        return sources.getOrDefault(list, "");
    }
}

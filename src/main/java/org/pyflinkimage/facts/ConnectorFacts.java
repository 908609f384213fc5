package org.pyflinkimage.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of jars that go beside Flink.
 *
 * @param brought {@code group:artifact} of what a Flink distribution has already
 * @param released artifacts that are released with Flink, under its version
 * @param suffixed artifacts that keep their Scala suffix after Flink 1.14
 * @param fat by artifact without its dependencies, the one that has them inside
 * @param clients by artifact, the client library that it is useless without
 * @param newest by artifact and Flink line, the newest version that was seen
 * @param served what makes a table option work
 * @param sources by the name of the list
 */
public record ConnectorFacts(
        Set<String> brought,
        Set<String> released,
        Set<String> suffixed,
        Map<String, String> fat,
        Map<String, String> clients,
        Map<String, Map<String, String>> newest,
        List<Served> served,
        Map<String, String> sources) {

    public ConnectorFacts {
        brought = Set.copyOf(brought);
        released = Set.copyOf(released);
        suffixed = Set.copyOf(suffixed);
        fat = Map.copyOf(fat);
        clients = Map.copyOf(clients);
        newest = Map.copyOf(newest);
        served = List.copyOf(served);
        sources = Map.copyOf(sources);
    }

    /**
     * A table option and the artifacts of which one must be there.
     *
     * @param option {@code connector} or {@code format}
     * @param value {@code kafka}, {@code avro}
     */
    public record Served(String option, String value, List<String> artifacts) {
        public Served {
            artifacts = List.copyOf(artifacts);
        }
    }

    /** The newest version seen of an artifact for a Flink line. */
    public Optional<String> newestFor(String artifact, String line) {
        return Optional.ofNullable(newest.getOrDefault(artifact, Map.of()).get(line));
    }

    /** Where a list comes from. */
    public String source(String list) {
        return sources.getOrDefault(list, "");
    }
}

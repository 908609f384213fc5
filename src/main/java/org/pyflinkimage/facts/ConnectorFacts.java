package org.pyflinkimage.facts;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;

/**
 * What is known of jars that go beside Flink.
 *
 * @param own those that Flink has or that are released with it
 * @param scala which of Flink's artifacts are named after a Scala
 * @param versions what coordinates say of the Flink that a jar is made for
 * @param kin which artifacts stand for others or need them
 * @param hadoop jars of Hadoop, and those that call it
 * @param served what makes a table option work
 * @param sources by the name of the list
 */
public record ConnectorFacts(
        Own own,
        Scala scala,
        Versions versions,
        Kin kin,
        Hadoop hadoop,
        List<Served> served,
        Map<String, String> sources) {

    public ConnectorFacts {
        served = List.copyOf(served);
        sources = Map.copyOf(sources);
    }

    /**
     * Flink's own jars; {@code group:artifact} without a Scala suffix.
     *
     * @param brought what a Flink distribution has already
     * @param plugins what Flink brings as plugins of its own
     * @param pluginsSince2 what it brings so since 2.0
     * @param released artifacts that are released with Flink, under its version; without their group
     */
    public record Own(Set<String> brought, Set<String> plugins, Set<String> pluginsSince2, Set<String> released) {
        public Own {
            brought = Set.copyOf(brought);
            plugins = Set.copyOf(plugins);
            pluginsSince2 = Set.copyOf(pluginsSince2);
            released = Set.copyOf(released);
        }

        /** Whether a release brings a jar as a plugin. */
        public boolean isPlugin(String jar, FlinkVersion flink) {
            return plugins.contains(jar) || (flink.major() >= 2 && pluginsSince2.contains(jar));
        }

        private boolean has(String jar) {
            return brought.contains(jar) || plugins.contains(jar) || pluginsSince2.contains(jar);
        }
    }

    /**
     * Artifacts that keep their Scala suffix after Flink 1.14.
     *
     * @param suffixed with every Flink
     * @param suffixedBefore2 up to Flink 1.20; they are not there for Flink 2
     */
    public record Scala(Set<String> suffixed, Set<String> suffixedBefore2) {
        public Scala {
            suffixed = Set.copyOf(suffixed);
            suffixedBefore2 = Set.copyOf(suffixedBefore2);
        }

        /** Whether an artifact has the suffix with a release after 1.14. */
        public boolean keeps(String artifact, FlinkVersion flink) {
            return suffixed.contains(artifact) || (flink.major() == 1 && suffixedBefore2.contains(artifact));
        }
    }

    /**
     * What coordinates say of the Flink that a jar is made for.
     *
     * @param marks how they say it; the first that matches counts
     * @param newest by artifact and Flink line, the newest version that was seen
     */
    public record Versions(List<LineMark> marks, Map<String, Map<FlinkMinor, String>> newest) {
        public Versions {
            marks = List.copyOf(marks);
            newest = Map.copyOf(newest);
        }

        /** The newest version seen of one of Flink's own connectors for a Flink line, as coordinates. */
        public Optional<String> newestFor(String artifact, FlinkMinor line) {
            return Optional.ofNullable(newest.getOrDefault(artifact, Map.of()).get(line))
                    .map(version -> "%s:%s:%s".formatted(DistributionPart.GROUP, artifact, version));
        }

        /** Whether a version of one of Flink's own connectors was seen. */
        public boolean hasSeen(String artifact, String version) {
            return newest.getOrDefault(artifact, Map.of()).containsValue(version);
        }

        /** The element to write, where a version for a Flink line was seen; otherwise what to look for. */
        public String declared(String artifact, FlinkMinor line) {
            return declared(artifact, line, "none is known here");
        }

        /** The same, with the version that was seen for the nearest line: where there is no other way, it may do. */
        public String declaredOrNearest(String artifact, FlinkMinor line) {
            return nearest(artifact, line)
                    .flatMap(other -> newestFor(artifact, other)
                            .map(seen -> declared(
                                    artifact,
                                    line,
                                    "known here is `<connector>%s</connector>`, for Flink %s".formatted(seen, other))))
                    .orElseGet(() -> declared(artifact, line));
        }

        /** Whether a version for a Flink line was seen, or for one that is near to it. */
        public boolean isNear(String artifact, FlinkMinor line) {
            return newestFor(artifact, line)
                    .or(() -> nearest(artifact, line).map(FlinkMinor::toString))
                    .isPresent();
        }

        private String declared(String artifact, FlinkMinor line, String known) {
            return newestFor(artifact, line)
                    .map("`<connector>%s</connector>`"::formatted)
                    .orElseGet(() ->
                            "`%s` in a version for Flink %s, if there is one; %s".formatted(artifact, line, known));
        }

        /** The next older line with a version, or else the next newer one; of another major version none is near. */
        private Optional<FlinkMinor> nearest(String artifact, FlinkMinor line) {
            NavigableSet<FlinkMinor> lines = new TreeSet<>();
            newest.getOrDefault(artifact, Map.of()).keySet().stream()
                    .filter(other -> other.major() == line.major())
                    .forEach(lines::add);
            return Optional.ofNullable(lines.lower(line)).or(() -> Optional.ofNullable(lines.higher(line)));
        }

        /** What tells which Flink a jar is made for. */
        public Optional<LineMark> markOf(String groupId, String artifactId, String version) {
            return marks.stream()
                    .filter(mark -> mark.matches(groupId, artifactId, version))
                    .findFirst();
        }
    }

    /**
     * Which artifacts stand for others or need them.
     *
     * @param fat by artifact without its dependencies, the one that has them inside
     * @param alike by artifact, another that registers the same factory
     * @param clients by artifact, the client library that it is useless without
     * @param classes by which both are known whatever their jars are called
     */
    public record Kin(
            Map<String, String> fat, Map<String, String> alike, Map<String, String> clients, KinClasses classes) {
        public Kin {
            fat = Map.copyOf(fat);
            alike = Map.copyOf(alike);
            clients = Map.copyOf(clients);
        }
    }

    /**
     * By which folders of classes jars are known, as those of class files: {@code org/apache/kafka/clients/}.
     *
     * @param inside by artifact with its dependencies inside, where it has them under other names
     * @param own by client library, those that are its own
     */
    public record KinClasses(Map<String, String> inside, SortedMap<String, List<String>> own) {
        public KinClasses {
            inside = Map.copyOf(inside);
            own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
        }
    }

    /**
     * Jars of Hadoop; {@code group:artifact}, with a version where that is known.
     *
     * @param parts what is nothing without dependencies of its own
     * @param whole2 Hadoop 2 with all that it needs inside
     * @param whole3 what together is Hadoop 3, in one version, with all that it needs inside but {@code beside3}
     * @param callers what ends without Hadoop's classes beside it, without Flink's line
     */
    public record Hadoop(
            Set<String> parts, String whole2, List<String> whole3, List<String> beside3, Set<String> callers) {
        public Hadoop {
            parts = Set.copyOf(parts);
            whole3 = List.copyOf(whole3);
            beside3 = List.copyOf(beside3);
            callers = Set.copyOf(callers);
        }
    }

    /**
     * What is asked for by a word, and the artifacts of which one must be there.
     *
     * @param option {@code connector} or {@code format} of a table, {@code scheme} of an address, {@code module} of PyFlink
     * @param value {@code kafka}, {@code avro}, {@code s3}
     * @param since their first version that does it; empty where all do
     */
    public record Served(String option, String value, List<String> artifacts, Optional<String> since) {

        /** The option of what is asked for by an import. */
        public static final String MODULE = "module";

        private static final Pattern NUMBERS = Pattern.compile("([0-9]+(?:\\.[0-9]+)*).*");

        public Served {
            artifacts = List.copyOf(artifacts);
        }

        /** Whether a version is none of those before; what has no number is none. */
        public boolean isServedIn(String version) {
            Matcher numbers = NUMBERS.matcher(version);
            return since.isEmpty()
                    || !numbers.matches()
                    || Version.parse(numbers.group(1)).compareTo(Version.parse(since.get())) >= 0;
        }
    }

    /**
     * The newest version of a jar that was seen for a Flink line, as coordinates. Of Flink's own connectors it is the one with its
     * dependencies inside, where there is one: the other has to have them beside it.
     *
     * @param version any, for another line it may be
     */
    public Optional<String> fitting(String groupId, String artifactId, String version, FlinkMinor line) {
        Optional<String> marked = versions.markOf(groupId, artifactId, version)
                .flatMap(mark -> Optional.ofNullable(mark.newest().get(line))
                        .map(newer -> "%s:%s:%s".formatted(groupId, mark.artifactFor(artifactId, line), newer)));
        if (marked.isPresent() || !groupId.equals(DistributionPart.GROUP)) {
            return marked;
        }
        String artifact = ScalaName.of(artifactId).artifact();
        return Optional.ofNullable(kin.fat().get(artifact))
                .flatMap(whole -> versions.newestFor(whole, line))
                .or(() -> versions.newestFor(artifact, line));
    }

    /** Whether some Flink distribution has a jar, on its class path or as a plugin; without a Scala suffix. */
    public boolean isInDistribution(String groupId, String artifact) {
        return own.has(groupId + ":" + artifact);
    }

    /** Whether an artifact of Flink's own group was seen, without a Scala suffix. */
    public boolean knows(String artifact) {
        return own.released().contains(artifact)
                || versions.newest().containsKey(artifact)
                || kin.fat().containsValue(artifact)
                || isInDistribution(DistributionPart.GROUP, artifact)
                || served.stream().anyMatch(option -> option.artifacts().contains(artifact));
    }

    /** Where a list comes from. */
    public String source(String list) {
        return sources.getOrDefault(list, "");
    }
}

package org.pyflinkimage.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/**
 * What is known of Flink, Java, Python and their packages: data with sources, kept apart from the rules that judge by it.
 *
 * @param checked the day of the newest look at the sources; what is past then is past, whatever a clock says
 * @param releases every known release of PyFlink
 * @param changes what became different in Flink, and since when
 * @param lines Flink's release lines, ascending
 * @param companions the releases of PyFlink's companions by version
 * @param pythons CPython's release lines
 * @param suites the Debian and Ubuntu releases that images can be made from
 * @param standalones the CPythons that run on any of them
 * @param knownRequirements what releases need and do not declare
 * @param tested the combinations on which a Python job was run
 * @param vulnerabilities of Flink's releases
 * @param configuration Flink's configuration keys
 * @param memory Flink's memory keys
 * @param connectors jars that go beside Flink
 * @param bases images that others build on
 */
public record Facts(
        LocalDate checked,
        NavigableMap<FlinkVersion, FlinkRelease> releases,
        FlinkChanges changes,
        Map<FlinkMinor, FlinkLine> lines,
        Map<Companion, Map<String, CompanionRelease>> companions,
        Map<PythonMinor, PythonLine> pythons,
        Suites suites,
        StandaloneBuilds standalones,
        List<KnownRequirement> knownRequirements,
        List<TestedCombination> tested,
        List<Vulnerability> vulnerabilities,
        ConfigurationFacts configuration,
        MemoryFacts memory,
        ConnectorFacts connectors,
        BaseFacts bases) {

    public Facts {
        releases = Collections.unmodifiableNavigableMap(new TreeMap<>(releases));
        knownRequirements = List.copyOf(knownRequirements);
        tested = List.copyOf(tested);
        vulnerabilities = List.copyOf(vulnerabilities);
    }

    /** How much the facts say of a Flink release. */
    public enum Knowledge {
        /** Looked at. */
        KNOWN,
        /** A later patch of a known line: judged as the newest known one. */
        NEWER_PATCH,
        /** A later line than all known: judged as the newest release, and never refused for what that lacks. */
        NEWER_LINE,
        /** Neither known nor new: there is no such release, or it is too old. */
        UNKNOWN
    }

    /** The facts that this plugin was released with. */
    public static Facts shipped() {
        return Shipped.FACTS;
    }

    /**
     * Reads facts.
     *
     * @param textOf gives the text of a file such as {@code flink.json}
     */
    public static Facts read(UnaryOperator<String> textOf) {
        return new FactsReader(textOf).read();
    }

    /** The Java lines that some Flink runs on, ascending. */
    public List<JavaVersion> javas() {
        return lines.values().stream()
                .flatMap(line -> line.java().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The Python lines that some PyFlink has wheels for, and some suite brings or that there are standalone, ascending. */
    public NavigableSet<PythonMinor> buildablePythons() {
        NavigableSet<PythonMinor> pythons = new TreeSet<>();
        releases.values().forEach(release -> pythons.addAll(release.wheels().anywhere()));
        Set<PythonMinor> served = new HashSet<>(standalones.lines());
        suites.all().forEach(suite -> served.add(suite.python()));
        pythons.retainAll(served);
        return pythons;
    }

    /** How much is known of a release. */
    public Knowledge knowledgeOf(FlinkVersion version) {
        if (releases.containsKey(version)) {
            return Knowledge.KNOWN;
        }
        FlinkVersion newest = releases.lastKey();
        if (!lines.containsKey(version.line())) {
            return version.compareTo(newest) > 0 ? Knowledge.NEWER_LINE : Knowledge.UNKNOWN;
        }
        return newestOf(version.line()).compareTo(version) < 0 ? Knowledge.NEWER_PATCH : Knowledge.UNKNOWN;
    }

    /** The release whose facts judge that version: itself, or the newest where it is newer; empty for an unknown one. */
    public Optional<FlinkRelease> basisOf(FlinkVersion version) {
        return switch (knowledgeOf(version)) {
            case KNOWN, NEWER_PATCH, NEWER_LINE -> Optional.of(nearestTo(version));
            case UNKNOWN -> Optional.empty();
        };
    }

    /** The newest release that is not above that version, else the oldest of all. */
    public FlinkRelease nearestTo(FlinkVersion version) {
        return Optional.ofNullable(releases.floorEntry(version))
                .orElseGet(releases::firstEntry)
                .getValue();
    }

    /**
     * What a release needs and does not declare: without it an image builds and its jobs fail. A release newer than the facts is
     * taken for the newest of its line.
     *
     * @param pip whether the image has pip, which may need something on its part
     */
    public List<KnownRequirement> requirementsToAdd(FlinkVersion version, boolean pip) {
        return basisOf(version).stream()
                .flatMap(basis ->
                        knownRequirements.stream().filter(requirement -> requirement.concerns(basis.version())))
                .filter(requirement -> pip || requirement.beside().isEmpty())
                .toList();
    }

    /** The line that a known release belongs to. */
    public FlinkLine lineOf(FlinkVersion version) {
        FlinkLine line = lines.get(version.line());
        if (line == null) {
            throw new IllegalArgumentException("no facts of the line of " + version);
        }
        return line;
    }

    /** A release of a native companion; fails where the facts contradict each other. */
    public CompanionRelease companion(Companion companion, String version) {
        CompanionRelease release = companions.getOrDefault(companion, Map.of()).get(version);
        if (release == null) {
            throw new IllegalStateException("no facts of " + companion + " " + version);
        }
        return release;
    }

    private FlinkVersion newestOf(FlinkMinor line) {
        return releases.descendingKeySet().stream()
                .filter(version -> version.line().equals(line))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no release of the known line " + line));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final Facts FACTS = new FactsReader(FactsReader::shippedText)
                .read(new FactsReader.ReadBefore(FlinkChanges.shipped(), Suites.shipped(), StandaloneBuilds.shipped()));
    }
}

package org.pyflinkimage.facts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.pyflinkimage.facts.FlinkLine.JavaSupport;
import org.pyflinkimage.facts.FlinkRelease.Libraries;
import org.pyflinkimage.facts.FlinkRelease.Pin;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.python.StandaloneBuild;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem.Severity;

/** Reads the facts about versions, and puts all together. */
final class FactsReader {

    private static final String RELEASES = "releases";

    private final UnaryOperator<String> textOf;

    // Releases say nearly the same: what several have is read once.
    private final Map<String, Optional<Requirement>> requirements = new HashMap<>();
    private final Map<String, Optional<SpecifierSet>> specifiers = new HashMap<>();
    private final Map<Map<String, List<String>>, WheelSet> wheels = new HashMap<>();

    FactsReader(UnaryOperator<String> textOf) {
        this.textOf = textOf;
    }

    /** The text of a file in the jar. */
    static String shippedText(String name) {
        try (InputStream in = FactsReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Facts that were read before all others, by whoever needed nothing else. */
    record ReadBefore(FlinkChanges changes, Suites suites, StandaloneBuilds standalones) {}

    Facts read() {
        return read(new ReadBefore(
                file(FlinkChanges.FILE, FlinkChanges::read),
                file(Suites.FILE, Suites::read),
                file(StandaloneBuilds.FILE, StandaloneBuilds::read)));
    }

    Facts read(ReadBefore before) {
        Releases releases = file(KnownReleases.FILE, this::releases);
        return new Facts(
                releases.checked(),
                releases.byVersion(),
                before.changes(),
                file("lines.json", FactsReader::lines),
                companions(),
                file("python.json", FactsReader::pythons),
                before.suites(),
                before.standalones(),
                listIn("requirements.json", "missing", this::knownRequirement),
                listIn("tested.json", "tested", FactsReader::testedCombination),
                listIn("vulnerabilities.json", "vulnerabilities", FactsReader::vulnerability),
                file("configuration.json", ContentFactsReader::configuration),
                file(MemoryFacts.FILE, MemoryFacts::read),
                file("connectors.json", ContentFactsReader::connectors),
                file("bases.json", root -> ContentFactsReader.bases(root, before.suites())));
    }

    private <T> T file(String name, Function<FactNode, T> reader) {
        return FactNode.read(name, textOf.apply(name), reader);
    }

    private <T> List<T> listIn(String name, String field, Function<FactNode, T> reader) {
        return file(name, root -> root.list(field, reader));
    }

    private record Releases(LocalDate checked, NavigableMap<FlinkVersion, FlinkRelease> byVersion) {}

    private Releases releases(FactNode file) {
        NavigableMap<FlinkVersion, FlinkRelease> releases = new TreeMap<>();
        file.list(KnownReleases.FIELD, this::release).forEach(release -> releases.put(release.version(), release));
        return new Releases(file.checked(), releases);
    }

    private FlinkRelease release(FactNode node) {
        node.skip("released");
        node.skip("requiresPython");
        FlinkVersion version = KnownReleases.version(node);
        return new FlinkRelease(
                version,
                node.flag("yanked"),
                Libraries.valueOf(upper(node.text("libraries"))),
                wheels(node),
                pins(node),
                node.allParsed("requires", this::requirement),
                node.sourceOf(version.toString()));
    }

    private Map<Companion, Pin> pins(FactNode node) {
        Map<Companion, Pin> pins = new EnumMap<>(Companion.class);
        pins.put(Companion.BEAM, node.object(Companion.BEAM.shortName(), this::pin));
        node.optionalObject(Companion.PEMJA.shortName(), this::pin).ifPresent(pin -> pins.put(Companion.PEMJA, pin));
        return pins;
    }

    private Pin pin(FactNode node) {
        return new Pin(node.parsed("requirement", this::specifiers), node.texts("versions"));
    }

    private static Map<FlinkMinor, FlinkLine> lines(FactNode file) {
        String policy = file.object("policy", FactNode::source);
        Map<FlinkMinor, FlinkLine> lines = new LinkedHashMap<>();
        file.list("lines", node -> line(node, policy)).forEach(line -> lines.put(line.line(), line));
        return lines;
    }

    private static FlinkLine line(FactNode node, String policy) {
        SortedMap<JavaVersion, JavaSupport> java = new TreeMap<>();
        node.textsByName("java").forEach((line, support) -> java.put(java(line), JavaSupport.valueOf(upper(support))));
        return new FlinkLine(
                node.parsed("line", FlinkMinor::parse),
                java,
                node.parsed("defaultJava", JavaVersion::parse),
                node.optionalDay("endOfLife"),
                policy,
                node.source());
    }

    private Map<Companion, Map<String, CompanionRelease>> companions() {
        Map<Companion, Map<String, CompanionRelease>> companions = new EnumMap<>(Companion.class);
        for (Companion companion : Companion.values()) {
            Map<String, CompanionRelease> releases = new LinkedHashMap<>();
            listIn(companion.shortName() + ".json", RELEASES, this::companion)
                    .forEach(release -> releases.put(release.version(), release));
            companions.put(companion, releases);
        }
        return companions;
    }

    private CompanionRelease companion(FactNode node) {
        node.skip("requiresPython");
        String version = node.text("version");
        return new CompanionRelease(
                version, wheels(node), node.optionalAllParsed("requires", this::requirement), node.sourceOf(version));
    }

    private WheelSet wheels(FactNode node) {
        return wheels.computeIfAbsent(node.listsByName("wheels"), FactsReader::wheelSet);
    }

    private static WheelSet wheelSet(Map<String, List<String>> minorsByPlatform) {
        Map<Platform, NavigableSet<PythonMinor>> wheels = new EnumMap<>(Platform.class);
        minorsByPlatform.forEach((platform, minors) -> {
            NavigableSet<PythonMinor> pythons = new TreeSet<>();
            minors.forEach(minor -> pythons.add(python(minor)));
            wheels.put(platform(platform), pythons);
        });
        return new WheelSet(wheels);
    }

    private static Map<PythonMinor, PythonLine> pythons(FactNode file) {
        Map<PythonMinor, PythonLine> pythons = new LinkedHashMap<>();
        file.list("lines", node -> Map.entry(node.parsed("python", PythonMinor::parse), pythonLine(node)))
                .forEach(line -> pythons.put(line.getKey(), line.getValue()));
        return pythons;
    }

    private static PythonLine pythonLine(FactNode node) {
        return new PythonLine(node.day("endOfLife"), node.source());
    }

    private KnownRequirement knownRequirement(FactNode node) {
        return new KnownRequirement(
                node.parsed("requirement", this::requirement),
                node.text("reason"),
                node.allParsed("lines", FlinkMinor::parse),
                node.allParsed("except", FlinkVersion::parse),
                node.optionalText("beside").map(NormalizedName::of),
                node.undatedSource());
    }

    private static Vulnerability vulnerability(FactNode node) {
        return new Vulnerability(
                node.text("id"),
                Severity.valueOf(upper(node.text("severity"))),
                node.text("what"),
                node.allParsed("lines", FlinkMinor::parse),
                node.allParsed("fixedIn", FlinkVersion::parse),
                node.optionalText("unless").map(NormalizedName::of),
                node.undatedSource());
    }

    private static TestedCombination testedCombination(FactNode node) {
        return new TestedCombination(
                node.parsed("flink", FlinkVersion::parse),
                node.parsed("java", JavaVersion::parse),
                node.parsed("python", PythonMinor::parse),
                node.parsed("platform", Platform::parse),
                node.checked(),
                node.texts("modes"),
                node.optionalParsed("interpreter", StandaloneBuild::parse));
    }

    private Optional<Requirement> requirement(String text) {
        return requirements.computeIfAbsent(text, Requirement::parse);
    }

    private Optional<SpecifierSet> specifiers(String text) {
        return specifiers.computeIfAbsent(text, SpecifierSet::parse);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static JavaVersion java(String text) {
        return JavaVersion.parse(text).orElseThrow();
    }

    private static PythonMinor python(String text) {
        return PythonMinor.parse(text).orElseThrow();
    }

    private static Platform platform(String text) {
        return Platform.parse(text).orElseThrow();
    }
}

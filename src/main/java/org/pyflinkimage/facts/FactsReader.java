package org.pyflinkimage.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pyflinkimage.facts.FlinkLine.JavaSupport;
import org.pyflinkimage.facts.FlinkRelease.Pin;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem.Severity;

/** Reads the facts about versions; a mistake in these files is ours, so it fails without a message for users. */
final class FactsReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COMPANIONS = List.of("apache-beam", "pemja");

    private final UnaryOperator<String> textOf;

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

    Facts read() {
        List<Suite> suites =
                elements(tree("suites.json"), "suites").map(FactsReader::suite).toList();
        JsonNode flink = tree("flink.json");
        return new Facts(
                text(flink, "checked"),
                releases(flink),
                lines(),
                companions(),
                pythons(),
                suites,
                elements(tree("requirements.json"), "missing")
                        .map(FactsReader::knownRequirement)
                        .toList(),
                elements(tree("tested.json"), "tested")
                        .map(FactsReader::testedCombination)
                        .toList(),
                elements(tree("vulnerabilities.json"), "vulnerabilities")
                        .map(FactsReader::vulnerability)
                        .toList(),
                ContentFactsReader.configuration(tree("configuration.json")),
                ContentFactsReader.connectors(tree("connectors.json")),
                ContentFactsReader.bases(tree("bases.json"), suites));
    }

    /** A file as a tree. */
    JsonNode tree(String name) {
        try {
            return JSON.readTree(textOf.apply(name));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + ": " + e.getOriginalMessage(), e);
        }
    }

    private static NavigableMap<FlinkVersion, FlinkRelease> releases(JsonNode file) {
        NavigableMap<FlinkVersion, FlinkRelease> releases = new TreeMap<>();
        elements(file, "releases").forEach(node -> {
            FlinkRelease release = release(file, node);
            releases.put(release.version(), release);
        });
        return releases;
    }

    private static FlinkRelease release(JsonNode file, JsonNode node) {
        return new FlinkRelease(
                flink(text(node, "version")),
                node.required("yanked").asBoolean(),
                node.required("libraries").asBoolean(),
                wheels(node),
                pin(node.required("beam")),
                Optional.ofNullable(node.get("pemja")).map(FactsReader::pin),
                texts(node, "requires"),
                sourceOf(file, text(node, "version")));
    }

    private static Pin pin(JsonNode node) {
        return new Pin(text(node, "requirement"), texts(node, "versions"));
    }

    private Map<String, FlinkLine> lines() {
        JsonNode file = tree("lines.json");
        Map<String, FlinkLine> lines = new LinkedHashMap<>();
        elements(file, "lines").forEach(node -> lines.put(text(node, "line"), line(node, text(file, "checked"))));
        return lines;
    }

    private static FlinkLine line(JsonNode node, String checked) {
        SortedMap<JavaVersion, JavaSupport> java = new TreeMap<>();
        node.required("java")
                .properties()
                .forEach(entry -> java.put(
                        java(entry.getKey()),
                        JavaSupport.valueOf(entry.getValue().asText().toUpperCase(Locale.ROOT))));
        return new FlinkLine(
                text(node, "line"),
                java,
                java(text(node, "defaultJava")),
                Optional.ofNullable(node.get("endOfLife")).map(JsonNode::asText),
                texts(node, "configuration"),
                text(node, "source") + ", checked " + checked);
    }

    private Map<String, Map<String, CompanionRelease>> companions() {
        Map<String, Map<String, CompanionRelease>> companions = new LinkedHashMap<>();
        for (String name : COMPANIONS) {
            JsonNode file = tree(name.replace("apache-", "") + ".json");
            Map<String, CompanionRelease> releases = new LinkedHashMap<>();
            elements(file, "releases").forEach(node -> releases.put(text(node, "version"), companion(file, node)));
            companions.put(name, releases);
        }
        return companions;
    }

    private static CompanionRelease companion(JsonNode file, JsonNode node) {
        String version = text(node, "version");
        List<String> requires = node.has("requires") ? texts(node, "requires") : List.of();
        return new CompanionRelease(version, wheels(node), requires, sourceOf(file, version));
    }

    private static WheelSet wheels(JsonNode node) {
        Map<Platform, NavigableSet<PythonMinor>> wheels = new EnumMap<>(Platform.class);
        for (Map.Entry<String, JsonNode> entry : node.required("wheels").properties()) {
            NavigableSet<PythonMinor> minors = new TreeSet<>();
            entry.getValue().forEach(minor -> minors.add(python(minor.asText())));
            wheels.put(Platform.parse(entry.getKey()).orElseThrow(), minors);
        }
        return new WheelSet(wheels);
    }

    private Map<PythonMinor, PythonLine> pythons() {
        JsonNode file = tree("python.json");
        Map<PythonMinor, PythonLine> pythons = new LinkedHashMap<>();
        elements(file, "lines").forEach(node -> {
            PythonMinor python = python(text(node, "python"));
            pythons.put(python, new PythonLine(text(node, "endOfLife"), sourceOf(file, "")));
        });
        return pythons;
    }

    private static Suite suite(JsonNode node) {
        return new Suite(
                text(node, "suite"),
                text(node, "family"),
                texts(node, "java").stream().map(FactsReader::java).toList(),
                python(text(node, "python")),
                text(node, "source"));
    }

    private static KnownRequirement knownRequirement(JsonNode node) {
        return new KnownRequirement(
                text(node, "requirement"),
                text(node, "reason"),
                texts(node, "lines"),
                texts(node, "except").stream().map(FactsReader::flink).toList(),
                text(node, "source"));
    }

    private static Vulnerability vulnerability(JsonNode node) {
        return new Vulnerability(
                text(node, "id"),
                Severity.valueOf(text(node, "severity").toUpperCase(Locale.ROOT)),
                text(node, "what"),
                texts(node, "lines"),
                texts(node, "fixedIn").stream().map(FactsReader::flink).toList(),
                Optional.ofNullable(node.get("unless")).map(JsonNode::asText).map(NormalizedName::of),
                text(node, "source"));
    }

    private static TestedCombination testedCombination(JsonNode node) {
        return new TestedCombination(
                flink(text(node, "flink")),
                java(text(node, "java")),
                python(text(node, "python")),
                Platform.parse(text(node, "platform")).orElseThrow(),
                text(node, "date"),
                texts(node, "modes"));
    }

    private static String sourceOf(JsonNode file, String version) {
        return text(file, "source").replace("{version}", version) + ", checked " + text(file, "checked");
    }

    static Stream<JsonNode> elements(JsonNode parent, String field) {
        return parent.required(field).valueStream();
    }

    static List<String> texts(JsonNode parent, String field) {
        return elements(parent, field).map(JsonNode::asText).toList();
    }

    static String text(JsonNode parent, String field) {
        return parent.required(field).asText();
    }

    private static FlinkVersion flink(String text) {
        return FlinkVersion.parse(text).orElseThrow();
    }

    private static JavaVersion java(String text) {
        return JavaVersion.parse(text).orElseThrow();
    }

    private static PythonMinor python(String text) {
        return PythonMinor.parse(text).orElseThrow();
    }
}

package org.pyflinkimage.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.ConfigurationFacts.JavaOptions;
import org.pyflinkimage.facts.ConnectorFacts.Served;
import org.pyflinkimage.flink.FlinkMinor;

/** Reads the facts about configuration, connectors and base images. */
final class ContentFactsReader {

    private ContentFactsReader() {}

    static ConfigurationFacts configuration(FactNode file) {
        Map<FlinkMinor, JavaOptions> javaOptions = new LinkedHashMap<>();
        file.list("javaOptions", ContentFactsReader::javaOptions).forEach(javaOptions::putAll);
        ConfigurationFacts.Sensitive sensitive = file.object("sensitive", ContentFactsReader::sensitive);
        return file.object(
                "removed",
                node -> new ConfigurationFacts(
                        node.parsed("since", FlinkMinor::parse), removed(node), node.source(), javaOptions, sensitive));
    }

    private static ConfigurationFacts.Sensitive sensitive(FactNode node) {
        return new ConfigurationFacts.Sensitive(node.texts("words"), node.texts("harmless"), node.source());
    }

    private static Map<String, Optional<String>> removed(FactNode node) {
        Map<String, Optional<String>> removed = new LinkedHashMap<>();
        node.list("keys", key -> Map.entry(key.text("key"), key.optionalText("instead")))
                .forEach(entry -> removed.put(entry.getKey(), entry.getValue()));
        return removed;
    }

    private static Map<FlinkMinor, JavaOptions> javaOptions(FactNode node) {
        JavaOptions options = new JavaOptions(node.texts("options"), node.source());
        Map<FlinkMinor, JavaOptions> byLine = new LinkedHashMap<>();
        node.allParsed("lines", FlinkMinor::parse).forEach(line -> byLine.put(line, options));
        return byLine;
    }

    /** @param suites of which a base image may be one */
    static BaseFacts bases(FactNode file, Suites suites) {
        return new BaseFacts(file.list("bases", node -> base(node, suites)));
    }

    private static BaseFacts.Known base(FactNode node, Suites suites) {
        Optional<Suite> suite =
                node.optionalText("suite").map(name -> suites.find(name).orElseThrow());
        return new BaseFacts.Known(
                Pattern.compile(node.text("name")),
                Pattern.compile(node.text("tags")),
                suite.<Libc>map(known -> new Libc.Glibc(known.glibc())).orElseGet(() -> Libc.parse(node.text("libc"))),
                suite.map(Suite::python),
                node.flag("versions", suite.isPresent()));
    }

    static ConnectorFacts connectors(FactNode file) {
        Map<String, String> sources = new HashMap<>();
        Set<String> brought = artifacts(file, "brought", sources);
        Set<String> released = artifacts(file, "released", sources);
        List<Served> served = new ArrayList<>(served(file, "connector", sources));
        served.addAll(served(file, "format", sources));
        served.addAll(served(file, "scheme", sources));
        return new ConnectorFacts(
                brought,
                Set.copyOf(sourced(file, "plugins", sources, node -> plugins(node, "artifacts"))),
                Set.copyOf(sourced(file, "plugins", sources, node -> plugins(node, "artifactsSince2"))),
                artifacts(file, "hadoop", sources),
                artifacts(file, "hadoopCallers", sources),
                released,
                Set.copyOf(sourced(file, "scala", sources, node -> suffixed(node, "suffixed"))),
                Set.copyOf(sourced(file, "scala", sources, node -> suffixed(node, "suffixedBefore2"))),
                sourced(file, "lines", sources, node -> node.list("marks", ContentFactsReader::mark)),
                sourced(file, "fat", sources, node -> node.textsByName("instead")),
                sourced(file, "alike", sources, node -> node.textsByName("as")),
                sourced(file, "clients", sources, node -> node.textsByName("needed")),
                sourced(file, "newest", sources, ContentFactsReader::newest),
                served,
                sources);
    }

    private static List<String> plugins(FactNode node, String list) {
        List.of("artifacts", "artifactsSince2").forEach(node::skip);
        return node.texts(list);
    }

    private static List<String> suffixed(FactNode scala, String list) {
        List.of("suffixed", "suffixedBefore2").forEach(scala::skip);
        return scala.texts(list);
    }

    private static LineMark mark(FactNode node) {
        return new LineMark(
                Pattern.compile(node.text("group")),
                Pattern.compile(node.text("artifact")),
                Pattern.compile(node.text("version")),
                node.optionalText("madeFor").map(Integer::valueOf),
                byLine(node.optionalTextsByName("newest")),
                node.source());
    }

    private static Map<String, Map<FlinkMinor, String>> newest(FactNode node) {
        Map<String, Map<FlinkMinor, String>> newest = new LinkedHashMap<>();
        node.mapsByName("versions").forEach((name, versions) -> newest.put(name, byLine(versions)));
        return newest;
    }

    private static Map<FlinkMinor, String> byLine(Map<String, String> texts) {
        Map<FlinkMinor, String> byLine = new LinkedHashMap<>();
        texts.forEach((line, text) -> byLine.put(FlinkMinor.parse(line).orElseThrow(), text));
        return byLine;
    }

    private static Set<String> artifacts(FactNode file, String list, Map<String, String> sources) {
        return Set.copyOf(sourced(file, list, sources, node -> node.texts("artifacts")));
    }

    private static List<Served> served(FactNode file, String option, Map<String, String> sources) {
        return sourced(file, option + "s", sources, node -> node.listsByName("artifacts")).entrySet().stream()
                .map(entry -> new Served(option, entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Reads a part of the file, and keeps where it comes from. */
    private static <T> T sourced(
            FactNode file, String part, Map<String, String> sources, Function<FactNode, T> reader) {
        return file.object(part, node -> {
            sources.put(part, node.source());
            return reader.apply(node);
        });
    }
}

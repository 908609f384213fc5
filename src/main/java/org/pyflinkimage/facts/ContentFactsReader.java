package org.pyflinkimage.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.ConfigurationFacts.JavaOptions;
import org.pyflinkimage.facts.ConnectorFacts.Hadoop;
import org.pyflinkimage.facts.ConnectorFacts.Kin;
import org.pyflinkimage.facts.ConnectorFacts.KinClasses;
import org.pyflinkimage.facts.ConnectorFacts.Own;
import org.pyflinkimage.facts.ConnectorFacts.Scala;
import org.pyflinkimage.facts.ConnectorFacts.Served;
import org.pyflinkimage.facts.ConnectorFacts.Versions;
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
        List<Served> served = new ArrayList<>(served(file, "connector", sources));
        served.addAll(served(file, "format", sources));
        served.addAll(served(file, "scheme", sources));
        served.addAll(served(file, Served.MODULE, sources));
        return new ConnectorFacts(
                own(file, sources),
                sourced(file, "scala", sources, ContentFactsReader::scala),
                new Versions(
                        sourced(file, "lines", sources, node -> node.list("marks", ContentFactsReader::mark)),
                        sourced(file, "newest", sources, ContentFactsReader::newest)),
                new Kin(
                        sourced(file, "fat", sources, node -> node.textsByName("instead")),
                        sourced(file, "alike", sources, node -> node.textsByName("as")),
                        sourced(file, "clients", sources, node -> node.textsByName("needed")),
                        sourced(file, "kinClasses", sources, ContentFactsReader::classes)),
                hadoop(file, sources),
                served,
                sources);
    }

    private static KinClasses classes(FactNode node) {
        return new KinClasses(node.textsByName("inside"), new TreeMap<>(node.listsByName("own")));
    }

    private static Own own(FactNode file, Map<String, String> sources) {
        Set<String> brought = artifacts(file, "brought", sources);
        Set<String> released = artifacts(file, "released", sources);
        return sourced(
                file,
                "plugins",
                sources,
                node -> new Own(brought, texts(node, "artifacts"), texts(node, "artifactsSince2"), released));
    }

    private static Scala scala(FactNode node) {
        return new Scala(texts(node, "suffixed"), texts(node, "suffixedBefore2"));
    }

    private static Hadoop hadoop(FactNode file, Map<String, String> sources) {
        Set<String> callers = artifacts(file, "hadoopCallers", sources);
        return sourced(
                file,
                "hadoop",
                sources,
                node -> new Hadoop(
                        texts(node, "parts"),
                        node.text("whole2"),
                        node.texts("whole3"),
                        node.texts("beside3"),
                        callers));
    }

    private static Set<String> texts(FactNode node, String list) {
        return Set.copyOf(node.texts(list));
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
        return sourced(file, list, sources, node -> texts(node, "artifacts"));
    }

    private static List<Served> served(FactNode file, String option, Map<String, String> sources) {
        return sourced(file, option + "s", sources, node -> {
            Map<String, String> since = node.optionalTextsByName("since");
            return node.listsByName("artifacts").entrySet().stream()
                    .map(entry -> new Served(
                            option, entry.getKey(), entry.getValue(), Optional.ofNullable(since.get(entry.getKey()))))
                    .toList();
        });
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

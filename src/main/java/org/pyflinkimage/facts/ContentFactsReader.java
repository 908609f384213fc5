package org.pyflinkimage.facts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.ConfigurationFacts.JavaOptions;
import org.pyflinkimage.facts.ConfigurationFacts.JsonLogs;
import org.pyflinkimage.facts.ConnectorFacts.Served;
import org.pyflinkimage.flink.FlinkVersion;

/** Reads the facts about configuration and connectors. */
final class ContentFactsReader {

    private static final List<String> SOURCED = List.of("brought", "released", "scala", "fat", "formats", "connectors");

    private ContentFactsReader() {}

    static ConfigurationFacts configuration(JsonNode file) {
        Map<String, Optional<String>> removed = new LinkedHashMap<>();
        FactsReader.elements(file, "removed")
                .forEach(node -> removed.put(
                        FactsReader.text(node, "key"),
                        Optional.ofNullable(node.get("instead")).map(JsonNode::asText)));
        Map<String, JavaOptions> javaOptions = new LinkedHashMap<>();
        FactsReader.elements(file, "javaOptions").forEach(node -> {
            JavaOptions options =
                    new JavaOptions(FactsReader.texts(node, "options"), dated(file, FactsReader.text(node, "source")));
            FactsReader.texts(node, "lines").forEach(line -> javaOptions.put(line, options));
        });
        return new ConfigurationFacts(
                FactsReader.text(file, "removedSince"),
                removed,
                dated(file, FactsReader.text(file, "removedSource")),
                javaOptions,
                jsonLogs(file));
    }

    private static JsonLogs jsonLogs(JsonNode file) {
        JsonNode node = file.required("jsonLogs");
        return new JsonLogs(
                FlinkVersion.parse(FactsReader.text(node, "since")).orElseThrow(),
                dated(file, FactsReader.text(node, "source")));
    }

    /** @param suites of which a base image may be one */
    static BaseFacts bases(JsonNode file, List<Suite> suites) {
        return new BaseFacts(FactsReader.elements(file, "bases")
                .map(node -> base(node, suites))
                .toList());
    }

    private static BaseFacts.Known base(JsonNode node, List<Suite> suites) {
        String[] libc = FactsReader.text(node, "libc").split(" ", 2);
        Optional<String> suite = Optional.ofNullable(node.get("suite")).map(JsonNode::asText);
        return new BaseFacts.Known(
                Pattern.compile(FactsReader.text(node, "name")),
                Pattern.compile(FactsReader.text(node, "tags")),
                new Base.Libc(libc[0], libc[1]),
                suites.stream()
                        .filter(known -> suite.filter(known.name()::equals).isPresent())
                        .map(Suite::python)
                        .findFirst(),
                node.path("versions").asBoolean(suite.isPresent()));
    }

    static ConnectorFacts connectors(JsonNode file) {
        return new ConnectorFacts(
                artifacts(file, "brought"),
                artifacts(file, "released"),
                Set.copyOf(FactsReader.texts(file.required("scala"), "suffixed")),
                texts(file.required("fat").required("instead")),
                texts(file.required("clients")),
                newest(file.required("newest").required("versions")),
                served(file),
                sources(file));
    }

    private static Set<String> artifacts(JsonNode file, String list) {
        return Set.copyOf(FactsReader.texts(file.required(list), "artifacts"));
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Map<String, Map<String, String>> newest(JsonNode node) {
        Map<String, Map<String, String>> newest = new LinkedHashMap<>();
        node.properties().forEach(entry -> newest.put(entry.getKey(), texts(entry.getValue())));
        return newest;
    }

    private static List<Served> served(JsonNode file) {
        List<Served> served = new ArrayList<>();
        for (String option : List.of("connector", "format")) {
            JsonNode artifacts = file.required(option + "s").required("artifacts");
            artifacts
                    .properties()
                    .forEach(entry -> served.add(
                            new Served(option, entry.getKey(), FactsReader.texts(artifacts, entry.getKey()))));
        }
        return served;
    }

    private static Map<String, String> sources(JsonNode file) {
        Map<String, String> sources = new LinkedHashMap<>();
        SOURCED.forEach(list -> sources.put(list, dated(file, FactsReader.text(file.required(list), "source"))));
        return sources;
    }

    private static String dated(JsonNode file, String source) {
        return source + ", checked " + FactsReader.text(file, "checked");
    }
}

package org.pyflinkimage.resolve.debian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/**
 * The suites that images can be made from, read from {@code suites.json}.
 *
 * @param source what the facts rest on, with the day
 */
public record DebianSuites(List<DebianSuite> all, String source) {

    private static final String FILE = "suites.json";

    public static DebianSuites read() {
        try (InputStream stream = DebianSuites.class.getResourceAsStream(FILE)) {
            JsonNode root = new ObjectMapper().readTree(stream);
            List<DebianSuite> all = new ArrayList<>();
            root.required("families").forEach(family -> all.addAll(readFamily(family)));
            String source = "resolve/%s: %s, checked %s"
                    .formatted(
                            FILE,
                            root.required("source").asText(),
                            root.required("checked").asText());
            return new DebianSuites(List.copyOf(all), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<DebianSuite> having(JavaVersion java, PythonMinor python) {
        return all.stream().filter(suite -> suite.has(java, python)).toList();
    }

    public List<DebianSuite.Family> families() {
        return all.stream().map(DebianSuite::family).distinct().toList();
    }

    private static List<DebianSuite> readFamily(JsonNode node) {
        DebianSuite.Family family = new DebianSuite.Family(
                node.required("name").asText(),
                node.required("title").asText(),
                texts(node, "components"),
                node.required("securityApart").asBoolean(),
                Set.copyOf(texts(node, "releases")));
        return node.required("suites")
                .valueStream()
                .map(suite -> readSuite(family, suite))
                .toList();
    }

    private static DebianSuite readSuite(DebianSuite.Family family, JsonNode node) {
        return new DebianSuite(
                family,
                node.required("name").asText(),
                node.required("glibc").asText(),
                PythonMinor.parse(node.required("python").asText()).orElseThrow(),
                node.required("java")
                        .valueStream()
                        .map(feature -> new JavaVersion(feature.asInt()))
                        .collect(Collectors.toCollection(TreeSet::new)),
                texts(node, "packages"));
    }

    private static List<String> texts(JsonNode node, String field) {
        return node.required(field).valueStream().map(JsonNode::asText).toList();
    }
}

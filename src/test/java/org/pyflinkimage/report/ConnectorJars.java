package org.pyflinkimage.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.spec.MavenCoordinates;

/**
 * What the jars of connectors say by their bytes, held against the jars of Flinks: recorded of real ones.
 *
 * @param checked the day
 * @param source where the jars came from
 * @param flinks the release of each line
 * @param absent coordinates of connectors that were not to be had
 */
public record ConnectorJars(
        LocalDate checked, String source, SortedMap<FlinkMinor, String> flinks, List<Jar> jars, List<String> absent) {

    public static final Path FILE = Path.of("src/test/resources/org/pyflinkimage/report/connector-jars.json");

    /** What publishers' marks have versions of, by a name that such a mark matches. */
    private static final List<MavenCoordinates> MARKED = Stream.of(
                    "org.apache.iceberg:iceberg-flink-runtime-1.20:1.11.0",
                    "org.apache.paimon:paimon-flink-1.20:1.3.1",
                    "org.apache.doris:flink-doris-connector-1.20:25.0.0",
                    "com.starrocks:flink-connector-starrocks:1.2.10_flink-1.19")
            .map(jar -> MavenCoordinates.parse(jar).orElseThrow())
            .toList();

    private static final ObjectMapper JSON = new ObjectMapper();

    public ConnectorJars {
        flinks = Collections.unmodifiableSortedMap(new TreeMap<>(flinks));
        jars = List.copyOf(jars);
        absent = List.copyOf(absent);
    }

    /**
     * A jar.
     *
     * @param connector coordinates, as a {@code <connector>} has them
     * @param madeFor the lines that it is known for
     * @param answers what tables, catalogs and formats call its factories
     * @param java the highest that one of its classes is compiled for
     * @param lacks what has to lie beside it
     * @param missing by the line of a Flink, how many classes, methods and fields it uses that this has not, where it does
     */
    public record Jar(
            String connector,
            List<FlinkMinor> madeFor,
            List<String> answers,
            int java,
            List<String> lacks,
            SortedMap<FlinkMinor, Integer> missing) {

        public Jar {
            madeFor = List.copyOf(madeFor);
            answers = List.copyOf(answers);
            lacks = List.copyOf(lacks);
            missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
        }
    }

    /** What is to be recorded: coordinates of all connectors that facts know, and the lines that they are known for. */
    public static SortedMap<String, SortedSet<FlinkMinor>> known(Facts facts) {
        SortedMap<String, SortedSet<FlinkMinor>> known = new TreeMap<>();
        ConnectorFacts connectors = facts.connectors();
        for (FlinkMinor line : facts.lines().keySet()) {
            Stream<String> own = connectors.versions().newest().keySet().stream()
                    .flatMap(artifact -> connectors.versions().newestFor(artifact, line).stream());
            Stream<String> marked = MARKED.stream()
                    .flatMap(jar -> connectors.fitting(jar.groupId(), jar.artifactId(), jar.version(), line).stream());
            Stream.concat(own, marked)
                    .forEach(jar ->
                            known.computeIfAbsent(jar, key -> new TreeSet<>()).add(line));
        }
        return known;
    }

    /** What was recorded last. */
    public static ConnectorJars recorded() {
        try {
            return read(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ConnectorJars read(String text) {
        try {
            JsonNode file = JSON.readTree(text);
            SortedMap<FlinkMinor, String> flinks = new TreeMap<>();
            file.required("flinks")
                    .properties()
                    .forEach(flink ->
                            flinks.put(line(flink.getKey()), flink.getValue().asText()));
            List<Jar> jars = new ArrayList<>();
            file.required("jars").forEach(jar -> jars.add(jar(jar)));
            return new ConnectorJars(
                    LocalDate.parse(file.required("checked").asText()),
                    file.required("source").asText(),
                    flinks,
                    jars,
                    texts(file.required("absent")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Jar jar(JsonNode jar) {
        SortedMap<FlinkMinor, Integer> missing = new TreeMap<>();
        jar.required("missing")
                .properties()
                .forEach(count ->
                        missing.put(line(count.getKey()), count.getValue().asInt()));
        return new Jar(
                jar.required("connector").asText(),
                texts(jar.required("madeFor")).stream().map(ConnectorJars::line).toList(),
                texts(jar.required("answers")),
                jar.required("java").asInt(),
                texts(jar.required("lacks")),
                missing);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static FlinkMinor line(String text) {
        return FlinkMinor.parse(text).orElseThrow();
    }

    /** As it is recorded: a jar on each line. */
    public String toJson() {
        ObjectNode releases = JSON.createObjectNode();
        flinks.forEach((line, flink) -> releases.put(line.toString(), flink));
        return """
                {
                  "checked": "%s",
                  "source": "%s",
                  "flinks": %s,
                  "jars": [
                %s
                  ],
                  "absent": %s
                }
                """.formatted(
                        checked,
                        source,
                        releases,
                        jars.stream().map(jar -> "    " + json(jar)).collect(Collectors.joining(",\n")),
                        array(absent));
    }

    private static String json(Jar jar) {
        ObjectNode node = JSON.createObjectNode();
        node.put("connector", jar.connector());
        node.set("madeFor", array(jar.madeFor()));
        node.set("answers", array(jar.answers()));
        node.put("java", jar.java());
        node.set("lacks", array(jar.lacks()));
        ObjectNode missing = node.putObject("missing");
        jar.missing().forEach((line, count) -> missing.put(line.toString(), count));
        return node.toString();
    }

    private static ArrayNode array(List<?> texts) {
        ArrayNode array = JSON.createArrayNode();
        texts.forEach(text -> array.add(text.toString()));
        return array;
    }

    /** The section of {@code docs/compatibility.md}. */
    String section() {
        List<FlinkMinor> newestFirst = new ArrayList<>(flinks.keySet());
        Collections.reverse(newestFirst);
        String columns = newestFirst.stream().map(FlinkMinor::toString).collect(Collectors.joining(" | "));
        return """
                ## Connectors

                What jars of connectors say by their bytes, not by their names
                ([recorded](../%s) on %s, from %s).
                Each was held against the jars of Flink %s,
                as those of images are ([`PYF-897`](jars.md#jars-against-each-other)).

                | | |
                |---|---|
                | ● | known to be made for this line, which has all that it uses of Flink |
                | ○ | this line has all that it uses of Flink, although it is known for others: that is no promise |
                | a number | so many classes, methods and fields that it uses this line has not |

                | `<connector>` | answers to | Java | needs beside it | %s |
                %s
                %s%s
                """.formatted(
                FILE,
                checked,
                source,
                newestFirst.stream().map(line -> flinks.getOrDefault(line, "")).collect(Collectors.joining(", ")),
                columns,
                "|---".repeat(newestFirst.size() + 4) + "|",
                jars.stream().map(jar -> row(jar, newestFirst)).collect(Collectors.joining("\n")),
                absent.isEmpty() ? "\n" : "\n\nNot to be had there: " + quoted(absent) + ".\n");
    }

    private static String row(Jar jar, List<FlinkMinor> lines) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        jar.connector(),
                        quoted(jar.answers()),
                        jar.java(),
                        String.join(", ", jar.lacks()),
                        lines.stream().map(line -> cell(jar, line)).collect(Collectors.joining(" | ")));
    }

    private static String cell(Jar jar, FlinkMinor line) {
        Integer missing = jar.missing().get(line);
        if (missing != null) {
            return missing.toString();
        }
        return jar.madeFor().contains(line) ? "●" : "○";
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
}

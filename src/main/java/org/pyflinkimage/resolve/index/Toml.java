package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.value.Problem;

/** Texts in TOML. */
public final class Toml {

    /** Whoever walks through a document calls himself for each of them. */
    private static final int DEPTH_AT_MOST = 100;

    private Toml() {}

    /** An empty document. */
    public static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Parses a document.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-488} where it is no TOML
     */
    public static ObjectNode parse(String text, String whereFrom) {
        try {
            JsonNode root = Started.MAPPER.readTree(text);
            requireFlat(root, whereFrom);
            return root instanceof ObjectNode document ? document : empty();
        } catch (JsonProcessingException e) {
            throw malformed(whereFrom, e).toException(e);
        }
    }

    /** Names with dots nest tables as well, which the reader does not count. */
    private static void requireFlat(JsonNode root, String whereFrom) {
        List<JsonNode> level = List.of(root);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > DEPTH_AT_MOST) {
                throw Problem.declaration("PYF-488", "`%s` cannot be read".formatted(whereFrom))
                        .why("its tables and lists lie more than %s deep in each other".formatted(DEPTH_AT_MOST))
                        .remedy("write it with fewer levels, or let the tool that wrote it write it anew")
                        .toException();
            }
            List<JsonNode> next = new ArrayList<>();
            level.forEach(node -> node.forEach(child -> {
                if (child.isContainerNode()) {
                    next.add(child);
                }
            }));
            level = next;
        }
    }

    /** The reader's own words name its inner states and classes: where it stopped says more. */
    private static Problem malformed(String whereFrom, JsonProcessingException failure) {
        Problem problem = Problem.declaration("PYF-488", "`%s` is no TOML".formatted(whereFrom));
        JsonLocation place = failure.getLocation();
        return (place == null
                        ? problem
                        : problem.why("it cannot be understood from line %s, column %s on"
                                .formatted(place.getLineNr(), place.getColumnNr())))
                .remedy("correct it there: a text stands in quotation marks, a key once in its table");
    }

    /** Reads a document from a file; empty where there is none. */
    public static ObjectNode readIfPresent(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return empty();
        }
        return parse(new String(DeclaredFile.bytes(file), StandardCharsets.UTF_8), file.toString());
    }

    public static String write(ObjectNode document) {
        try {
            return Started.MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document cannot be written", e);
        }
    }

    /** Started when there is a document: most machines and projects have none, and their builds need not wait for it. */
    private static final class Started {

        static final TomlMapper MAPPER = new TomlMapper();
    }
}

package org.pyflinkimage.resolve.index;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pyflinkimage.value.Problem;

/** Texts in TOML. */
public final class Toml {

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
            return root instanceof ObjectNode document ? document : empty();
        } catch (JsonProcessingException e) {
            throw malformed(whereFrom, e).toException(e);
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
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw Problem.environment("PYF-488", "`%s` cannot be read".formatted(file))
                    .why(String.valueOf(e))
                    .remedy("look at the rights of the file and its folder")
                    .toException(e);
        }
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

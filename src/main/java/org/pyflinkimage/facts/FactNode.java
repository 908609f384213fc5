package org.pyflinkimage.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object in a fact file, read field by field. A value must have a source and the day it was looked at, its own or those of
 * what it lies in; a field that nobody asks for is a mistake. Mistakes in these files are ours, so they fail without a message for
 * users.
 */
final class FactNode {

    private static final String SOURCE = "source";
    private static final String CHECKED = "checked";
    private static final String NOTE = "note";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;
    private final String place;
    private final @Nullable String source;
    private final @Nullable String checked;
    private final Set<String> asked = new HashSet<>(Set.of(SOURCE, CHECKED, NOTE));

    private FactNode(JsonNode node, String place, @Nullable FactNode parent) {
        this.node = node;
        this.place = place;
        this.source = own(SOURCE, parent == null ? null : parent.source);
        this.checked = own(CHECKED, parent == null ? null : parent.checked);
        requireDay();
    }

    /**
     * Reads a file.
     *
     * @param file its name, for the sake of whoever made a mistake in it
     * @throws IllegalStateException for a mistake
     */
    static <T> T read(String file, String text, Function<FactNode, T> reader) {
        try {
            return readAll(new FactNode(JSON.readTree(text), file, null), reader);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Where the values come from, and when that was looked at, as messages say it. */
    String source() {
        return undatedSource() + ", checked " + checked();
    }

    /** Where the values come from. */
    String undatedSource() {
        return required(source, SOURCE);
    }

    /** The source of one version, where one source is written for all. */
    String sourceOf(String version) {
        return source().replace("{version}", version);
    }

    /** The day on which the source was looked at. */
    String checked() {
        return required(checked, CHECKED);
    }

    String text(String field) {
        return value(field).asText();
    }

    Optional<String> optionalText(String field) {
        return optionalNode(field).map(JsonNode::asText);
    }

    boolean flag(String field) {
        return value(field).asBoolean();
    }

    boolean flag(String field, boolean otherwise) {
        return optionalNode(field).map(JsonNode::asBoolean).orElse(otherwise);
    }

    long number(String field) {
        return value(field).asLong();
    }

    List<String> texts(String field) {
        return value(field).valueStream().map(JsonNode::asText).toList();
    }

    List<String> optionalTexts(String field) {
        return optionalNode(field)
                .map(values -> values.valueStream().map(JsonNode::asText).toList())
                .orElse(List.of());
    }

    /** An object whose field names are data too, with texts behind them. */
    Map<String, String> textsByName(String field) {
        return texts(value(field));
    }

    Map<String, String> optionalTextsByName(String field) {
        return optionalNode(field).map(FactNode::texts).orElse(Map.of());
    }

    /** An object whose field names are data too, with lists behind them. */
    Map<String, List<String>> listsByName(String field) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        value(field)
                .properties()
                .forEach(entry -> lists.put(
                        entry.getKey(),
                        entry.getValue().valueStream().map(JsonNode::asText).toList()));
        return lists;
    }

    /** An object of objects whose field names are data too. */
    Map<String, Map<String, String>> mapsByName(String field) {
        Map<String, Map<String, String>> maps = new LinkedHashMap<>();
        value(field).properties().forEach(entry -> maps.put(entry.getKey(), texts(entry.getValue())));
        return maps;
    }

    <T> T object(String field, Function<FactNode, T> reader) {
        return readAll(new FactNode(node(field), place + "/" + field, this), reader);
    }

    <T> Optional<T> optionalObject(String field, Function<FactNode, T> reader) {
        asked.add(field);
        return node.has(field) ? Optional.of(object(field, reader)) : Optional.empty();
    }

    <T> List<T> list(String field, Function<FactNode, T> reader) {
        List<T> read = new ArrayList<>();
        for (JsonNode element : node(field)) {
            String name = place + "/" + field + "/" + read.size();
            read.add(readAll(new FactNode(element, name, this), reader));
        }
        return List.copyOf(read);
    }

    /** Passes over a field that is there for others. */
    void skip(String field) {
        asked.add(field);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static <T> T readAll(FactNode fact, Function<FactNode, T> reader) {
        T result = reader.apply(fact);
        fact.node.fieldNames().forEachRemaining(field -> {
            if (!fact.asked.contains(field)) {
                throw new IllegalStateException("%s: unknown field `%s`".formatted(fact.place, field));
            }
        });
        return result;
    }

    private JsonNode value(String field) {
        required(source, SOURCE);
        required(checked, CHECKED);
        return node(field);
    }

    private JsonNode node(String field) {
        asked.add(field);
        JsonNode found = node.get(field);
        if (found == null) {
            throw new IllegalStateException("%s: no `%s`".formatted(place, field));
        }
        return found;
    }

    private Optional<JsonNode> optionalNode(String field) {
        asked.add(field);
        return node.has(field) ? Optional.of(value(field)) : Optional.empty();
    }

    private void requireDay() {
        try {
            Optional.ofNullable(checked).ifPresent(LocalDate::parse);
        } catch (DateTimeException e) {
            throw new IllegalStateException("%s: `%s` is no day: %s".formatted(place, CHECKED, checked), e);
        }
    }

    private String required(@Nullable String value, String field) {
        if (value == null) {
            throw new IllegalStateException("%s: no `%s`".formatted(place, field));
        }
        return value;
    }

    private @Nullable String own(String field, @Nullable String inherited) {
        return node.has(field) ? node.path(field).asText() : inherited;
    }
}

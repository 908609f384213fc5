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
    private final @Nullable LocalDate checked;
    private final Set<String> asked = new HashSet<>(Set.of(SOURCE, CHECKED, NOTE));

    private FactNode(JsonNode node, String place, @Nullable FactNode parent) {
        this.node = node;
        this.place = place;
        this.source = own(SOURCE, parent == null ? null : parent.source);
        this.checked = node.has(CHECKED) ? day(CHECKED, node.path(CHECKED)) : parent == null ? null : parent.checked;
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
    LocalDate checked() {
        return required(checked, CHECKED);
    }

    /** A text, or a number as it is written. */
    String text(String field) {
        return text(field, value(field));
    }

    Optional<String> optionalText(String field) {
        return optionalNode(field).map(value -> text(field, value));
    }

    /** A text that is read as something. */
    <T> T parsed(String field, Function<String, Optional<T>> parser) {
        return parsed(field, text(field), parser);
    }

    LocalDate day(String field) {
        return day(field, value(field));
    }

    Optional<LocalDate> optionalDay(String field) {
        return optionalNode(field).map(value -> day(field, value));
    }

    boolean flag(String field) {
        return flag(field, value(field));
    }

    boolean flag(String field, boolean otherwise) {
        return optionalNode(field).map(value -> flag(field, value)).orElse(otherwise);
    }

    long number(String field) {
        JsonNode value = value(field);
        return required(value.isIntegralNumber() && value.canConvertToLong(), field, value, "whole number")
                .longValue();
    }

    List<String> texts(String field) {
        return texts(field, value(field));
    }

    List<String> optionalTexts(String field) {
        return optionalNode(field).map(values -> texts(field, values)).orElse(List.of());
    }

    /** Texts that are read as something. */
    <T> List<T> allParsed(String field, Function<String, Optional<T>> parser) {
        return parsed(field, texts(field), parser);
    }

    /** The same where there need not be any. */
    <T> List<T> optionalAllParsed(String field, Function<String, Optional<T>> parser) {
        return parsed(field, optionalTexts(field), parser);
    }

    /** An object whose field names are data too, with texts behind them. */
    Map<String, String> textsByName(String field) {
        return textsByName(field, value(field));
    }

    /** The same with texts that are read as something. */
    <T> Map<String, T> parsedByName(String field, Function<String, Optional<T>> parser) {
        Map<String, T> all = new LinkedHashMap<>();
        textsByName(field).forEach((name, text) -> all.put(name, parsed(field + "/" + name, text, parser)));
        return all;
    }

    Map<String, String> optionalTextsByName(String field) {
        return optionalNode(field).map(value -> textsByName(field, value)).orElse(Map.of());
    }

    /** An object whose field names are data too, with lists behind them. */
    Map<String, List<String>> listsByName(String field) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        value(field)
                .properties()
                .forEach(entry -> lists.put(entry.getKey(), texts(field + "/" + entry.getKey(), entry.getValue())));
        return lists;
    }

    /** An object of objects whose field names are data too. */
    Map<String, Map<String, String>> mapsByName(String field) {
        Map<String, Map<String, String>> maps = new LinkedHashMap<>();
        value(field)
                .properties()
                .forEach(
                        entry -> maps.put(entry.getKey(), textsByName(field + "/" + entry.getKey(), entry.getValue())));
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

    private Map<String, String> textsByName(String field, JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), text(field + "/" + entry.getKey(), entry.getValue())));
        return texts;
    }

    private List<String> texts(String field, JsonNode list) {
        return required(list.isArray(), field, list, "list")
                .valueStream()
                .map(element -> text(field, element))
                .toList();
    }

    private String text(String field, JsonNode value) {
        return required(value.isTextual() || value.isNumber(), field, value, "text")
                .asText();
    }

    private boolean flag(String field, JsonNode value) {
        return required(value.isBoolean(), field, value, "flag").booleanValue();
    }

    private LocalDate day(String field, JsonNode value) {
        try {
            return LocalDate.parse(text(field, value));
        } catch (DateTimeException e) {
            throw new IllegalStateException("%s: `%s` is no day: %s".formatted(place, field, value.asText()), e);
        }
    }

    private <T> List<T> parsed(String field, List<String> texts, Function<String, Optional<T>> parser) {
        return texts.stream().map(text -> parsed(field, text, parser)).toList();
    }

    private <T> T parsed(String field, String text, Function<String, Optional<T>> parser) {
        return parser.apply(text)
                .orElseThrow(() -> new IllegalStateException("%s: `%s` cannot be `%s`".formatted(place, field, text)));
    }

    private JsonNode required(boolean right, String field, JsonNode value, String form) {
        if (!right) {
            throw new IllegalStateException("%s: `%s` is no %s: %s".formatted(place, field, form, value));
        }
        return value;
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

    private <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalStateException("%s: no `%s`".formatted(place, field));
        }
        return value;
    }

    private @Nullable String own(String field, @Nullable String inherited) {
        return node.has(field) ? node.path(field).asText() : inherited;
    }
}

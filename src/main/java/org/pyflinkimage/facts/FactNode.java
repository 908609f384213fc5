package org.pyflinkimage.facts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.facts.FactValue.Elements;
import org.pyflinkimage.facts.FactValue.Fields;
import org.pyflinkimage.facts.FactValue.Figure;
import org.pyflinkimage.facts.FactValue.Flag;
import org.pyflinkimage.facts.FactValue.Text;

/**
 * An object in a fact file, read field by field. A value must have a source and the day it was looked at, its own or those of
 * what it lies in; a field that nobody asks for is a mistake. Mistakes in these files are ours, so they fail without a message for
 * users.
 *
 * <p>Every build begins with these files, in a virtual machine that has compiled nothing yet: loops over their lists take a fraction of
 * the time that streams take then.
 */
final class FactNode {

    private static final String SOURCE = "source";
    private static final String CHECKED = "checked";
    private static final String NOTE = "note";

    private final Map<String, FactValue> fields;
    private final String place;
    private final @Nullable String source;
    private final @Nullable LocalDate checked;
    private final Set<String> asked = new HashSet<>(Set.of(SOURCE, CHECKED, NOTE));

    private FactNode(FactValue value, String place, @Nullable FactNode parent) {
        if (!(value instanceof Fields object)) {
            throw new IllegalStateException("%s is no object: %s".formatted(place, value));
        }
        this.fields = object.values();
        this.place = place;
        FactValue ownSource = fields.get(SOURCE);
        FactValue ownDay = fields.get(CHECKED);
        this.source = ownSource != null ? text(SOURCE, ownSource) : parent == null ? null : parent.source;
        this.checked = ownDay != null ? day(CHECKED, ownDay) : parent == null ? null : parent.checked;
    }

    /**
     * Reads a file.
     *
     * @param file its name, for the sake of whoever made a mistake in it
     * @throws IllegalStateException for a mistake
     */
    static <T> T read(String file, String text, Function<FactNode, T> reader) {
        return readAll(new FactNode(FactParser.read(file, text), file, null), reader);
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

    /** Asks for none of the fields that are left. */
    void skipRest() {
        asked.addAll(fields.keySet());
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

    <T> Optional<T> optionalParsed(String field, Function<String, Optional<T>> parser) {
        return optionalText(field).map(text -> parsed(field, text, parser));
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
        FactValue value = value(field);
        if (value instanceof Figure figure && (figure.value() instanceof Integer || figure.value() instanceof Long)) {
            return figure.value().longValue();
        }
        throw otherForm(field, "whole number", value);
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
        fields(field, value(field)).forEach((name, value) -> lists.put(name, texts(field + "/" + name, value)));
        return lists;
    }

    /** An object of objects whose field names are data too. */
    Map<String, Map<String, String>> mapsByName(String field) {
        Map<String, Map<String, String>> maps = new LinkedHashMap<>();
        fields(field, value(field)).forEach((name, value) -> maps.put(name, textsByName(field + "/" + name, value)));
        return maps;
    }

    <T> T object(String field, Function<FactNode, T> reader) {
        return readAll(new FactNode(node(field), place + "/" + field, this), reader);
    }

    <T> Optional<T> optionalObject(String field, Function<FactNode, T> reader) {
        asked.add(field);
        return fields.containsKey(field) ? Optional.of(object(field, reader)) : Optional.empty();
    }

    <T> List<T> list(String field, Function<FactNode, T> reader) {
        List<T> read = new ArrayList<>();
        for (FactValue element : elements(field, node(field))) {
            String name = place + "/" + field + "/" + read.size();
            read.add(readAll(new FactNode(element, name, this), reader));
        }
        return List.copyOf(read);
    }

    /** Passes over a field that is there for others. */
    void skip(String field) {
        asked.add(field);
    }

    private Map<String, String> textsByName(String field, FactValue object) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields(field, object).forEach((name, value) -> texts.put(name, text(field + "/" + name, value)));
        return texts;
    }

    private List<String> texts(String field, FactValue list) {
        List<FactValue> elements = elements(field, list);
        List<String> texts = new ArrayList<>(elements.size());
        for (FactValue element : elements) {
            texts.add(text(field, element));
        }
        return Collections.unmodifiableList(texts);
    }

    private String text(String field, FactValue value) {
        if (value instanceof Text text) {
            return text.value();
        }
        if (value instanceof Figure figure) {
            return figure.toString();
        }
        throw otherForm(field, "text", value);
    }

    private boolean flag(String field, FactValue value) {
        if (value instanceof Flag flag) {
            return flag.value();
        }
        throw otherForm(field, "flag", value);
    }

    private LocalDate day(String field, FactValue value) {
        String text = text(field, value);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalStateException("%s: `%s` is no day: %s".formatted(place, field, text), e);
        }
    }

    private List<FactValue> elements(String field, FactValue value) {
        if (value instanceof Elements list) {
            return list.values();
        }
        throw otherForm(field, "list", value);
    }

    private Map<String, FactValue> fields(String field, FactValue value) {
        if (value instanceof Fields object) {
            return object.values();
        }
        throw otherForm(field, "object", value);
    }

    private <T> List<T> parsed(String field, List<String> texts, Function<String, Optional<T>> parser) {
        List<T> values = new ArrayList<>(texts.size());
        for (String text : texts) {
            values.add(parsed(field, text, parser));
        }
        return Collections.unmodifiableList(values);
    }

    private <T> T parsed(String field, String text, Function<String, Optional<T>> parser) {
        return parser.apply(text)
                .orElseThrow(() -> new IllegalStateException("%s: `%s` cannot be `%s`".formatted(place, field, text)));
    }

    private IllegalStateException otherForm(String field, String form, FactValue value) {
        return new IllegalStateException("%s: `%s` is no %s: %s".formatted(place, field, form, value));
    }

    private static <T> T readAll(FactNode fact, Function<FactNode, T> reader) {
        T result = reader.apply(fact);
        for (String field : fact.fields.keySet()) {
            if (!fact.asked.contains(field)) {
                throw new IllegalStateException("%s: unknown field `%s`".formatted(fact.place, field));
            }
        }
        return result;
    }

    private FactValue value(String field) {
        required(source, SOURCE);
        required(checked, CHECKED);
        return node(field);
    }

    private FactValue node(String field) {
        asked.add(field);
        FactValue found = fields.get(field);
        if (found == null) {
            throw new IllegalStateException("%s: no `%s`".formatted(place, field));
        }
        return found;
    }

    private Optional<FactValue> optionalNode(String field) {
        asked.add(field);
        return fields.containsKey(field) ? Optional.of(value(field)) : Optional.empty();
    }

    private <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalStateException("%s: no `%s`".formatted(place, field));
        }
        return value;
    }
}

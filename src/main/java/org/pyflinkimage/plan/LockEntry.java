package org.pyflinkimage.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.pyflinkimage.plan.JsonValue.Elements;
import org.pyflinkimage.plan.JsonValue.Field;
import org.pyflinkimage.plan.JsonValue.Fields;
import org.pyflinkimage.plan.JsonValue.Text;
import org.pyflinkimage.plan.JsonValue.Whole;

/** An object of a lock file while it is read: gives values by their forms, and notes what is missing, wrong or unknown. */
final class LockEntry {

    private final JsonPlace place;
    private final boolean object;
    private final Map<String, Field> fields;
    private final LockMistakes mistakes;
    private final Set<String> asked = new HashSet<>();

    LockEntry(JsonValue value, LockMistakes mistakes) {
        this.place = value.place();
        this.mistakes = mistakes;
        this.object = value instanceof Fields;
        this.fields = value instanceof Fields named ? named.values() : Map.of();
        if (!object) {
            mistakes.field(
                    place, "%s stands where an object belongs".formatted(value.kind()), "entries have named fields");
        }
    }

    JsonPlace place() {
        return place;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The integer that a field is; empty where it is something else, which is no mistake yet. */
    OptionalLong peek(String name) {
        Field field = fields.get(name);
        return field != null && field.value() instanceof Whole whole
                ? OptionalLong.of(whole.value())
                : OptionalLong.empty();
    }

    /** The text of a field; its form's example, where there is none of that form. */
    String text(String name, Form form) {
        Optional<JsonValue> value = find(name);
        return value.isPresent() ? read(name, value.get(), form) : form.example();
    }

    private String read(String name, JsonValue value, Form form) {
        if (value instanceof Text text && form.accepts(text.value())) {
            return text.value();
        }
        mistakes.value(value.place(), name, shown(value), form.expected());
        return form.example();
    }

    /** An integer within bounds; the lower one where there is none. */
    long number(String name, long least, long most) {
        Optional<JsonValue> value = find(name);
        if (value.isPresent()
                && value.get() instanceof Whole whole
                && whole.value() >= least
                && whole.value() <= most) {
            return whole.value();
        }
        value.ifPresent(wrong ->
                mistakes.value(wrong.place(), name, shown(wrong), "an integer from %s to %s".formatted(least, most)));
        return least;
    }

    /** The elements of a list; none where there is no list. */
    List<JsonValue> list(String name) {
        Optional<JsonValue> value = find(name);
        if (value.isPresent() && value.get() instanceof Elements elements) {
            return elements.values();
        }
        value.ifPresent(wrong -> mistakes.value(wrong.place(), name, shown(wrong), "a list"));
        return List.of();
    }

    /** The texts of a list. */
    List<String> texts(String name, Form form) {
        return list(name).stream().map(value -> read(name, value, form)).toList();
    }

    /** The object that a field is. */
    LockEntry entry(String name) {
        return new LockEntry(find(name).orElseGet(() -> new Fields(place, Map.of())), mistakes);
    }

    /** All fields of an object whose names are values too. */
    Map<String, Field> all() {
        asked.addAll(fields.keySet());
        return fields;
    }

    /** Ends the reading of this entry: what nobody asked for has no meaning. */
    void end() {
        fields.forEach((name, field) -> {
            if (!asked.contains(name)) {
                mistakes.field(
                        field.place(),
                        "`%s` is no field of such an entry".formatted(LockMistakes.shown(name)),
                        "fields here are " + asked.stream().sorted().collect(Collectors.joining("`, `", "`", "`")));
            }
        });
    }

    private Optional<JsonValue> find(String name) {
        asked.add(name);
        Field field = fields.get(name);
        if (field == null && object) {
            mistakes.field(place, "an entry has no `%s`".formatted(name), "it begins there, and needs one");
        }
        return Optional.ofNullable(field).map(Field::value);
    }

    private static String shown(JsonValue value) {
        if (value instanceof Text text) {
            return "`%s`".formatted(LockMistakes.shown(text.value()));
        }
        return value instanceof Whole whole ? "`%s`".formatted(whole.value()) : value.kind();
    }
}

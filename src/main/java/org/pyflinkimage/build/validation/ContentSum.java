package org.pyflinkimage.build.validation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.value.Sha256;

/**
 * The sum of all that a value says. It takes records apart down to texts and numbers by itself, so that a component which a record is
 * given later counts without anybody thinking of it.
 */
final class ContentSum {

    private final StringBuilder text = new StringBuilder();

    private ContentSum() {}

    /** Values of one sum are equal; empty where something in it is of a kind whose content nobody can tell. */
    static Optional<Sha256> of(Object value) {
        ContentSum sum = new ContentSum();
        return sum.add(value) ? Optional.of(Sha256.of(sum.text.toString())) : Optional.empty();
    }

    private boolean add(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return atom(value.getClass().getSimpleName(), value.toString());
        }
        if (value instanceof Enum<?> constant) {
            return atom(constant.getDeclaringClass().getName(), constant.name());
        }
        if (value instanceof Record fact) {
            return addRecord(fact);
        }
        if (value instanceof Optional<?> optional) {
            return addAll("optional", optional.stream().toList());
        }
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return addMany(value);
        }
        return addOther(value);
    }

    private boolean addOther(Object value) {
        if (value instanceof Path) {
            return atom("path", value.toString());
        }
        return (value instanceof URI || value instanceof TemporalAccessor || value instanceof TemporalAmount)
                && atom(value.getClass().getName(), value.toString());
    }

    private boolean addMany(Object value) {
        if (value instanceof Set<?> set) {
            return addUnordered("set", set.stream().map(List::of).toList());
        }
        if (value instanceof Map<?, ?> map) {
            List<List<?>> entries = new ArrayList<>();
            map.forEach((key, each) -> entries.add(List.of(key, each)));
            return addUnordered("map", entries);
        }
        return value instanceof List<?> list && addAll("list", list);
    }

    private boolean addRecord(Record value) {
        List<Object> components = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            components.add(get(component, value));
        }
        return addAll(value.getClass().getName(), components);
    }

    /** A record's accessor never fails, and records that others may not see are in the same module. */
    private static Object get(RecordComponent component, Record value) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("%s of %s".formatted(component, value.getClass()), e);
        }
    }

    private boolean addAll(String kind, List<?> parts) {
        atom(kind, Integer.toString(parts.size()));
        for (Object part : parts) {
            if (!add(part)) {
                return false;
            }
        }
        return true;
    }

    /** An immutable set has another order in each virtual machine. */
    private boolean addUnordered(String kind, List<? extends List<?>> parts) {
        List<String> texts = new ArrayList<>();
        for (List<?> part : parts) {
            ContentSum one = new ContentSum();
            if (!one.addAll("", part)) {
                return false;
            }
            texts.add(one.text.toString());
        }
        Collections.sort(texts);
        atom(kind, Integer.toString(texts.size()));
        texts.forEach(each -> atom("", each));
        return true;
    }

    /** Lengths keep one part from passing for two. */
    private boolean atom(String kind, String content) {
        text.append(kind).append(' ').append(content.length()).append(' ').append(content);
        return true;
    }
}

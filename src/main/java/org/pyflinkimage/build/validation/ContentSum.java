package org.pyflinkimage.build.validation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.pyflinkimage.spec.FilePattern;
import org.pyflinkimage.value.Sha256;

/**
 * The sum of all that a value says. It takes records apart down to texts and numbers by itself, so that a component which a record is
 * given later counts without anybody thinking of it.
 */
final class ContentSum {

    /** Of records that were summed up before: the cells of a matrix share the texts of their files. */
    private final Map<Record, Optional<Sha256>> known;

    private final MessageDigest digest = Sha256.newDigest();

    private ContentSum(Map<Record, Optional<Sha256>> known) {
        this.known = known;
    }

    /** Values of one sum are equal; empty where something in it is of a kind whose content nobody can tell. */
    static Optional<Sha256> of(Object value) {
        return new ContentSum(new IdentityHashMap<>()).sum("value", List.of(value));
    }

    private Optional<Sha256> sum(String kind, List<?> parts) {
        return addAll(kind, parts) ? Optional.of(Sha256.finish(digest)) : Optional.empty();
    }

    private boolean add(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return atom(value.getClass().getSimpleName(), value.toString());
        }
        if (value instanceof Enum<?> constant) {
            return atom(constant.getDeclaringClass().getName(), constant.name());
        }
        if (value instanceof Record fact) {
            Optional<Sha256> sum = sumOf(fact);
            sum.ifPresent(found -> atom(fact.getClass().getName(), found.hex()));
            return sum.isPresent();
        }
        return addMany(value) || addOther(value);
    }

    private boolean addMany(Object value) {
        if (value instanceof Optional<?> optional) {
            return addAll("optional", optional.stream().toList());
        }
        if (value instanceof OptionalInt optional) {
            return addAll("optional number", optional.stream().boxed().toList());
        }
        if (value instanceof Set<?> set) {
            return addEach("set", set.stream().map(List::of).toList(), Set.copyOf(set) == set);
        }
        if (value instanceof Map<?, ?> map) {
            List<List<?>> entries = new ArrayList<>();
            map.forEach((key, each) -> entries.add(List.of(key, each)));
            return addEach("map", entries, Map.copyOf(map) == map);
        }
        return value instanceof List<?> list && addAll("list", list);
    }

    private boolean addOther(Object value) {
        if (value instanceof Path) {
            return atom("path", value.toString());
        }
        return (value instanceof URI
                        || value instanceof FilePattern
                        || value instanceof TemporalAccessor
                        || value instanceof TemporalAmount)
                && atom(value.getClass().getName(), value.toString());
    }

    private Optional<Sha256> sumOf(Record value) {
        Optional<Sha256> before = known.get(value);
        if (before != null) {
            return before;
        }
        List<Object> components = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            components.add(get(component, value));
        }
        Optional<Sha256> sum = new ContentSum(known).sum(value.getClass().getName(), components);
        known.put(value, sum);
        return sum;
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

    /**
     * Adds parts of a collection.
     *
     * @param unordered immutable sets and maps, which {@code copyOf} gives back as they are, have another order in each virtual machine;
     *     the order of all others counts, or a changed order of settings would not be judged
     */
    private boolean addEach(String kind, List<? extends List<?>> parts, boolean unordered) {
        List<String> sums = new ArrayList<>();
        for (List<?> part : parts) {
            Optional<Sha256> sum = new ContentSum(known).sum("", part);
            if (sum.isEmpty()) {
                return false;
            }
            sums.add(sum.get().hex());
        }
        if (unordered) {
            Collections.sort(sums);
        }
        return addAll(kind, sums);
    }

    /** Lengths keep one part from passing for two. */
    private boolean atom(String kind, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + " " + bytes.length + " ").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return true;
    }
}

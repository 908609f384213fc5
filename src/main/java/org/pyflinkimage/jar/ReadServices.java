package org.pyflinkimage.jar;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The lists of services of a jar, in the form that {@link java.util.ServiceLoader} describes. */
final class ReadServices {

    private static final int AT_MOST = 2_000;
    private static final int LONGEST_NAME = 1_000;

    private final SortedMap<String, Collection<String>> implementations = new TreeMap<>();
    private int count;

    void add(String contract, byte[] list) {
        Collection<String> names = implementations.computeIfAbsent(contract, key -> new TreeSet<>());
        new String(list, StandardCharsets.UTF_8)
                .lines()
                .map(line -> (line.contains("#") ? line.substring(0, line.indexOf('#')) : line).strip())
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                .limit(AT_MOST - count)
                .filter(names::add)
                .forEach(name -> count++);
    }

    /** Names of classes by what they are registered as. */
    SortedMap<String, Collection<String>> implementations() {
        return implementations;
    }
}

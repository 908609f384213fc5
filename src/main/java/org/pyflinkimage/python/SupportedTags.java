package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.pyflinkimage.value.Platform;

/** The wheel tags that a CPython on glibc Linux can use, the best first (PEP 425, PEP 600). */
public final class SupportedTags {

    /** The last minor of Python 3 whose binary interface is named after its allocator: {@code cp37m}. */
    private static final int LAST_WITH_ALLOCATOR = 7;

    /** The stable interface exists from Python 3.2 on. */
    private static final int FIRST_WITH_STABLE_INTERFACE = 2;

    private static final Map<Integer, String> LEGACY =
            Map.of(17, "manylinux2014", 12, "manylinux2010", 5, "manylinux1");

    private final List<WheelTag> tags;
    private final Map<WheelTag, Integer> ranks = new HashMap<>();

    /**
     * The tags of an interpreter.
     *
     * @param glibc the C library's version: {@code 2.36}
     */
    public SupportedTags(PythonMinor python, Platform platform, String glibc) {
        Set<WheelTag> found = new LinkedHashSet<>();
        List<String> platforms = platforms(platform, glibc);
        addInterpreterTags(found, python, platforms);
        addPureTags(found, python, platforms);
        tags = List.copyOf(found);
        for (WheelTag tag : tags) {
            ranks.put(tag, ranks.size());
        }
    }

    /** All tags, the best first. */
    public List<WheelTag> tags() {
        return tags;
    }

    /** How well a wheel fits, 0 is best; empty where it does not. */
    public OptionalInt rank(WheelName wheel) {
        return wheel.tags().stream()
                .filter(ranks::containsKey)
                .mapToInt(ranks::get)
                .min();
    }

    private static void addInterpreterTags(Set<WheelTag> tags, PythonMinor python, List<String> platforms) {
        String tag = python.pythonTag();
        add(tags, tag, python.minor() <= LAST_WITH_ALLOCATOR ? tag + "m" : tag, platforms);
        add(tags, tag, "abi3", platforms);
        add(tags, tag, "none", platforms);
        for (int minor = python.minor() - 1; minor >= FIRST_WITH_STABLE_INTERFACE; minor--) {
            add(tags, new PythonMinor(minor).pythonTag(), "abi3", platforms);
        }
    }

    private static void addPureTags(Set<WheelTag> tags, PythonMinor python, List<String> platforms) {
        List<String> pythons = new ArrayList<>(List.of("py3" + python.minor(), "py3"));
        for (int minor = python.minor() - 1; minor >= 0; minor--) {
            pythons.add("py3" + minor);
        }
        pythons.forEach(tag -> add(tags, tag, "none", platforms));
        add(tags, python.pythonTag(), "none", List.of("any"));
        pythons.forEach(tag -> add(tags, tag, "none", List.of("any")));
    }

    private static void add(Set<WheelTag> tags, String python, String abi, List<String> platforms) {
        platforms.forEach(platform -> tags.add(new WheelTag(python, abi, platform)));
    }

    private static List<String> platforms(Platform platform, String glibc) {
        int newest = Integer.parseInt(glibc.split("\\.", -1)[1]);
        int oldest = platform == Platform.LINUX_AMD64 ? 5 : 17;
        List<String> platforms = new ArrayList<>(List.of("linux_" + platform.machine()));
        for (int minor = newest; minor >= oldest; minor--) {
            platforms.add("manylinux_2_" + minor + "_" + platform.machine());
            String legacy = LEGACY.get(minor);
            if (legacy != null) {
                platforms.add(legacy + "_" + platform.machine());
            }
        }
        return platforms;
    }
}

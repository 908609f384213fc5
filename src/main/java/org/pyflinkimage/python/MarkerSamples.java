package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pyflinkimage.python.Marker.All;
import org.pyflinkimage.python.Marker.Any;
import org.pyflinkimage.python.Marker.Comparison;
import org.pyflinkimage.python.Marker.Operand;

/**
 * Environments by which markers are told from each other: those that differ in what the markers ask for, on the Pythons that count and
 * with the combinations of systems that uv knows not to exist left out, as it leaves them out.
 */
public final class MarkerSamples {

    /** Nobody writes as many; more would take their time. */
    private static final int MOST = 20_000;

    private static final String FULL = "python_full_version";
    private static final String LINE = "python_version";
    private static final String OTHER = "(another)";

    private static final Map<String, Set<String>> NEVER_ON_PLATFORM = Map.of(
            "nt", Set.of("linux", "darwin", "ios"),
            "posix", Set.of("win32"));
    private static final Set<String> SYSTEMS_WITH_NAMES_OF_THEIR_OWN =
            Set.of("FreeBSD", "NetBSD", "OpenBSD", "SunOS", "iOS", "iPadOS");
    private static final Set<String> PLATFORMS_OF_OTHERS =
            Set.of("aix", "android", "emscripten", "ios", "linux", "darwin", "win32", "cygwin", "wasi");

    private MarkerSamples() {}

    /**
     * Environments in which markers that do not mean the same hold differently.
     *
     * @param pythons that count
     */
    public static List<MarkerEnvironment> telling(Collection<Marker> markers, SpecifierSet pythons) {
        SortedMap<String, SortedSet<String>> values = new TreeMap<>();
        markers.forEach(marker -> collect(marker, values));
        Stream<SortedMap<String, String>> samples =
                pythons(values, pythons).stream().map(MarkerSamples::of);
        for (Map.Entry<String, SortedSet<String>> variable : values.entrySet()) {
            if (!variable.getKey().equals(FULL)) {
                samples = samples.flatMap(
                        sample -> variable.getValue().stream().map(value -> with(sample, variable.getKey(), value)));
            }
        }
        return samples.filter(MarkerSamples::exists)
                .limit(MOST)
                .map(MarkerEnvironment::new)
                .toList();
    }

    private static void collect(Marker marker, SortedMap<String, SortedSet<String>> values) {
        if (marker instanceof All all) {
            all.parts().forEach(part -> collect(part, values));
        } else if (marker instanceof Any any) {
            any.parts().forEach(part -> collect(part, values));
        } else if (marker instanceof Comparison comparison) {
            Operand variable = comparison.left().variable() ? comparison.left() : comparison.right();
            Operand literal = comparison.left().variable() ? comparison.right() : comparison.left();
            String name = variable.text().equals(LINE) ? FULL : variable.text();
            values.computeIfAbsent(
                            name, key -> new TreeSet<>(List.of(key.equals(MarkerEnvironment.EXTRA) ? "" : OTHER)))
                    .addAll(valuesOf(comparison.operator(), literal.text()));
        }
    }

    /** A text that others may be part of is told from its words. */
    private static List<String> valuesOf(String operator, String literal) {
        List<String> values = new ArrayList<>(List.of(literal));
        if (operator.endsWith("in")) {
            values.addAll(List.of(literal.strip().split("[,\\s|]+")));
            values.add(literal.isEmpty() ? "" : literal.substring(1));
        }
        return values;
    }

    private static List<String> pythons(SortedMap<String, SortedSet<String>> values, SpecifierSet counting) {
        List<String> named = new ArrayList<>(values.getOrDefault(FULL, new TreeSet<>()));
        counting.specifiers().forEach(specifier -> named.add(specifier.version()));
        List<String> pythons = VersionSamples.around(named).stream()
                .filter(version -> !version.isPrerelease() && !version.isPostRelease() && !version.hasLocal())
                .filter(counting::contains)
                .map(Pep440Version::toString)
                .toList();
        return values.containsKey(FULL) || pythons.isEmpty() ? pythons : pythons.subList(0, 1);
    }

    private static SortedMap<String, String> of(String python) {
        List<String> parts = new ArrayList<>(List.of(python.split("\\.")));
        while (parts.size() < 3) {
            parts.add("0");
        }
        return new TreeMap<>(Map.of(
                FULL,
                String.join(".", parts),
                LINE,
                String.join(".", parts.subList(0, 2)),
                MarkerEnvironment.EXTRA,
                ""));
    }

    private static SortedMap<String, String> with(SortedMap<String, String> sample, String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(sample);
        more.put(name, value);
        return more;
    }

    private static boolean exists(SortedMap<String, String> sample) {
        String platform = sample.getOrDefault("sys_platform", OTHER);
        String system = sample.getOrDefault("platform_system", OTHER);
        boolean ofApple = platform.equals("ios") && Set.of("iOS", "iPadOS").contains(system);
        return !NEVER_ON_PLATFORM
                        .getOrDefault(sample.getOrDefault("os_name", OTHER), Set.of())
                        .contains(platform)
                && (ofApple
                        || !SYSTEMS_WITH_NAMES_OF_THEIR_OWN.contains(system)
                        || !PLATFORMS_OF_OTHERS.contains(platform));
    }
}

package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;

/**
 * The options that Flink's own code reads, by release line. Keys that name no option may be read nevertheless, by a job, a connector
 * or a plugin.
 *
 * @param lines those that are known, ascending
 * @param types of options, by key
 * @param deprecated older keys that Flink still reads and warns of, with the current one
 * @param aliases further keys that Flink reads, with the current one
 * @param open beginnings of keys below which anything may stand
 * @param reporters factories of reporters that PyFlink's plugins bring, by class
 */
public record FlinkOptions(
        List<FlinkMinor> lines,
        Map<String, LineSpans<OptionType>> types,
        Map<String, LineSpans<String>> deprecated,
        Map<String, LineSpans<String>> aliases,
        List<String> open,
        Map<String, LineSpans<String>> reporters,
        String source) {

    static final String FILE = "options.json";

    public FlinkOptions {
        lines = List.copyOf(lines);
        types = Collections.unmodifiableMap(new TreeMap<>(types));
        deprecated = Collections.unmodifiableMap(new TreeMap<>(deprecated));
        aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
        open = List.copyOf(open);
        reporters = Collections.unmodifiableMap(new TreeMap<>(reporters));
    }

    /** All that are known. */
    public static FlinkOptions shipped() {
        return Shipped.OPTIONS;
    }

    /** The newest known line that is not above that one, else the oldest of all. */
    public FlinkMinor nearestTo(FlinkMinor line) {
        return lines.stream()
                .filter(known -> known.compareTo(line) <= 0)
                .reduce((older, newer) -> newer)
                .orElse(lines.get(0));
    }

    /** The type of the option that a key sets in a line, by whichever of its keys; empty where it is none of that line. */
    public Optional<OptionType> typeOf(String key, FlinkMinor line) {
        return in(types, key, line)
                .or(() -> in(deprecated, key, line)
                        .or(() -> in(aliases, key, line))
                        .flatMap(current -> in(types, current, line)));
    }

    /** The current key in place of a deprecated one. */
    public Optional<String> currentOf(String deprecatedKey, FlinkMinor line) {
        return in(deprecated, deprecatedKey, line);
    }

    /** Older keys that set the same, from whichever line on it is told: Flink read them before that, too. */
    public List<String> olderKeysOf(String key) {
        return deprecated.entrySet().stream()
                .filter(older -> older.getValue().byLine().containsValue(key))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The key that stands for an older one in a line, whichever line it was older in. */
    public Optional<String> successorOf(String key, FlinkMinor line) {
        return Optional.ofNullable(deprecated.get(key)).or(() -> Optional.ofNullable(aliases.get(key))).stream()
                .flatMap(spans -> spans.byLine().values().stream())
                .filter(current -> in(types, current, line).isPresent())
                .reduce((earlier, later) -> later);
    }

    /** The lines in which a key sets something, be it an option or a key below one that is a map; empty where it does in none. */
    public Set<FlinkMinor> linesOf(String key) {
        Set<FlinkMinor> found = new HashSet<>();
        lines.stream().filter(line -> isInMap(key, line)).forEach(found::add);
        for (Map<String, ? extends LineSpans<?>> map : List.of(types, deprecated, aliases)) {
            Optional.ofNullable(map.get(key))
                    .ifPresent(spans -> found.addAll(spans.byLine().keySet()));
        }
        return Set.copyOf(found);
    }

    /** Whether anything may stand where a key stands: below a name that users give, or in a map of the line. */
    public boolean isOpen(String key, FlinkMinor line) {
        return open.stream().anyMatch(key::startsWith) || isInMap(key, line);
    }

    private boolean isInMap(String key, FlinkMinor line) {
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            if (typeOf(key.substring(0, dot), line)
                    .filter(OptionType::hasKeysBelow)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The keys of a line's options. */
    public List<String> keysOf(FlinkMinor line) {
        return types.entrySet().stream()
                .filter(option -> option.getValue().in(line).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static <T> Optional<T> in(Map<String, LineSpans<T>> map, String key, FlinkMinor line) {
        return Optional.ofNullable(map.get(key)).flatMap(spans -> spans.in(line));
    }

    static FlinkOptions read(FactNode file) {
        List<FlinkMinor> lines = file.allParsed("releases", FlinkVersion::parse).stream()
                .map(FlinkVersion::line)
                .toList();
        return new FlinkOptions(
                lines,
                keyed(file, "options", "types", lines, OptionType::parse),
                keyed(file, "deprecated", "now", lines, Optional::of),
                keyed(file, "aliases", "now", lines, Optional::of),
                file.texts("open"),
                keyed(file, "reporters", "lines", lines, Optional::of),
                file.source());
    }

    private static <T> Map<String, LineSpans<T>> keyed(
            FactNode file, String list, String values, List<FlinkMinor> lines, Function<String, Optional<T>> parser) {
        Map<String, LineSpans<T>> all = new TreeMap<>();
        // A thousand options have a hundred texts.
        Map<String, Optional<LineSpans<T>>> read = new HashMap<>();
        file.list(list, group -> {
            String below = group.text("below");
            group.parsedByName(values, text -> read.computeIfAbsent(text, of -> LineSpans.parse(of, lines, parser)))
                    .forEach((name, spans) -> all.put(below + name, spans));
            return below;
        });
        return all;
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final FlinkOptions OPTIONS = FactNode.read(FILE, FactsReader.shippedText(FILE), FlinkOptions::read);
    }
}

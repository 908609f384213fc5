package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.flink.FlinkMinor;

/**
 * What holds in release lines of Flink, which may be another thing in each, or nothing.
 *
 * @param byLine in the order of the lines
 */
public record LineSpans<T>(Map<FlinkMinor, T> byLine) {

    private static final Pattern FORM = Pattern.compile("(.+?)(?: since (\\S+))?(?: until (\\S+))?");

    public LineSpans {
        byLine = Collections.unmodifiableMap(new LinkedHashMap<>(byLine));
    }

    /**
     * Reads it as the facts write it: {@code int until 1.20, duration since 2.0}.
     *
     * @param lines all that are known, ascending
     */
    static <T> Optional<LineSpans<T>> parse(String text, List<FlinkMinor> lines, Function<String, Optional<T>> parser) {
        Map<FlinkMinor, T> byLine = new LinkedHashMap<>();
        for (String part : text.split(", ", -1)) {
            Matcher span = FORM.matcher(part);
            if (!span.matches()) {
                return Optional.empty();
            }
            int first = span.group(2) == null ? 0 : indexOf(span.group(2), lines);
            int last = span.group(3) == null ? lines.size() - 1 : indexOf(span.group(3), lines);
            Optional<T> value = parser.apply(span.group(1));
            if (first < 0 || last < first || value.isEmpty()) {
                return Optional.empty();
            }
            lines.subList(first, last + 1).forEach(line -> byLine.put(line, value.get()));
        }
        return Optional.of(new LineSpans<>(byLine));
    }

    private static int indexOf(String line, List<FlinkMinor> lines) {
        return FlinkMinor.parse(line).map(lines::indexOf).orElse(-1);
    }

    /** What holds in a line; empty where nothing does. */
    public Optional<T> in(FlinkMinor line) {
        return Optional.ofNullable(byLine.get(line));
    }
}

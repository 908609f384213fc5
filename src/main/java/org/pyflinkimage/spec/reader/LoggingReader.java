package org.pyflinkimage.spec.reader;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Logging;
import org.pyflinkimage.spec.Logging.Layout;
import org.pyflinkimage.spec.Logging.Level;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/** The levels of {@code <log4j>} and the layout of {@code <log4jLayout>}. */
final class LoggingReader {

    private static final Pattern LOGGER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.$-]*");
    private static final String EXAMPLE =
            "`<log4j><org.apache.flink>DEBUG</org.apache.flink></log4j>`" + " (-Dpyflink.log4j.org.apache.flink=DEBUG)";

    private final Reading reading;

    LoggingReader(Reading reading) {
        this.reading = reading;
    }

    Logging logging() {
        SortedMap<String, Level> levels = new TreeMap<>();
        for (Setting setting : reading.declaration().log4j()) {
            level(setting).ifPresent(level -> {
                if (levels.putIfAbsent(setting.key(), level) != null) {
                    reading.report(problem("`%s` stands twice in `<log4j>`".formatted(setting.key()))
                            .remedy("remove one of the two"));
                }
            });
        }
        return new Logging(levels, layout());
    }

    private Optional<Level> level(Setting setting) {
        if (!LOGGER.matcher(setting.key()).matches()) {
            reading.report(problem("`%s` in `<log4j>` is no logger's name".formatted(setting.key()))
                    .why("loggers are named as classes and packages are; `root` is the one above all")
                    .remedy(EXAMPLE));
            return Optional.empty();
        }
        Optional<Level> level = parse(Level.values(), setting.value());
        if (level.isEmpty()) {
            reading.report(problem("`%s` of `%s` in `<log4j>` is no level".formatted(setting.value(), setting.key()))
                    .why("levels are " + words(Level.values()))
                    .remedy(EXAMPLE));
        }
        return level;
    }

    private Layout layout() {
        Optional<String> text = reading.value(Element.LOG4J_LAYOUT);
        Optional<Layout> layout = text.flatMap(word -> parse(Layout.values(), word));
        if (text.isPresent() && layout.isEmpty()) {
            reading.report(problem("`%s` in `<log4jLayout>` is no layout".formatted(text.get()))
                    .why("layouts are " + words(Layout.values()).toLowerCase(Locale.ROOT))
                    .remedy(Element.LOG4J_LAYOUT.with("json")));
        }
        return layout.orElse(Layout.TEXT);
    }

    private static Problem problem(String what) {
        return Problem.declaration("PYF-026", what);
    }

    private static <E extends Enum<E>> Optional<E> parse(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static <E extends Enum<E>> String words(E[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "));
    }
}

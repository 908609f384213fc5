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

    /** Keys of log4j's own file that name no logger, or not alone. */
    private static final Pattern KEY_OF_THE_FILE = Pattern.compile(
            "rootLogger(\\..*)?|logger\\..+\\.(name|level|additivity|appenderRef.*)|appenders?(\\..*)?|status|monitorInterval");

    private static final String ROOT_LEVEL = "rootLogger.level";
    private static final String EXAMPLE =
            "`<log4j><org.apache.flink>DEBUG</org.apache.flink></log4j>`" + " (-Dpyflink.log4j.org.apache.flink=DEBUG)";

    private final Reading reading;

    LoggingReader(Reading reading) {
        this.reading = reading;
    }

    Logging logging() {
        SortedMap<String, Level> levels = new TreeMap<>();
        for (Setting setting : reading.declaration().log4j()) {
            String logger = setting.key().equals(ROOT_LEVEL) ? Logging.ROOT : setting.key();
            level(new Setting(logger, setting.value())).ifPresent(level -> {
                if (levels.putIfAbsent(logger, level) != null) {
                    reading.report(problem("`%s` stands twice in `<log4j>`".formatted(logger))
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
        if (KEY_OF_THE_FILE.matcher(setting.key()).matches()) {
            reading.report(problem("`%s` in `<log4j>` is a key of log4j's file, and no logger".formatted(setting.key()))
                    .why("loggers stand there by their own names, each with its level")
                    .remedy(EXAMPLE)
                    .remedy("a whole file of log4j's: `log4j-console.properties` in `<templates>`"));
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

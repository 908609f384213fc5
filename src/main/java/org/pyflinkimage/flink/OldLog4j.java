package org.pyflinkimage.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.value.Problem;

/**
 * Files in the syntax of log4j 1, which Flink's log4j 2 reads without a word and without logging anything: found, refused, and
 * translated for the user to look at.
 */
public final class OldLog4j {

    private static final Pattern OLD =
            Pattern.compile("^\\s*log4j\\.(rootLogger|rootCategory|logger|appender|category)\\b");
    private static final Pattern LINE = Pattern.compile("\\s*log4j\\.([^=:\\s]+)\\s*[=:]\\s*(.*?)\\s*");
    private static final Map<String, String> APPENDERS = Map.of(
            "ConsoleAppender", "Console",
            "FileAppender", "File",
            "RollingFileAppender", "RollingFile",
            "DailyRollingFileAppender", "RollingFile");
    private static final Map<String, String> LAYOUTS = Map.of(
            "PatternLayout", "PatternLayout",
            "EnhancedPatternLayout", "PatternLayout",
            "SimpleLayout", "PatternLayout");

    private final Map<String, String> types = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();

    private OldLog4j() {}

    /** The first line of a text that only log4j 1 understands; empty where there is none. */
    public static Optional<String> firstLineIn(String text) {
        return text.lines()
                .filter(line -> OLD.matcher(line).find())
                .map(String::strip)
                .findFirst();
    }

    /**
     * Refuses a file in the old syntax.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-709} with the translation
     */
    public static void refuse(String name, String text) {
        if (firstLineIn(text).isPresent()) {
            throw Problem.declaration("PYF-709", "`%s` in `<templates>` is in the syntax of log4j 1".formatted(name))
                    .why("Flink logs by log4j 2 since 1.11, which would take no line of it, and log nothing")
                    .remedy("its translation, to be looked through:\n" + translate(text))
                    .remedy("or delete the file, and set levels with"
                            + " `<log4j><org.apache.flink>DEBUG</org.apache.flink></log4j>`"
                            + " (-Dpyflink.log4j.org.apache.flink=DEBUG)")
                    .source("https://issues.apache.org/jira/browse/FLINK-15672")
                    .toException();
        }
    }

    /** The same in the syntax of log4j 2, as far as it can be told; other lines become comments. */
    public static String translate(String text) {
        OldLog4j translation = new OldLog4j();
        text.lines().forEach(translation::noteType);
        text.lines().forEach(translation::addLine);
        return String.join("\n", translation.lines);
    }

    private void noteType(String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches() && matcher.group(1).matches("appender\\.[^.]+")) {
            types.put(matcher.group(1).substring("appender.".length()), lastWord(matcher.group(2)));
        }
    }

    private void addLine(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            lines.add(line);
            return;
        }
        String key = matcher.group(1);
        String value = matcher.group(2);
        if (key.equals("rootLogger") || key.equals("rootCategory")) {
            addLogger("rootLogger", value);
        } else if (key.startsWith("logger.") || key.startsWith("category.")) {
            String logger = key.substring(key.indexOf('.') + 1);
            String name = "logger." + identifier(logger);
            lines.add(name + ".name = " + logger);
            addLogger(name, value);
        } else if (key.startsWith("additivity.")) {
            lines.add("logger." + identifier(key.substring("additivity.".length())) + ".additivity = " + value);
        } else if (key.startsWith("appender.")) {
            addAppender(key.substring("appender.".length()), value);
        } else {
            lines.add("# not translated: " + line.strip());
        }
    }

    /** {@code INFO, file, console}. */
    private void addLogger(String name, String value) {
        String[] words = value.split("\\s*,\\s*", -1);
        if (!words[0].isBlank()) {
            lines.add(name + ".level = " + words[0]);
        }
        for (int i = 1; i < words.length; i++) {
            lines.add("%s.appenderRef.%s.ref = %s".formatted(name, identifier(words[i]), words[i]));
        }
    }

    private void addAppender(String key, String value) {
        String[] parts = key.split("\\.", 2);
        String prefix = "appender." + identifier(parts[0]);
        String property = parts.length == 1 ? "" : parts[1];
        switch (property) {
            case "" -> {
                lines.add(prefix + ".name = " + parts[0]);
                lines.add(prefix + ".type = " + APPENDERS.getOrDefault(lastWord(value), lastWord(value)));
                addPolicies(prefix, lastWord(value));
            }
            case "Threshold", "threshold" -> {
                lines.add(prefix + ".filter.threshold.type = ThresholdFilter");
                lines.add(prefix + ".filter.threshold.level = " + value);
            }
            case "layout" ->
                lines.add(prefix + ".layout.type = " + LAYOUTS.getOrDefault(lastWord(value), lastWord(value)));
            case "layout.ConversionPattern", "layout.conversionPattern" ->
                lines.add(prefix + ".layout.pattern = " + value);
            default ->
                lines.add(appenderProperty(property)
                        .map(name -> prefix + "." + name + " = " + variable(value))
                        .orElse("# not translated: log4j.appender." + key + "=" + value));
        }
        if (property.equalsIgnoreCase("file")) {
            addPattern(prefix, types.getOrDefault(parts[0], ""), variable(value));
        }
    }

    /** Where a full file goes, which log4j 1 knew by itself. */
    private void addPattern(String prefix, String type, String file) {
        if (type.equals("RollingFileAppender")) {
            lines.add(prefix + ".filePattern = " + file + ".%i");
        } else if (type.equals("DailyRollingFileAppender")) {
            lines.add(prefix + ".filePattern = " + file + ".%d{yyyy-MM-dd}");
        }
    }

    private void addPolicies(String prefix, String type) {
        if (type.equals("RollingFileAppender")) {
            lines.add(prefix + ".policies.type = Policies");
            lines.add(prefix + ".policies.size.type = SizeBasedTriggeringPolicy");
            lines.add(prefix + ".strategy.type = DefaultRolloverStrategy");
        } else if (type.equals("DailyRollingFileAppender")) {
            lines.add(prefix + ".policies.type = Policies");
            lines.add(prefix + ".policies.time.type = TimeBasedTriggeringPolicy");
        }
    }

    private static Optional<String> appenderProperty(String property) {
        return switch (property) {
            case "file", "File" -> Optional.of("fileName");
            case "append", "Append" -> Optional.of("append");
            case "target", "Target" -> Optional.of("target");
            case "MaxFileSize", "maxFileSize" -> Optional.of("policies.size.size");
            case "MaxBackupIndex", "maxBackupIndex" -> Optional.of("strategy.max");
            default -> Optional.empty();
        };
    }

    /** {@code ${log.file}} was a property of the JVM. */
    private static String variable(String value) {
        return value.replaceAll("\\$\\{([^}:]+)}", "\\${sys:$1}")
                .replace("System.out", "SYSTEM_OUT")
                .replace("System.err", "SYSTEM_ERR");
    }

    private static String lastWord(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** The name of a component may have no dots. */
    private static String identifier(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }
}

package org.pyflinkimage.mojo.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.Problem;

/**
 * The text of an element as lines of keys and values: those of {@code FLINK_PROPERTIES} for Flink, with an equals sign for all else.
 * Empty lines and those that begin with a hash sign are passed over.
 */
final class SettingLines {

    private static final Pattern SINGLE_QUOTED = Pattern.compile("'((?:[^']|'')*)'(?:\\s+#.*)?");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"([^\"\\\\]*)\"(?:\\s+#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s+)#.*");

    private final KeyedElement place;
    private final Consumer<Problem> problems;

    /** @param problems takes what is wrong with a line */
    SettingLines(KeyedElement place, Consumer<Problem> problems) {
        this.place = place;
        this.problems = problems;
    }

    List<Setting> read(String text) {
        List<Setting> settings = new ArrayList<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> setting(line).ifPresent(settings::add));
        return settings;
    }

    private Optional<Setting> setting(String line) {
        int separator = line.indexOf(place.separator());
        if (separator < 1) {
            problems.accept(problem("`%s`".formatted(line))
                    .why("without elements in it, `%s` has a line for each setting, and each line a `%s`"
                            .formatted(place.tag(), place.separator()))
                    .remedy(place.example()));
            return Optional.empty();
        }
        String text = line.substring(separator + 1).strip();
        Optional<String> value = place.separator() == ':' ? value(line, text) : bare(line, text);
        return value.map(found -> new Setting(line.substring(0, separator).strip(), found));
    }

    /** A value of Flink's configuration, which may be quoted, and followed by a comment. */
    private Optional<String> value(String line, String text) {
        Matcher single = SINGLE_QUOTED.matcher(text);
        Matcher twice = DOUBLE_QUOTED.matcher(text);
        if (single.matches()) {
            return Optional.of(single.group(1).replace("''", "'"));
        }
        if (twice.matches()) {
            return Optional.of(twice.group(1));
        }
        String bare = COMMENT.matcher(text).replaceFirst("");
        if (bare.isEmpty() || bare.startsWith("'") || bare.startsWith("\"")) {
            problems.accept(bare.isEmpty() ? withoutValue(line) : halfQuoted(line));
            return Optional.empty();
        }
        return Optional.of(bare);
    }

    private Problem withoutValue(String line) {
        return problemOf(line)
                .why("it has no value; keys below others are written whole, as in `FLINK_PROPERTIES`")
                .remedy(place.example())
                .remedy(
                        "nested keys as elements: `<taskmanager><numberOfTaskSlots>4</numberOfTaskSlots></taskmanager>`")
                .remedy("an empty element takes a key out that Flink ships");
    }

    private Problem halfQuoted(String line) {
        return problemOf(line)
                .why("a quote has to be closed, and in double quotes there are no backslashes")
                .remedy("write the value without quotes, or in single quotes, with two for one inside");
    }

    /** A value as it stands; what quotes around it mean, programs do not agree upon. */
    private Optional<String> bare(String line, String text) {
        boolean quoted = text.length() > 1
                && (text.startsWith("'") || text.startsWith("\""))
                && text.endsWith(text.substring(0, 1));
        if (quoted) {
            problems.accept(problemOf(line)
                    .why("a value reaches to the end of its line; some programs take quotes around it for a part of it")
                    .remedy("write it without quotes, or as an element, where they are a part of it"));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** Names the key alone: the value may be a secret. */
    private Problem problemOf(String line) {
        return problem("the line of `%s`"
                .formatted(line.substring(0, line.indexOf(place.separator())).strip()));
    }

    private Problem problem(String line) {
        return Problem.declaration("PYF-067", "%s in `%s` is no setting".formatted(line, place.tag()));
    }
}

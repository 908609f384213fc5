package org.pyflinkimage.facts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pyflinkimage.flink.DurationText;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.flink.MemorySize;

/**
 * What values an option of Flink takes.
 *
 * @param words where they are some words, which; in any letters, as Flink compares them
 */
public record OptionType(Form form, List<String> words) {

    private static final String WORDS = "one of ";
    private static final String LIST = "list of ";

    public OptionType {
        words = List.copyOf(words);
    }

    /** How a value is written; each takes what the own parser of that Flink takes. */
    public enum Form {
        TEXT("text", "a text", (value, flink) -> true),
        BOOLEAN(
                "boolean",
                "`true` or `false`",
                (value, flink) -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")),
        INT("int", "a whole number of at most 2147483647", (value, flink) -> isNumber(value, Integer::parseInt)),
        LONG("long", "a whole number", (value, flink) -> isNumber(value, Long::parseLong)),
        NUMBER(
                "number",
                "a number with or without a point, as `0.4`",
                (value, flink) -> isNumber(value, Double::parseDouble)),
        DURATION("duration", "a duration with a unit of `ms`, `s`, `min`, `h`, `d`, as `10 s`", Form::isDuration),
        MEMORY(
                "memory",
                "an amount of memory with a unit of `k`, `m`, `g`, `t`, as `64m`",
                (value, flink) -> MemorySize.parse(value).isPresent()),
        MAP("map", "keys with values, as `a:1,b:2`", (value, flink) -> true),
        LIST("list", "a list, as `a;b`", (value, flink) -> true),
        WORDS("one of", "one of some words", (value, flink) -> true);

        private final String name;
        private final String asked;

        @SuppressWarnings("ImmutableEnumChecker") // None of them has a state.
        private final BiPredicate<String, FlinkVersion> test;

        Form(String name, String asked, BiPredicate<String, FlinkVersion> test) {
            this.name = name;
            this.asked = asked;
            this.test = test;
        }

        private static boolean isDuration(String value, FlinkVersion flink) {
            FlinkChanges changes = FlinkChanges.shipped();
            return DurationText.isOne(
                    value,
                    changes.has(flink, FlinkChange.LONG_DURATIONS),
                    changes.has(flink, FlinkChange.ISO_DURATIONS));
        }
    }

    /** Reads it as the facts write it: {@code duration}, {@code list of text}, {@code one of A|B}. */
    static Optional<OptionType> parse(String text) {
        if (text.startsWith(LIST)) {
            return Optional.of(new OptionType(Form.LIST, List.of()));
        }
        if (text.startsWith(WORDS)) {
            return Optional.of(new OptionType(
                    Form.WORDS, List.of(text.substring(WORDS.length()).split("\\|"))));
        }
        return List.of(Form.values()).stream()
                .filter(form -> form.name.equals(text))
                .map(form -> new OptionType(form, List.of()))
                .findFirst();
    }

    /** Whether this Flink can read a value. */
    public boolean takes(String value, FlinkVersion flink) {
        return form == Form.WORDS
                ? words.stream().anyMatch(word -> upper(word).equals(upper(value)))
                : form.test.test(value, flink);
    }

    /** Whether keys may stand below the option's own: {@code kubernetes.jobmanager.labels.team}. */
    public boolean hasKeysBelow() {
        return form == Form.MAP;
    }

    /** What it takes, for messages. */
    public String asked() {
        return form == Form.WORDS
                ? words.stream().map("`%s`"::formatted).collect(Collectors.joining(", ", "one of ", ""))
                : form.asked;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static boolean isNumber(String value, Function<String, Number> parser) {
        try {
            return parser.apply(value) != null;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}

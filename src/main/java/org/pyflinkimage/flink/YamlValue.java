package org.pyflinkimage.flink;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Values of {@code config.yaml}: as the text that Flink has for them, and as they stand in one line behind a key. */
final class YamlValue {

    /** What YAML 1.1 and YAML 1.2 both take for an integer or a truth value and print back unchanged. */
    private static final Pattern PLAIN = Pattern.compile("0|-?[1-9][0-9]{0,17}|true|false");

    /** Sizes, durations and addresses: {@code 1600m}, {@code 10 min}, {@code 0.0.0.0}. Not {@code 1e3}, which is a number. */
    private static final Pattern PLAIN_SIZE =
            Pattern.compile("[0-9]+ ?(?![eE])[A-Za-z]+|[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");

    /** Words of characters that mean nothing in YAML, or nothing in the midst of a word; the first may be an option. */
    private static final Pattern PLAIN_TEXT = Pattern.compile(
            "(-{0,2}[A-Za-z]|/)(WORD)*( (WORD)+)*".replace("WORD", "[A-Za-z0-9_./=+@,;%$()-]|:[A-Za-z0-9/+-]"));

    /** Words that YAML 1.1 does not take for text. */
    private static final Pattern RESERVED = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

    private YamlValue() {}

    /** What Flink makes of a value that is no text: lists and what is in them as YAML in one line. */
    static String text(Object value) {
        return value instanceof String text ? text : flow(value);
    }

    private static String flow(Object value) {
        String dumped = flow(value, true);
        // The two break lines for Flink's older reader, which writes them with escapes too.
        return dumped.codePoints().noneMatch(YamlValue::separatesLines) ? dumped : flow(value, false);
    }

    private static String flow(Object value, boolean unicode) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.FLOW)
                .setSplitLines(false)
                .setUseUnicodeEncoding(unicode)
                .setSchema(new FlinkSchema())
                .build();
        return new Dump(settings).dumpToString(value).stripTrailing();
    }

    /** A text as it stands behind its key: bare, in single quotes, or with escapes where a line cannot hold it otherwise. */
    static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                || PLAIN_SIZE.matcher(text).matches()
                || (PLAIN_TEXT.matcher(text).matches()
                        && !RESERVED.matcher(text).matches());
        if (plain) {
            return text;
        }
        return text.codePoints().allMatch(YamlValue::isPrintable) ? "'" + text.replace("'", "''") + "'" : escaped(text);
    }

    /** What every version of YAML leaves in a line as it is. */
    private static boolean isPrintable(int character) {
        boolean breaksLines = Character.isISOControl(character) || separatesLines(character);
        boolean isNone = (character >= 0xD800 && character <= 0xDFFF) || character == 0xFFFE || character == 0xFFFF;
        return !breaksLines && !isNone && character != 0xFEFF;
    }

    private static boolean separatesLines(int character) {
        return character == 0x2028 || character == 0x2029;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                escaped.append('\\').appendCodePoint(character);
            } else if (isPrintable(character)) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append(character == '\n' ? "\\n" : "\\u%04X".formatted(character));
            }
        });
        return escaped.append('"').toString();
    }
}

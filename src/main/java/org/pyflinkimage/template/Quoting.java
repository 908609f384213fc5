package org.pyflinkimage.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * Values as words of the languages that files are rendered in, one function for each: what a program reads there is the value again.
 * A value that a language has no word for is refused ({@code PYF-724}). It is told where it may only be a name or a version: what stands
 * anywhere else may be a secret.
 */
final class Quoting {

    /** What means itself in every language here. */
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9/](?:[A-Za-z0-9._/:@+-]*[A-Za-z0-9._/@+-])?");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.!+_-]+");

    private static final Pattern SHELL = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+(?:(?<![=:])~[A-Za-z0-9_@%+=:,./-]*)*");

    /** Words and paths, sizes, and names of images; none is a number, and none means anything in YAML 1.1 or 1.2. */
    private static final Pattern YAML = Pattern.compile("[A-Za-z/][A-Za-z0-9._/@+-]*(?::[A-Za-z0-9._/@+-]+)*"
            + "|[1-9][0-9]* ?[A-DF-Za-df-z][A-Za-z]*"
            + "|[0-9][A-Za-z0-9.-]*(?::[0-9]+)?(?:/[A-Za-z0-9._-]+)+(?::[A-Za-z0-9._-]+)?(?:@sha256:[0-9a-f]+)?");

    private static final Set<String> YAML_RESERVED =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    /** In characters, of a value in a message. */
    private static final int SHOWN = 80;

    private Quoting() {}

    /** A value that is written as it is, and so has to mean itself everywhere. */
    static String bare(String value) {
        if (!BARE.matcher(value).matches()) {
            throw refused(
                    value,
                    "it stands where only letters, digits and `.`, `_`, `/`, `:`, `@`, `+`, `-` mean themselves");
        }
        return value;
    }

    /** A text in one line: in comments, in what is printed. */
    static String line(String value) {
        int[] characters = value.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (isUnprintable(characters[i])) {
                throw secret(
                        i,
                        characters[i],
                        "a line cannot hold control characters, line breaks and what is not to be seen");
            }
        }
        return value;
    }

    /** The word for the value of a key, which is named where there is none. */
    static String of(String key, String value, UnaryOperator<String> quoting) {
        try {
            return quoting.apply(value);
        } catch (PyFlinkException e) {
            throw new PyFlinkException(e.problems().stream()
                    .map(problem -> problem.withWhat("a rendered file cannot hold the value of `%s`".formatted(key)))
                    .toList());
        }
    }

    /** A version in a file of requirements, which has no quotes. */
    static String requirement(String value) {
        if (!VERSION.matcher(value).matches()) {
            throw refused(value, "a file of requirements has no quotes, and versions have no such characters");
        }
        return value;
    }

    /** A word of a shell, with quotes where it needs them. */
    static String sh(String value) {
        return SHELL.matcher(value).matches() ? value : shQuoted(value);
    }

    /** A word of a shell in quotes. */
    static String shQuoted(String value) {
        return "'" + line(value).replace("'", "'\\''") + "'";
    }

    /** A word of bash, in one line whatever it holds. */
    static String bash(String value) {
        if (value.codePoints().noneMatch(Quoting::isUnprintable)) {
            return sh(value);
        }
        StringBuilder quoted = new StringBuilder("$'");
        text(value).codePoints().forEach(character -> {
            if (isUnprintable(character)) {
                for (byte each : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    quoted.append(String.format(Locale.ROOT, "\\%03o", each & 0xff));
                }
            } else {
                quoted.append(character == '\'' || character == '\\' ? "\\" : "")
                        .appendCodePoint(character);
            }
        });
        return quoted.append('\'').toString();
    }

    /** A value of a Dockerfile's {@code ENV} and {@code LABEL}, in whose quotes variables are filled in. */
    static String docker(String value) {
        return '"' + line(value).replaceAll("[\\\\\"$]", "\\\\$0") + '"';
    }

    /** A scalar of YAML that is read as this text, with quotes where it needs them. */
    static String yaml(String value) {
        boolean plain = YAML.matcher(value).matches()
                && !YAML_RESERVED.contains(value.toLowerCase(Locale.ROOT))
                && !value.endsWith(":");
        return plain ? value : json(value);
    }

    /** A scalar of a Compose file, which fills in variables behind a dollar sign. */
    static String compose(String value) {
        return yaml(value).replace("$", "$$");
    }

    /** A text of JSON, which is one of YAML as well. */
    static String json(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        text(value).codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (isUnprintable(character) && character <= 0xffff) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                quoted.appendCodePoint(character);
            }
        });
        return quoted.append('"').toString();
    }

    /** A list of texts of JSON. */
    static String json(List<String> values) {
        return values.stream().map(Quoting::json).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A literal block of YAML with the lines of a text that are not empty, below a key that is indented by two blanks less. */
    static String yamlBlock(String text, int indent) {
        List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
        String margin = "\n" + " ".repeat(indent);
        String header = !lines.isEmpty() && lines.get(0).startsWith(" ") ? "|2" : "|";
        return lines.stream().map(line -> margin + blockLine(line)).collect(Collectors.joining("", header, ""));
    }

    /** Nothing is escaped in a block: a tab is itself, and no other control character can stand there. */
    private static String blockLine(String text) {
        line(text.replace('\t', ' '));
        return text;
    }

    /** A value of a properties file of log4j, which fills in {@code ${...}} itself. */
    static String properties(String value) {
        int filledIn = value.indexOf("${");
        if (filledIn >= 0) {
            throw secret(value.codePointCount(0, filledIn), '$', "log4j fills in what stands behind `${`");
        }
        StringBuilder escaped = new StringBuilder();
        for (char character : line(value).toCharArray()) {
            if (character == '\\' || (character == ' ' && escaped.isEmpty())) {
                escaped.append('\\').append(character);
            } else if (character > 0x7e) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }

    /** The same, which has no character that stands for none. */
    private static String text(String value) {
        int[] characters = value.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (Character.getType(characters[i]) == Character.SURROGATE || characters[i] == 0) {
                throw secret(i, characters[i], "it is no text");
            }
        }
        return value;
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> true;
            default -> false;
        };
    }

    private static PyFlinkException refused(String value, String why) {
        return refusal("a rendered file cannot hold `%s`".formatted(shown(value)))
                .why(why)
                .why(length(value))
                .toException();
    }

    /** Of a value of which not all is shown. */
    private static List<String> length(String value) {
        int length = value.codePointCount(0, value.length());
        return length > SHOWN
                ? List.of("it has %s characters; `…` stands for those between".formatted(length))
                : List.of();
    }

    /** @param place of a character that cannot be held, the first of all being 0 */
    private static PyFlinkException secret(int place, int character, String why) {
        return refusal("a rendered file cannot hold a value, which may be secret and is not shown")
                .why("character %s of it is U+%s".formatted(place + 1, hexadecimal(character)))
                .why(why)
                .toException();
    }

    private static Problem refusal(String what) {
        return Problem.declaration("PYF-724", what)
                .remedy("write another value in the declaration, or restore `pyflink.lock` where it comes from there");
    }

    private static String hexadecimal(int character) {
        return String.format(Locale.ROOT, "%04X", character);
    }

    /** Long ones begin alike, as names of one registry do, and differ at the end. */
    private static String shown(String value) {
        int[] characters = value.codePoints().toArray();
        if (characters.length <= SHOWN) {
            return visible(characters, 0, characters.length);
        }
        int half = SHOWN / 2;
        return visible(characters, 0, half) + "…" + visible(characters, characters.length - half, characters.length);
    }

    private static String visible(int[] characters, int from, int to) {
        StringBuilder shown = new StringBuilder();
        Arrays.stream(characters, from, to).forEach(character -> {
            if (isUnprintable(character) || character == '`') {
                shown.append("\\u{%x}".formatted(character));
            } else {
                shown.appendCodePoint(character);
            }
        });
        return shown.toString();
    }
}

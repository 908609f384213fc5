package org.pyflinkimage.flink;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Generated {@code config.yaml} files, in every style that YAML has for the same values; the same for the same seed. */
final class YamlSamples {

    private static final List<String> NAMES = List.of(
            "a", "b", "jobmanager", "rpc", "x-y", "k1", "taskmanager", "numberOfTaskSlots", "p_q", "com", "Click");

    /** Bare words that every reader takes for what they look like. */
    private static final List<String> WORDS = List.of(
            "abc",
            "10 min",
            "1600m",
            "0.0.0.0",
            "yes",
            "No",
            "y",
            "on",
            "2001-01-01",
            "12:30:45",
            "1_000",
            "file:///tmp/a b",
            "a:b",
            "x#y",
            "-Dfoo=1 -Dbar=2",
            "a;b",
            "0b1",
            "<<",
            "=",
            "C:\\temp",
            "it's",
            "say \"hi\"",
            "--x",
            "a - b",
            "Zürich",
            "日本");

    /** Texts that need quotes. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            " lead",
            "trail ",
            "a: b",
            "a #b",
            "#c",
            "'q'",
            "\"d\"",
            "\\n",
            "x\ty",
            "[a, b]",
            "{a: b}",
            "null",
            "~",
            "true",
            "12",
            "1.5",
            "*al",
            "&an",
            "!t",
            "|",
            ">",
            "%d",
            "@x",
            "`x`",
            "- i",
            "? k",
            ":",
            "a:",
            "😀",
            "\u00a0nb",
            "it''s",
            "\\",
            "a\\\"b",
            " \u2003",
            "𝒳",
            "${X}/y",
            "a, b",
            "\u0007",
            "a\u0085b",
            "\ufeffb",
            "c\rd");

    private static final List<String> LINES =
            List.of("a\nb", "a\n\nb\n", "x: 1\ny: 2\n", "a\nb\n\n", "a\n  deep\n# b\n");

    /** Numbers and truth values as they may be written. */
    private static final Map<String, Object> OTHERS = others();

    private final Random random;

    YamlSamples(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A file.
     *
     * @param values by dotted key: texts, numbers, truth values, and lists of such, of lists and of maps
     */
    record Sample(String yaml, Map<String, Object> values) {}

    private static Map<String, Object> others() {
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("6123", 6123);
        others.put("-5", -5);
        others.put("+5", 5);
        others.put("0x1F", 31);
        others.put("0o17", 15);
        others.put("010", 10);
        others.put("123456789012345678901234567890", new BigInteger("123456789012345678901234567890"));
        others.put("1.10", 1.1);
        others.put("1e3", 1000.0);
        others.put(".5", 0.5);
        others.put(".inf", Double.POSITIVE_INFINITY);
        others.put("true", true);
        others.put("FALSE", false);
        return others;
    }

    Sample next() {
        Map<String, Object> values = new LinkedHashMap<>();
        String yaml = map(0, 3, 1 + random.nextInt(4), "", values);
        return new Sample((random.nextInt(10) == 0 ? "---\n" : "") + yaml, values);
    }

    private <A> A oneOf(List<A> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String map(int indent, int depth, int size, String prefix, Map<String, Object> into) {
        StringBuilder yaml = new StringBuilder();
        for (String name : names(size)) {
            String key = chance(40) ? name + "." + oneOf(NAMES) : name;
            yaml.append(chance(10) ? " ".repeat(indent) + "# comment\n" : "")
                    .append(" ".repeat(indent))
                    .append(chance(10) ? single(key) : key)
                    .append(chance(20) ? " :" : ":")
                    .append(value(indent, depth, prefix + key, into));
        }
        return yaml.toString();
    }

    private List<String> names(int size) {
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        return names.subList(0, size);
    }

    private String value(int indent, int depth, String key, Map<String, Object> into) {
        List<Object> found = new ArrayList<>();
        if (depth > 0 && chance(25)) {
            return "\n" + map(indent + 2, depth - 1, 1 + random.nextInt(3), key + ".", into);
        }
        String yaml = depth > 0 && chance(30)
                ? "\n" + list(indent + (chance(50) ? 0 : 2), depth - 1, found)
                : " " + (chance(20) ? flowList(depth, found) : scalar(indent, found)) + "\n";
        into.put(key, found.get(0));
        return yaml;
    }

    private String list(int indent, int depth, List<Object> into) {
        List<Object> elements = new ArrayList<>();
        StringBuilder yaml = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            yaml.append(" ".repeat(indent)).append("- ");
            if (chance(30) && depth > 0) {
                Map<String, Object> map = new LinkedHashMap<>();
                yaml.append(blockMap(indent + 2, map).stripLeading());
                elements.add(map);
            } else {
                yaml.append(chance(60) ? scalar(indent, elements) : flow(2, elements))
                        .append('\n');
            }
        }
        into.add(elements);
        return yaml.toString();
    }

    /** A map that is the element of a list: its keys stay as they are. */
    private String blockMap(int indent, Map<String, Object> into) {
        StringBuilder yaml = new StringBuilder();
        for (String name : names(1 + random.nextInt(2))) {
            List<Object> value = new ArrayList<>();
            yaml.append(" ".repeat(indent))
                    .append(name)
                    .append(": ")
                    .append(flow(1, value))
                    .append('\n');
            into.put(name, value.get(0));
        }
        return yaml.toString();
    }

    private String flow(int depth, List<Object> into) {
        if (depth == 0 || chance(50)) {
            return inFlow(into);
        }
        return chance(50) ? flowList(depth, into) : flowMap(depth, into);
    }

    private String flowList(int depth, List<Object> into) {
        List<Object> elements = new ArrayList<>();
        List<String> yaml = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            yaml.add(flow(Math.max(0, depth - 1), elements));
        }
        into.add(elements);
        return "[" + String.join(", ", yaml) + "]";
    }

    private String flowMap(int depth, List<Object> into) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<String> yaml = new ArrayList<>();
        for (String name : names(random.nextInt(3))) {
            List<Object> value = new ArrayList<>();
            yaml.add(name + ": " + flow(depth - 1, value));
            map.put(name, value.get(0));
        }
        into.add(map);
        return "{" + String.join(", ", yaml) + "}";
    }

    private String scalar(int indent, List<Object> into) {
        if (chance(15)) {
            String text = oneOf(LINES);
            into.add(text);
            return block(text, indent + 2);
        }
        if (chance(30)) {
            String word = oneOf(WORDS);
            into.add(word);
            return word + (chance(30) ? "  # note: [" : "");
        }
        return inFlow(into);
    }

    private String inFlow(List<Object> into) {
        if (chance(20)) {
            String literal = oneOf(List.copyOf(OTHERS.keySet()));
            into.add(OTHERS.get(literal));
            return literal;
        }
        String text = chance(70) ? oneOf(TEXTS) : oneOf(chance(50) ? WORDS : LINES);
        into.add(text);
        return text.codePoints().anyMatch(Character::isISOControl) || text.indexOf(0xFEFF) >= 0 || chance(50)
                ? escaped(text)
                : single(text);
    }

    private static String single(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String escaped(String text) {
        return text.codePoints().mapToObj(this::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        if (character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0xFEFF) {
            return character == '\n' ? "\\n" : "\\u%04x".formatted(character);
        }
        return character > 0x7F && chance(30) ? "\\U%08x".formatted(character) : Character.toString(character);
    }

    /** A literal block: {@code +} keeps the line breaks at its end, {@code -} drops them. */
    private static String block(String text, int indent) {
        String head = text.endsWith("\n") ? "|+" : "|-";
        return text.lines()
                .map(line -> line.isEmpty() ? "" : " ".repeat(indent) + line)
                .collect(Collectors.joining("\n", head + "\n", ""));
    }
}

package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.python.PythonMinor;

class FactNodeTest {

    private static final String HEAD = "{\"source\": \"a page\", \"checked\": \"2026-11-25\", ";

    @Test
    void valueHasTheSourceAndDayOfWhatItLiesIn() {
        String source = read(
                        HEAD + "\"things\": [{\"name\": \"a\"}]}",
                        file -> file.list("things", FactNodeTest::nameAndSource))
                .get(0);

        assertThat(source).isEqualTo("a: a page, checked 2026-11-25");
    }

    @Test
    void valueMayHaveSourceAndDayOfItsOwn() {
        List<String> sources = read(
                HEAD
                        + "\"things\": [{\"name\": \"a\", \"source\": \"a book\", \"checked\": \"2026-12-01\"}, {\"name\": \"b\"}]}",
                file -> file.list("things", FactNodeTest::nameAndSource));

        assertThat(sources).containsExactly("a: a book, checked 2026-12-01", "b: a page, checked 2026-11-25");
    }

    @Test
    void sourceOfManyVersionsNamesTheOne() {
        String source = read(
                "{\"source\": \"pkg:pypi/a@{version}\", \"checked\": \"2026-11-25\"}", file -> file.sourceOf("1.2"));

        assertThat(source).isEqualTo("pkg:pypi/a@1.2, checked 2026-11-25");
    }

    @Test
    void everyFormOfValueIsRead() {
        String text = HEAD + """
                "word": "w", "count": 7, "yes": true, "words": ["a", "b"], "numbers": [8, 11], "map": {"k": "v"},
                "lists": {"k": ["v"]}, "maps": {"k": {"l": "v"}}, "part": {"word": "p"}, "extra": 1, "note": "for people"}
                """;

        String all = read(text, file -> {
            file.skip("extra");
            return String.join(
                    " ",
                    file.text("word"),
                    String.valueOf(file.number("count")),
                    String.valueOf(file.flag("yes")),
                    String.valueOf(file.flag("no", false)),
                    String.valueOf(file.texts("words")),
                    String.valueOf(file.texts("numbers")),
                    String.valueOf(file.textsByName("map")),
                    String.valueOf(file.listsByName("lists")),
                    String.valueOf(file.mapsByName("maps")),
                    file.object("part", part -> part.text("word")),
                    String.valueOf(file.optionalText("none")),
                    String.valueOf(file.optionalTexts("none")),
                    String.valueOf(file.optionalObject("none", FactNode::source)));
        });

        assertThat(all)
                .isEqualTo("w 7 true false [a, b] [8, 11] {k=v} {k=[v]} {k={l=v}} p Optional.empty [] Optional.empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"checked": "2026-11-25", "name": "a"}                                   | x.json: no `source`
                    {"source": "a page", "name": "a"}                                        | x.json: no `checked`
                    {"source": "a page", "checked": "2026-11-31", "name": "a"}               | x.json: `checked` is no day: 2026-11-31
                    {"source": "a page", "checked": "November 2026", "name": "a"}            | x.json: `checked` is no day: November 2026
                    {"source": "a page", "checked": "2026-11-25"}                            | x.json: no `name`
                    {"source": "a page", "checked": "2026-11-25", "name": "a", "naem": "b"}  | x.json: unknown field `naem`
                    {"source": "a page", "checked": "2026-11-25", "name": "a", "name": "b"}  | x.json: Duplicate field 'name'
                    {"source": "a page", "checked": "2026-11-25", "name": "a"} {}            | x.json: Trailing token
                    {"source": "a page", "checked": "2026-11-25", "name": "a"} }             | x.json: Unexpected close marker
                    {"source": "a page", "checked": "2026-11-25", "name": "a"                | x.json: Unexpected end-of-input
                    {"source": ["a page"], "checked": "2026-11-25", "name": "a"}             | x.json: `source` is no text: ["a page"]
                    ["a"]                                                                    | x.json is no object: ["a"]
                    ' '                                                                      | x.json: No token
                    """)
    void mistakeIsRefused(String text, String message) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(text, file -> file.text("name")))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text        | true         | `a` is no text: true
            text        | ["b"]        | `a` is no text: ["b"]
            text        | null         | `a` is no text: null
            flag        | "true"       | `a` is no flag: "true"
            flag        | 1            | `a` is no flag: 1
            number      | "1"          | `a` is no whole number: "1"
            number      | 1.5          | `a` is no whole number: 1.5
            number      | 1e20         | `a` is no whole number: 1.0E20
            number      | 99999999999999999999 | `a` is no whole number: 99999999999999999999
            day         | "yesterday"  | `a` is no day: yesterday
            optionalDay | "2026-11-31" | `a` is no day: 2026-11-31
            texts       | "b"          | `a` is no list: "b"
            texts       | {"b": [1, null, {}], "c": "\\"\\\\"} | `a` is no list: {"b":[1,null,{}],"c":"\\"\\\\"}
            texts       | ["b", true]  | `a` is no text: true
            textsByName | {"b": true}  | `a/b` is no text: true
            textsByName | ["b"]        | `a` is no object: ["b"]
            listsByName | "b"          | `a` is no object: "b"
            listsByName | {"b": "c"}   | `a/b` is no list: "c"
            mapsByName  | 1            | `a` is no object: 1
            mapsByName  | {"b": "c"}   | `a/b` is no object: "c"
            mapsByName  | {"b": {"c": []}} | `a/b/c` is no text: []
            parsed      | "3"          | `a` cannot be `3`
            allParsed   | ["3.11", 3]  | `a` cannot be `3`
            optionalAllParsed | ["3"]  | `a` cannot be `3`
            object      | "b"          | /a is no object: "b"
            list        | {"b": {}}    | `a` is no list: {"b":{}}
            list        | [{}, "b"]    | /a/1 is no object: "b"
            parsedByName | {"b": "3"}  | `a/b` cannot be `3`
            """)
    void valueOfAnotherFormIsRefused(String form, String value, String message) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(HEAD + "\"a\": " + value + "}", file -> switch (form) {
                    case "flag" -> file.flag("a");
                    case "number" -> file.number("a");
                    case "day" -> file.day("a");
                    case "optionalDay" -> file.optionalDay("a");
                    case "texts" -> file.texts("a");
                    case "textsByName" -> file.textsByName("a");
                    case "listsByName" -> file.listsByName("a");
                    case "mapsByName" -> file.mapsByName("a");
                    case "object" -> file.object("a", FactNode::source);
                    case "list" -> file.list("a", FactNode::source);
                    case "parsed" -> file.parsed("a", PythonMinor::parse);
                    case "allParsed" -> file.allParsed("a", PythonMinor::parse);
                    case "optionalAllParsed" -> file.optionalAllParsed("a", PythonMinor::parse);
                    case "parsedByName" -> file.parsedByName("a", PythonMinor::parse);
                    default -> file.text("a");
                }))
                .withMessage(message.startsWith("/") ? "x.json" + message : "x.json: " + message);
    }

    @Test
    void valuesAreReadAsWhatTheyAre() {
        String text = HEAD + """
                "day": "2026-11-25", "minor": "3.11", "minors": ["3.9", "3.10"], "named": {"a": "3.12"}, "flag": false}
                """;

        List<Object> all = read(
                text,
                file -> List.of(
                        file.day("day"),
                        file.optionalDay("day"),
                        file.optionalDay("none"),
                        file.parsed("minor", PythonMinor::parse),
                        file.allParsed("minors", PythonMinor::parse),
                        file.optionalAllParsed("minors", PythonMinor::parse),
                        file.optionalAllParsed("none", PythonMinor::parse),
                        file.parsedByName("named", PythonMinor::parse),
                        file.flag("flag", true),
                        file.checked()));

        LocalDate day = LocalDate.of(2026, 11, 25);
        List<PythonMinor> minors = List.of(new PythonMinor(9), new PythonMinor(10));
        assertThat(all)
                .containsExactly(
                        day,
                        Optional.of(day),
                        Optional.empty(),
                        new PythonMinor(11),
                        minors,
                        minors,
                        List.of(),
                        Map.of("a", new PythonMinor(12)),
                        false,
                        day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "number", "flag", "texts", "textsByName", "listsByName", "mapsByName", "optionalText"})
    void noFormOfValueGoesWithoutSource(String form) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read("{\"checked\": \"2026-11-25\", \"a\": {}}", file -> switch (form) {
                    case "text" -> file.text("a");
                    case "number" -> file.number("a");
                    case "flag" -> file.flag("a");
                    case "texts" -> file.texts("a");
                    case "textsByName" -> file.textsByName("a");
                    case "listsByName" -> file.listsByName("a");
                    case "mapsByName" -> file.mapsByName("a");
                    default -> file.optionalText("a");
                }))
                .withMessage("x.json: no `source`");
    }

    @Test
    void unknownFieldIsFoundInEveryPart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(
                        HEAD + "\"things\": [{\"name\": \"a\"}, {\"name\": \"b\", \"other\": 1}]}",
                        file -> file.list("things", FactNodeTest::nameAndSource)))
                .withMessage("x.json/things/1: unknown field `other`");
        assertThatIllegalStateException()
                .isThrownBy(() -> read(
                        HEAD + "\"thing\": {\"name\": \"b\", \"other\": 1}}",
                        file -> file.object("thing", FactNodeTest::nameAndSource)))
                .withMessage("x.json/thing: unknown field `other`");
    }

    private static String nameAndSource(FactNode node) {
        return node.text("name") + ": " + node.source();
    }

    private static <T> T read(String text, Function<FactNode, T> reader) {
        return FactNode.read("x.json", text, reader);
    }
}

package org.pyflinkimage.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that mean something in shells, YAML, JSON, properties or Dockerfiles. */
final class HostileTexts {

    private static final List<String> KNOWN = List.of(
            "",
            " ",
            "a b",
            "$(touch pwned)",
            "`touch pwned`",
            "$HOME ${PATH} $$",
            "'; touch pwned; '",
            "\"; touch pwned; \"",
            "a'b\"c",
            "\\",
            "a\\",
            "\\n\\u0041",
            "a\nRUN touch pwned",
            "a\r\nb",
            "a \\\nb",
            "#comment",
            "a #comment",
            "a: b",
            "a:",
            ": a",
            "- a",
            "? a",
            "&anchor",
            "*alias",
            "!tag",
            "|",
            ">",
            "%directive",
            "@at",
            "{a: b}",
            "[a, b]",
            "a, b",
            "true",
            "No",
            "null",
            "~",
            "12",
            "0x1f",
            "1e3",
            "1_000",
            "22:30",
            ".inf",
            "2026-11-27",
            "=",
            "<<",
            "<<EOF",
            "x=~root",
            "x=1:~root",
            "~root",
            "-rf",
            "*",
            "a{b,c}",
            "a>pwned",
            "a|touch pwned",
            "a&&touch pwned",
            "a;touch pwned",
            "!history",
            "\u0000",
            "\u0007",
            "\u001b[31m",
            "\u0085",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\u00e4\u20ac\ud83d\ude00",
            "a${b}c",
            "a\\$b",
            "TEXT\nTEXT",
            "a\tb",
            " a",
            "a ");

    private static final String SIGNS = "'\"\\`$(){}[]<>|&;#!*?~=:,@%^ \n\t-._/+aZ0\u00e4\u2028\u0000";

    private HostileTexts() {}

    /** Known ones, and as many made of their signs; always the same. */
    static List<String> all(int generated) {
        List<String> texts = new ArrayList<>(KNOWN);
        Random random = new Random(Long.getLong("samples.seed", 7));
        for (int i = 0; i < generated; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(8);
            for (int j = 0; j < length; j++) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}

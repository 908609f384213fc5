package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where strings end, what lines are one, and where they begin: what Python's own tokenizer makes of the same text. */
class SourceTextTest {

    /** Lines as {@code number+indent words}; {@code ~} stands for a line's end, {@code >} for a tab, {@code ^} for a form feed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            a b~  c~>d                 | 1+0 a b; 2+2 c; 3+8 d
            a~b                        | 1+0 a; 2+0 b
            `  a`                      | 1+2 a
            >a                         | 1+8 a
            `  >a`                     | 1+8 a
            `        >a`               | 1+16 a
            `>  a`                     | 1+10 a
            `  ^ a`                    | 1+1 a
            a\\~b~c                    | 1+0 a b; 3+0 c
            a\\b                       | 1+0 a \\ b
            f(~a~)~b                   | 1+0 f ( a ); 4+0 b
            )~a                        | 1+0 ); 2+0 a
            [{(~)}]~b                  | 1+0 [ { ( ) } ]; 3+0 b
            a#b~~#c~d                  | 1+0 a; 4+0 d
            né٣_2=1                    | 1+0 né٣_2 = 1
            𝒳y+…                       | 1+0 𝒳y + …
            x'a'y                      | 1+0 x "a y
            b'a'Rb"a"                  | 1+0 " "
            u'a'R'b'                   | 1+0 "a "b
            bx'a'                      | 1+0 bx "a
            'a\\n'                     | 1+0 "
            'a\\'b'c                   | 1+0 " c
            'a\\~b'~c                  | 1+0 "; 3+0 c
            r'a\\'b'c                  | 1+0 " c
            'a~b                       | 1+0 "; 2+0 b
            '''a~'b''c'''d~e           | 1+0 "a~'b''c d; 3+0 e
            '''a                       | 1+0 "
            ''a                        | 1+0 " a
            ''''a'''b                  | 1+0 "'a b
            "'"a                       | 1+0 "' a
            '{"'b                      | 1+0 "{" b
            f'a'b                      | 1+0 " b
            f'{a}'b                    | 1+0 " b
            f'{'a'}'b                  | 1+0 " b
            F'{'a'}'b                  | 1+0 " b
            t'{'a'}'b                  | 1+0 " b
            rf'{'a'}'b                 | 1+0 " b
            fr'{'a'}'b                 | 1+0 " b
            f'{{'a'}}'b                | 1+0 " a "}} b
            f'{{{'a'}'b                | 1+0 " b
            f'{a['}']}'b               | 1+0 " b
            f'{a:{'b'}}'c              | 1+0 " c
            f'{a:'b                    | 1+0 "
            f'{a::'}'c                 | 1+0 " c
            f'{a[b:c]}'d               | 1+0 " d
            f'{(a:'b')}'c              | 1+0 " c
            f'{a!r:>{'b'}.{c}}'d       | 1+0 " d
            f'{f'{'a'}'}'b             | 1+0 " b
            f'{rf'{'a'}'}'b            | 1+0 " b
            f'{Fr'{'a'}'}'b            | 1+0 " b
            f'{'{'}'a                  | 1+0 " a
            f'{xf'{'}'a                | 1+0 "
            f'{b'{'}'a                 | 1+0 " a
            f'{f'{'}'}'}'a             | 1+0 " a
            f'\\N{a'}'b                | 1+0 " b
            fr'\\N{'a'}'b              | 1+0 " b
            f'\\{'a'}'b                | 1+0 " b
            f'\\'{'a'}'b               | 1+0 " b
            fr'\\{'a'}'b               | 1+0 " b
            '\\N{'a                    | 1+0 " a
            f'\\Na{'b'}'c              | 1+0 " c
            f'''{~a~}'''b~c            | 1+0 " b; 4+0 c
            f'''{a:~}'''b~c            | 1+0 " b; 3+0 c
            f'''~{'a'}~'''b~c          | 1+0 " b; 4+0 c
            """)
    void isReadAsLines(String source, String lines) {
        String text = text(source);

        assertThat(SourceText.lines(text).stream()
                        .map(line -> line.number() + "+" + line.indent() + " " + String.join(" ", line.words()))
                        .collect(Collectors.joining("; ")))
                .isEqualTo(text(lines));
    }

    private static String text(String written) {
        return written.replace('~', '\n').replace('>', '\t').replace('^', '\f');
    }

    @Test
    void marksOfTheBeginningAndOfLinesAreNoCode() {
        assertThat(SourceText.lines("\ufeffa\r\nb\rc"))
                .extracting(SourceLine::number)
                .containsExactly(1, 2, 3);
        assertThat(SourceText.lines("\ufeffa")).containsExactly(new SourceLine(0, 1, List.of("a")));
        assertThat(SourceText.lines("")).isEmpty();
    }

    @Test
    void textOfALongStringIsNotKept() {
        assertThat(SourceText.lines("'" + "a".repeat(500) + "'").get(0).first()).hasSize(501);
        assertThat(SourceText.lines("'" + "a".repeat(501) + "'").get(0).first()).isEqualTo(SourceLine.STRING);
    }

    @Test
    void fieldsInFieldsAreReadAsDeepAsTheyAre() {
        for (int depth = 1; depth < 50; depth++) {
            String source = "f'{".repeat(depth) + "'a'" + "}'".repeat(depth) + "b";
            assertThat(SourceText.lines(source)).containsExactly(new SourceLine(0, 1, List.of("\"", "b")));
        }
    }
}

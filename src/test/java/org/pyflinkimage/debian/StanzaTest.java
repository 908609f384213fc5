package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StanzaTest {

    @Test
    void fieldsAreFoundWhateverTheirCase() {
        Stanza stanza = Stanza.parse("Package: a\nPre-Depends: b\n");

        assertThat(stanza.find("pre-depends")).contains("b");
        assertThat(stanza.find("Depends")).isEmpty();
    }

    @Test
    void continuationLinesBelongToTheFieldAbove() {
        Stanza stanza = Stanza.parse("Description: short\n long\n .\n more\nSize: 1\n");

        assertThat(stanza.get("Description")).isEqualTo("short\nlong\n.\nmore");
        assertThat(stanza.get("Size")).isEqualTo("1");
    }

    @Test
    void paragraphsArePartedByBlankLines() {
        assertThat(Stanza.parseAll("\n# comment\nA: 1\r\n\r\n \nA: 2\n\n\n# alone\n\nA: 3"))
                .extracting(stanza -> stanza.get("A"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void continuationMayBeginWithATabAndKeepsItsFurtherBlanks() {
        assertThat(Stanza.parse("A: 1\n\t 2 \n#3\n 4").get("A")).isEqualTo("1\n 2\n4");
    }

    @Test
    void wordsOfAFieldStandBetweenBlanksOfAnyKind() {
        Stanza stanza = Stanza.parse("A: one  two\n three\nB:\nC: \n");

        assertThat(stanza.words("A")).containsExactly("one", "two", "three");
        assertThat(stanza.words("B")).isEmpty();
        assertThat(stanza.words("C")).isEmpty();
        assertThat(stanza.words("D")).isEmpty();
    }

    @Test
    void textIsKeptAsItWasRead() {
        assertThat(Stanza.parse("A: 1\n# comment\n").text()).isEqualTo("A: 1\n# comment\n");
        assertThat(Stanza.parse("xA: 1\nB: 2".getBytes(StandardCharsets.UTF_8), 1, 6)
                        .fields())
                .containsExactly(Map.entry("A", "1"));
    }

    @Test
    void valueMayHaveColons() {
        assertThat(Stanza.parse("URI: http://example.com:80/").get("URI")).isEqualTo("http://example.com:80/");
    }

    @ParameterizedTest
    @ValueSource(strings = {" continuation first", "no colon", ": no name", "A: 1\nA: 2", "A: 1\na: 2"})
    void malformedParagraphIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Stanza.parse(text));
    }

    @Test
    void missingFieldIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stanza.parse("A: 1").get("SHA256"))
                .withMessageContaining("SHA256");
    }
}

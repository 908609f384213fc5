package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

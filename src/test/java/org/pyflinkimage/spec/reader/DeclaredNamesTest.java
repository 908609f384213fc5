package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.spec.Element;

/** Several names of one image. */
class DeclaredNamesTest extends DeclarationFixture {

    @Test
    void shortNameBesideNamesOfRegistriesIsNotPushed() {
        declare(Element.IMAGE, "wordcount", "one.example.com/wordcount");
        declare(Element.TO, "daemon", "registry");

        assertThat(problem().code()).isEqualTo("PYF-013");
        assertThat(problem().what()).contains("`wordcount`");
        assertThat(problem().remedies())
                .satisfiesExactly(
                        hub -> assertThat(hub)
                                .contains("<image>docker.io/team/wordcount,one.example.com/wordcount</image>"),
                        none -> assertThat(none).contains("<image>one.example.com/wordcount</image>"));
    }

    @ParameterizedTest
    @CsvSource({
        "wordcount, one.example.com/wordcount, daemon",
        "team/wordcount, other/wordcount, registry",
        "docker.io/team/wordcount, one.example.com/wordcount, registry"
    })
    void namesAreOfOneKindOrStayHere(String one, String other, String to) {
        declare(Element.IMAGE, one, other);
        declare(Element.TO, to);

        assertThat(spec().references()).hasSize(2);
    }
}

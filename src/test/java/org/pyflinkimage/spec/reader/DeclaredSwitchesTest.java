package org.pyflinkimage.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

class DeclaredSwitchesTest extends DeclarationFixture {

    static List<Element> switches() {
        return Element.switches();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "True", "FALSE", " true "})
    void isOnOrOff(String text) {
        switches().forEach(element -> declare(element, text));

        assertThat(specs()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("switches")
    void allElseIsAProblemThatNamesBothWaysToSayIt(Element element) {
        declare(element, "yes");

        assertThat(problem().code()).isEqualTo("PYF-061");
        assertThat(problem().what()).isEqualTo("`yes` in %s is neither `true` nor `false`".formatted(element.named()));
        assertThat(problem().why())
                .containsExactly(
                        "a switch is either on or off; `-D%s` alone turns it on".formatted(element.property()));
        assertThat(problem().remedies()).containsExactly(element.with("true"), element.with("false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "on", "off", "1", "0", "treu", "true false", "${locked}"})
    void noWordIsTakenForAnAnswerThatItIsNot(String text) {
        declare(Element.LOCKED, text);

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-061");
    }

    @ParameterizedTest
    @MethodSource("switches")
    void isSaidOnce(Element element) {
        declare(element, "true", "false");

        assertThat(problems()).extracting(Problem::code).containsExactly("PYF-008");
    }
}

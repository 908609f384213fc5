package org.pyflinkimage.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ElementTest {

    @Test
    void remedyIsTheElementWithThePropertyInBrackets() {
        assertThat(Element.PYTHON.with("3.9"))
                .isEqualTo("`<python><version>3.9</version></python>` (-Dpyflink.python=3.9)");
        assertThat(Element.PYTHON.among(List.of("3.9", "3.10")))
                .isEqualTo("one of 3.9, 3.10 in `<python>` (-Dpyflink.python)");
        assertThat(Element.JOB.property()).isEqualTo("pyflink.job");
        assertThat(Element.JOB.named()).isEqualTo("`<job>` (-Dpyflink.job)");
        assertThat(Element.ENTRY.pathNamed()).isEqualTo("`<job><entry>` (-Dpyflink.entry)");
    }
}

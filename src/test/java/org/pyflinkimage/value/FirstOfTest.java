package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstOfTest {

    @Test
    void namesAllWhereTheyAreFew() {
        assertThat(FirstOf.of(2, List.of("a", "b")).text()).isEqualTo("a, b");
        assertThat(FirstOf.of(2, List.of("a", "b")).quoted()).isEqualTo("`a`, `b`");
        assertThat(FirstOf.of(2, List.of()).text()).isEmpty();
    }

    @Test
    void countsTheOthers() {
        assertThat(FirstOf.of(2, List.of("a", "b", "c")).text()).isEqualTo("a, b and 1 more");
        assertThat(FirstOf.of(1, List.of("a", "b", "c")).quoted()).isEqualTo("`a` and 2 more");
    }

    @Test
    void namesThingsInWords() {
        FirstOf first = FirstOf.of(1, List.of(7, 8), number -> "no. " + number);

        assertThat(first).isEqualTo(new FirstOf(List.of("no. 7"), 1));
        assertThat(first.text()).isEqualTo("no. 7 and 1 more");
    }
}

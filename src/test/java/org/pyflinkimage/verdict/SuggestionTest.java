package org.pyflinkimage.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.rules.Specs.cell;

import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void onlyWhatChangesIsWritten() {
        Suggestion suggestion = new Suggestion(cell("1.16.1", 8, "3.10"), cell("1.16.1", 8, "3.9"), true);

        assertThat(suggestion.toText())
                .isEqualTo("`<python><version>3.9</version></python>` (-Dpyflink.python=3.9):"
                        + " Flink 1.16.1, Java 8, Python 3.9, linux/amd64, supported");
    }

    @Test
    void everyChangeIsWrittenInTheOrderOfTheAxes() {
        Suggestion suggestion = new Suggestion(cell("1.16.1", 8, "3.10"), cell("2.3.0", 17, "3.11"), false);

        assertThat(suggestion.toXml())
                .isEqualTo("<flink><version>2.3.0</version></flink><java><version>17</version></java>"
                        + "<python><version>3.11</version></python>");
        assertThat(suggestion.toProperties())
                .isEqualTo("-Dpyflink.flink=2.3.0 -Dpyflink.java=17 -Dpyflink.python=3.11");
        assertThat(suggestion.toText()).endsWith(", untested");
    }
}

package org.pyflinkimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenTest {

    @Test
    void differenceShowsChangedLinesWithTheirSurroundings() {
        List<String> expected = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9");
        List<String> actual = List.of("1", "2", "3", "4", "five", "6", "7", "8", "9", "10");

        assertThat(Golden.difference(expected, actual)).isEqualTo("""
                        @@ line 3
                          3
                          4
                        - 5
                        + five
                          6
                          7
                          8
                          9
                        + 10
                        """);
    }

    @Test
    void missingFileDiffersFromAnyText() {
        assertThatThrownBy(() -> Golden.assertMatches("no-such-golden-file.txt", "text\n"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("+ text")
                .hasMessageContaining("-Dgolden.update=true");
    }
}

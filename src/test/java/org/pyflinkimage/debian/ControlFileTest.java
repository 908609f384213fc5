package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlFileTest {

    private static final String GOOD = """
            Package: libc6
            Version: 2.36-9+deb12u13
            Architecture: amd64
            Replaces: a, b (<< 1)
            Description: a sample
             that goes on
             .
             and on
            """;

    @Test
    void paragraphIsKeptAsItIs() {
        assertThat(ControlFile.parse(GOOD).text()).isEqualTo(GOOD);
        assertThat(ControlFile.parse("\n" + GOOD + "\n\n").text()).isEqualTo(GOOD);
        assertThat(ControlFile.parse(GOOD).get("Package")).isEqualTo("libc6");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Replaces:          | ~Replaces:                      | it has 2 paragraphs, and not one
            Package: libc6     | Package: ../../etc/x            | its field `Package` cannot be `../../etc/x`
            Package: libc6     | Package: Libc6                  | its field `Package` cannot be `Libc6`
            Package: libc6     | Source: libc6                   | field `Package` is missing
            : amd64            | : ../x                          | its field `Architecture` cannot be `../x`
            Architecture: amd64 | Multi-Arch: same               | field `Architecture` is missing
            2.36-9+deb12u13    | a b                             | a b
            a, b (<< 1)        | a, (                            | not a package relation: (
            Replaces:          | Status: install ok~Replaces:    | it has a field `Status`, which is dpkg's own
            Replaces:          | conffiles: x~Replaces:          | it has a field `Conffiles`, which is dpkg's own
            Replaces:          | evil~Replaces:                  | neither a field nor the continuation of one: evil
            """)
    void whatDpkgCouldNotKeepIsRefused(String text, String other, String reason) {
        assertThat(GOOD).contains(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ControlFile.parse(GOOD.replace(text, other.replace('~', '\n'))))
                .withMessageContaining(reason);
    }

    @Test
    void emptyFileIsNoParagraph() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ControlFile.parse("\n"))
                .withMessage("it has 0 paragraphs, and not one");
    }
}

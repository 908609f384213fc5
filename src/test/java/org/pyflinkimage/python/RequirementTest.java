package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pyflinkimage.value.Platform;

class RequirementTest {

    static List<List<String>> requirements() {
        return Recorded.rows("requirements.tsv");
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void isReadAsByPackaging(List<String> row) {
        var parsed = Requirement.parse(row.get(0));

        if (row.get(1).equals("-")) {
            assertThat(parsed).isEmpty();
            assertThat(Requirement.mistakeIn(row.get(0))).isPresent();
            return;
        }
        Requirement requirement = parsed.orElseThrow();
        assertThat(requirement.writtenName()).isEqualTo(row.get(1));
        assertThat(String.join(",", requirement.extras())).isEqualTo(row.get(2));
        assertThat(requirement.specifiers()).hasToString(row.get(3));
        assertThat(requirement.address().orElse("")).isEqualTo(row.get(4));
        assertThat(requirement.marker().isPresent()).isEqualTo(row.get(5).equals("marker"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                   | a distribution's name expected, not the end
            =1                   | a distribution's name expected, not `=1`
            numpy=1.0            | the end expected, not `=1.0`
            numpy [              | an extra's name expected, not the end
            numpy[a,             | an extra's name expected, not the end
            numpy[a              | `]` expected, not the end
            numpy[a b]           | `]` expected, not `b]`
            numpy @              | an address expected, not the end
            numpy (>1            | `)` expected, not the end
            numpy;               | a variable or a quoted text expected, not the end
            numpy; os_name       | an operator expected, not the end
            numpy; os_name ==    | a variable or a quoted text expected, not the end
            numpy; (os_name=='x' | `)` expected, not the end
            numpy \t 1.0         | the end expected, not `1.0`
            """)
    void mistakeSaysWhatWasExpected(String text, String mistake) {
        assertThat(Requirement.mistakeIn(text)).contains(mistake);
    }

    @Test
    void mistakeOfALongTextIsShort() {
        assertThat(Requirement.mistakeIn("x; " + "(".repeat(100_000)).orElseThrow())
                .startsWith("no more than 50 brackets in each other are expected, not `((((")
                .endsWith("((…`")
                .hasSizeLessThan(200);
        assertThat(Requirement.mistakeIn("x " + "y".repeat(80)))
                .contains("the end expected, not `" + "y".repeat(80) + "`");
        assertThat(Requirement.mistakeIn("x " + "y".repeat(81)).orElseThrow()).endsWith("y…`");
    }

    @Test
    void whereNothingIsWrongThereIsNoMistake() {
        assertThat(Requirement.mistakeIn(" numpy >=1.0\t")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Some.Name[b , a]>=1,<2         | Some.Name[a,b]<2,>=1
            a []                           | a
            a (==1.*)                      | a==1.*
            a@file:///x.whl ; extra=="x"   | a @ file:///x.whl ; extra == 'x'
            a; os_name=="it's"             | a ; os_name == "it's"
            a; "x"   not \t in os.name     | a ; 'x' not in os_name
            a; python_implementation!="x"  | a ; platform_python_implementation != 'x'
            a; (os_name=='x' or os_name=='y') and extra=='z' | a ; (os_name == 'x' or os_name == 'y') and extra == 'z'
            a; (os_name=='x' and os_name=='y') or extra=='z' | a ; os_name == 'x' and os_name == 'y' or extra == 'z'
            """)
    void isWrittenInOneLine(String text, String line) {
        Requirement requirement = Requirement.parse(text).orElseThrow();

        assertThat(requirement.toLine()).isEqualTo(line);
        assertThat(Requirement.parse(line).orElseThrow().toLine()).isEqualTo(line);
    }

    @Test
    void holdsWhereItsMarkerDoes() {
        Requirement requirement =
                Requirement.parse("tomli; python_version < \"3.11\"").orElseThrow();

        assertThat(requirement.holdsIn(
                        MarkerEnvironment.of(new PythonVersion(new PythonMinor(9), 2), Platform.LINUX_AMD64)))
                .isTrue();
        assertThat(requirement.holdsIn(
                        MarkerEnvironment.of(new PythonVersion(new PythonMinor(11), 2), Platform.LINUX_AMD64)))
                .isFalse();
    }
}

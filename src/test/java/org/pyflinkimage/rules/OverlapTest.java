package org.pyflinkimage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.python.SpecifierSet;

class OverlapTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            >=2              | <1.25.0,>=1.14.3   | false
            ==1.26.4         | <1.25.0            | false
            <1.20            | >=1.22.4           | false
            >1.25            | <=1.25             | false
            ==1.24.*         | <1.24              | false
            ~=2.2.1          | >=2.3              | false
            !=1.2,==1.2      | >=0                | false
            >=75,<76         | >=76               | false
            ''               | ==4.1              | true
            >=1.26,<2.2      | <2.2.0,>=1.14.3    | true
            ~=2.2.1          | >=2.2.9            | true
            ==1.24.*         | <1.25.0,>=1.14.3   | true
            >2               | <3                 | true
            <2               | >1                 | true
            >1.25,<1.26      | !=1.25.1           | true
            >=3              | <4,!=3.0           | true
            >=0.10           | <0.11              | true
            >=2026.1         | >=2018.3           | true
            """)
    void specifierSetsMeetWhereSomeVersionIsInBoth(String left, String right, boolean meet) {
        SpecifierSet first = SpecifierSet.parse(left).orElseThrow();
        SpecifierSet second = SpecifierSet.parse(right).orElseThrow();

        assertThat(Overlap.exists(first, second)).isEqualTo(meet);
        assertThat(Overlap.exists(second, first)).isEqualTo(meet);
    }
}

package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpecifierSetTest {

    @Test
    void containsWhatPackagingSays() {
        List<List<String>> rows = Recorded.rows("specifiers.tsv");

        assertThat(rows).hasSizeGreaterThan(1000).allSatisfy(row -> {
            var specifiers = SpecifierSet.parse(row.get(0));
            if (row.get(1).equals("-")) {
                assertThat(specifiers).isEmpty();
                return;
            }
            Pep440Version version = Pep440Version.of(row.get(1));
            assertThat(specifiers.orElseThrow().contains(version))
                    .isEqualTo(row.get(2).equals("yes"));
            assertThat(admits(specifiers.orElseThrow(), version))
                    .isEqualTo(row.get(3).equals("yes"));
        });
    }

    /** Whether a resolver may choose the version: a pre-release only where a condition names one. */
    private static boolean admits(SpecifierSet specifiers, Pep440Version version) {
        return specifiers.contains(version) && (!version.isPrerelease() || specifiers.namesPrerelease());
    }

    @Test
    void withoutConditionEveryVersionFits() {
        SpecifierSet any = SpecifierSet.parse(" ").orElseThrow();

        assertThat(any.isEmpty()).isTrue();
        assertThat(SpecifierSet.parse("<2").orElseThrow().isEmpty()).isFalse();
        assertThat(any.contains(Pep440Version.of("0"))).isTrue();
        assertThat(admits(any, Pep440Version.of("1.0rc1"))).isFalse();
    }

    @Test
    void printsInAFixedOrder() {
        assertThat(SpecifierSet.parse("<2, >=1.0 ,!=1.5,<2").orElseThrow()).hasToString("!=1.5,<2,>=1.0");
    }
}

package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Pep440VersionTest {

    static List<List<String>> versions() {
        return Recorded.rows("versions.tsv");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void isReadAndPrintedAsByPackaging(List<String> row) {
        var version = Pep440Version.parse(row.get(0));

        if (row.get(1).equals("-")) {
            assertThat(version).isEmpty();
        } else {
            assertThat(version).map(Pep440Version::toString).contains(row.get(1));
            assertThat(version.orElseThrow().isPrerelease())
                    .isEqualTo(row.get(2).equals("pre"));
        }
    }

    @Test
    void ordersAsPackagingDoes() {
        List<List<String>> rows = Recorded.rows("version-order.tsv");

        assertThat(rows).hasSizeGreaterThan(900).allSatisfy(row -> {
            int order = Pep440Version.of(row.get(0)).compareTo(Pep440Version.of(row.get(2)));
            assertThat("<=>".charAt(Integer.signum(order) + 1))
                    .isEqualTo(row.get(1).charAt(0));
        });
    }

    @Test
    void equalVersionsHaveOneHashCode() {
        Pep440Version one = Pep440Version.of("1.0");
        Pep440Version other = Pep440Version.of("v1.0.0");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).hasToString("1.0");
    }

    @Test
    void localPartCanBeTakenOff() {
        assertThat(Pep440Version.of("2.1.0+cpu").withoutLocal()).hasToString("2.1.0");
    }
}

package org.pyflinkimage.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualByComparingTo(other);
        assertThat(one).hasToString("1.0");
        assertThat(Pep440Version.of("0")).isEqualTo(Pep440Version.of("0.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1!1.0", "1.1", "1.0a1", "1.0.post1", "1.0.dev1", "1.0+x"})
    void otherVersionsHaveOthers(String other) {
        Pep440Version version = Pep440Version.of("1.0");

        assertThat(Pep440Version.of(other)).isNotEqualTo(version).doesNotHaveSameHashCodeAs(version);
        assertThat(version).isNotEqualTo("1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0,       false, false, false, false",
        "1.0a1,     true,  false, false, false",
        "1.0.post1, false, true,  false, false",
        "1.0.dev1,  true,  false, true,  false",
        "1.0+a,     false, false, false, true",
        "1.0rc1.post2.dev3+a, true, true, true, true"
    })
    void saysWhatParts(String text, boolean pre, boolean post, boolean dev, boolean local) {
        Pep440Version version = Pep440Version.of(text);

        assertThat(version.isPrerelease()).isEqualTo(pre);
        assertThat(version.isPostRelease()).isEqualTo(post);
        assertThat(version.isDevelopmentRelease()).isEqualTo(dev);
        assertThat(version.hasLocal()).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.post1, 1,     true",
        "1.0.dev1,  1.0.0, true",
        "1.0+x,     1.0,   true",
        "1.0a1,     1.0a1.post1, true",
        "1!1.0,     1.0,   false",
        "1.1,       1.0,   false",
        "1.0a1,     1.0b1, false",
        "1.0a1,     1.0a2, false",
        "1.0a1,     1.0,   false"
    })
    void postReleasesAreOfOneRelease(String one, String other, boolean alike) {
        assertThat(Pep440Version.of(one).hasPostReleasesLike(Pep440Version.of(other)))
                .isEqualTo(alike);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2,   true",
        "1.2,   1.2,   true",
        "1.2,   1.2.0, true",
        "1.2,   1.2.1, false",
        "1.2.3, 1.3,   false",
        "1.2.3, 2,     false",
        "1!1.2, 1.2,   false",
        "1!1.2, 1!1.2, true"
    })
    void releaseBeginsWithNumbers(String version, String prefix, boolean begins) {
        Pep440Version numbers = Pep440Version.of(prefix);

        assertThat(Pep440Version.of(version).hasReleasePrefix(numbers.epoch(), numbers.release()))
                .isEqualTo(begins);
    }

    @ParameterizedTest
    @CsvSource({
        "1+0, 1+a, >",
        "1+9, 1+z9, >",
        "1+10, 1+9, >",
        "1+a, 1+b, <",
        "1+a, 1+a.0, <",
        "1+a.1, 1+b, <",
        "1, 1+0, <"
    })
    void numbersOfLocalPartsComeAfterWords(String one, String other, char order) {
        int compared = Pep440Version.of(one).compareTo(Pep440Version.of(other));

        assertThat("<=>".charAt(Integer.signum(compared) + 1)).isEqualTo(order);
    }

    @Test
    void localPartCanBeTakenOff() {
        Pep440Version plain = Pep440Version.of("1!2.1.0rc1.post2.dev3");

        assertThat(Pep440Version.of("1!2.1.0rc1.post2.dev3+cpu").withoutLocal()).hasToString(plain.toString());
        assertThat(plain.withoutLocal()).isSameAs(plain);
    }

    @Test
    void whatIsNoVersionIsSaidSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pep440Version.of("one"))
                .withMessage("not a version: one");
    }
}

package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

class FactsTest {

    private final Facts facts = Facts.shipped();

    /** Python 3.6 has wheels and no suite, 3.13 a suite and no wheels. */
    @Test
    void pythonsOfImagesHaveBothWheelsAndASuite() {
        assertThat(Facts.shipped().buildablePythons()).hasToString("[3.8, 3.9, 3.10, 3.11, 3.12]");
    }

    @Test
    void everyReleaseHasALineAndItsCompanions() {
        assertThat(facts.releases().values()).allSatisfy(release -> {
            assertThat(facts.lineOf(release.version()).java()).isNotEmpty();
            assertThat(release.pin(Companion.BEAM)).isPresent();
            release.pins()
                    .forEach((companion, pin) -> assertThat(pin.versions())
                            .isNotEmpty()
                            .allSatisfy(version -> facts.companion(companion, version)));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requirements.json  | setuptools<82     | setuptools=82  | missing/0: `requirement` cannot be `setuptools=82`
            requirements.json  | 1.20.4            | 1.20           | missing/0: `except` cannot be `1.20`
            python.json        | 2021-12-23        | 2021-12-32     | lines/0: `endOfLife` is no day: 2021-12-32
            lines.json         | "endOfLife": "2   | "endOfLife": " | lines/0: `endOfLife` is no day: 0
            configuration.json | "since": "2.0"    | "since": "2"   | removed: `since` cannot be `2`
            memory.json        | 1600m             | 1600 megs      | shipped: `sizes/jobmanager.memory.process.size` cannot be `1600 megs`
            memory.json        | "0.4"             | "most"         | defaults: `fractions/taskmanager.memory.managed.fraction` cannot be `most`
            flink.json         | "yanked": true    | "yanked": "no" | releases/0: `yanked` is no flag: "no"
            flink.json         | "requires": ["    | "requires": ["=| releases/0: `requires` cannot be `=
            standalone.json    | "2.17"            | "2"            | glibc: `oldest` cannot be `2`
            tested.json        | "linux/amd64"     | "linux/arm"    | tested/0: `platform` cannot be `linux/arm`
            """)
    void mistakeIsNamedByItsPlace(String file, String text, String other, String message) {
        String changed = FactsReader.shippedText(file).replaceFirst(Pattern.quote(text), other);

        assertThatIllegalStateException()
                .isThrownBy(() -> FactFiles.with(file, changed))
                .withMessageStartingWith(file + "/" + message);
    }

    @Test
    void defaultsRunWithTheNewestFlinkOnOneSuite() {
        DefaultVersions defaults = DefaultVersions.shipped();
        FlinkRelease newest = facts.releases().lastEntry().getValue();

        assertThat(defaults).isEqualTo(new DefaultVersions(new JavaVersion(17), new PythonMinor(11)));
        assertThat(facts.lineOf(newest.version()).java()).containsKey(defaults.java());
        assertThat(newest.wheels().anywhere()).contains(defaults.python());
        assertThat(facts.suites().having(defaults.java(), defaults.python())).isNotEmpty();
    }

    /** That of manylinux2014: pip takes its wheels for no older one. */
    @Test
    void standalonePythonsRunWhereTheWheelsDo() {
        assertThat(facts.standalones().oldestGlibc()).hasToString("2.17");
        assertThat(facts.suites().all())
                .allSatisfy(suite -> assertThat(suite.glibc())
                        .isGreaterThan(facts.standalones().oldestGlibc()));
    }

    @Test
    void everyLineThatIsOverHasADayAndEveryOtherHasNone() {
        assertThat(facts.lines().values())
                .filteredOn(line -> line.endOfLife().isEmpty())
                .extracting(FlinkLine::line)
                .containsExactly(new FlinkMinor(1, 20), new FlinkMinor(2, 2), new FlinkMinor(2, 3));
    }

    @Test
    void everyPatchFromOneThirteenIsKnown() {
        assertThat(facts.releases().keySet()).hasSize(46).startsWith(new FlinkVersion(1, 13, 0));
        assertThat(facts.releases().lastKey()).isEqualTo(new FlinkVersion(2, 3, 0));
        assertThat(facts.lines().keySet())
                .hasSize(12)
                .startsWith(new FlinkMinor(1, 13))
                .endsWith(new FlinkMinor(2, 3));
    }

    @Test
    void newCompanionHasWheelsWhereItsDataSay() {
        Facts newer = FactFiles.withFlink24();

        assertThat(newer.companion(Companion.PEMJA, "0.9.0").wheels().on(Platform.LINUX_ARM64))
                .isEmpty();
    }
}

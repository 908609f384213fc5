package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.value.Platform;

class FactsTest {

    private final Facts facts = Facts.shipped();

    @Test
    void everyReleaseHasALineAndItsCompanions() {
        assertThat(facts.releases().values()).allSatisfy(release -> {
            assertThat(facts.lineOf(release.version()).java()).isNotEmpty();
            assertThat(release.beam().versions()).allSatisfy(version -> facts.companion("apache-beam", version));
            release.pemja()
                    .ifPresent(pin -> assertThat(pin.versions())
                            .isNotEmpty()
                            .allSatisfy(version -> facts.companion("pemja", version)));
        });
    }

    @Test
    void everyRequirementCanBeRead() {
        Stream<String> companions = facts.wheels().values().stream()
                .flatMap(releases -> releases.values().stream())
                .flatMap(release -> release.requires().stream());
        Stream<String> own = facts.releases().values().stream().flatMap(release -> release.requires().stream());

        assertThat(Stream.concat(companions, own))
                .allSatisfy(line -> assertThat(Requirement.parse(line)).isPresent());
    }

    @Test
    void everyLineThatIsOverHasADayAndEveryOtherHasNone() {
        assertThat(facts.lines().values())
                .filteredOn(line -> line.endOfLife().isEmpty())
                .extracting(FlinkLine::line)
                .containsExactly("1.20", "2.2", "2.3");
    }

    @Test
    void everyPatchFromOneThirteenIsKnown() {
        assertThat(facts.releases().keySet()).hasSize(46).startsWith(new FlinkVersion(1, 13, 0));
        assertThat(facts.releases().lastKey()).isEqualTo(new FlinkVersion(2, 3, 0));
        assertThat(facts.lines().keySet()).hasSize(12).startsWith("1.13").endsWith("2.3");
    }

    @Test
    void newCompanionHasWheelsWhereItsDataSay() {
        Facts newer = FactFiles.withFlink24();

        assertThat(newer.companion("pemja", "0.9.0").wheels().on(Platform.LINUX_ARM64))
                .isEmpty();
    }
}

package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.debian.SuiteName.Pocket;

class SuiteUpkeepTest {

    private static final SuiteUpkeep UPKEEP =
            new SuiteUpkeep(LocalDate.parse("2026-07-11"), LocalDate.parse("2028-06-30"), Set.of(Pocket.SECURITY));

    @ParameterizedTest
    @CsvSource({
        "RELEASE,  2026-07-01, 2026-07-11",
        "RELEASE,  2040-01-01, 2026-07-11",
        "UPDATES,  2027-01-01, 2026-07-11",
        "SECURITY, 2026-07-20, 2026-07-11",
        "SECURITY, 2027-01-31, 2027-01-01",
        "SECURITY, 2028-06-30, 2028-05-31",
        "SECURITY, 2028-07-01, 2028-06-01",
        "SECURITY, 2028-07-02, 2028-06-01",
        "SECURITY, 2040-01-01, 2028-06-01"
    })
    void whatIsRenewedIsNoOlderThanAMonthAndNothingOlderThanWasSeen(Pocket pocket, String today, String oldest) {
        assertThat(UPKEEP.oldest(pocket, day(today))).isEqualTo(day(oldest));
    }

    @Test
    void lastDayIsStillSupported() {
        assertThat(UPKEEP.isOver(day("2028-07-01"))).isFalse();
        assertThat(UPKEEP.isOver(day("2028-07-01").plusSeconds(1))).isTrue();
    }

    /** Ubuntu's Release files do not say how long they hold, and those of its updates are new every day. */
    @Test
    void suitesKnowWhatIsRenewed() {
        Suites suites = Facts.shipped().suites();

        assertThat(suites.find("bookworm").orElseThrow().upkeep().renewed()).containsExactly(Pocket.SECURITY);
        assertThat(suites.find("jammy").orElseThrow().upkeep().renewed())
                .containsExactlyInAnyOrder(Pocket.SECURITY, Pocket.UPDATES);
        assertThat(suites.all())
                .allSatisfy(suite -> assertThat(suite.upkeep().dated())
                        .isBefore(suite.upkeep().supportedUntil()));
    }

    private static Instant day(String text) {
        return Instant.parse(text + "T00:00:00Z");
    }
}

package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.debian.SuiteName;

class ReleaseDatesTest {

    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void newestOfEachSuiteIsWhatWasSeen() {
        LockFile lock = new LockFile(
                new TreeMap<>(),
                List.of(
                        plan(Map.of("bookworm", OLD, "bookworm-security", NEW)),
                        plan(Map.of("bookworm", NEW, "bookworm-security", OLD, "bookworm-updates", OLD)),
                        Plans.empty()));

        ReleaseDates dates = lock.releases();

        assertThat(dates.bySuite())
                .isEqualTo(Map.of("bookworm", NEW, "bookworm-security", NEW, "bookworm-updates", OLD));
        assertThat(dates.find(SuiteName.parse("bookworm-updates"))).contains(OLD);
        assertThat(dates.find(SuiteName.parse("trixie"))).isEmpty();
    }

    @Test
    void lockFileWithoutDatesHasSeenNone() {
        assertThat(LockFile.empty().releases()).isEqualTo(ReleaseDates.none());
    }

    private static Plan plan(Map<String, Instant> dates) {
        Plan plan = Plans.empty();
        SystemVersions system = new SystemVersions(
                Plans.BOOKWORM.suite(),
                Plans.BOOKWORM.glibc(),
                Plans.BOOKWORM.python(),
                new ReleaseDates(new TreeMap<>(dates)));
        return new Plan(plan.combination(), plan.declaration(), plan.created(), system, plan.contents());
    }
}

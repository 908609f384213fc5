package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.LockedBase;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

class LockedSystemsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bookworm | 17 | 3.11 | debian          |
            bookworm | 17 | 3.11 | debian-security |
            jammy    | 8  | 3.10 | ubuntu-2        |
            potato   | 17 | 3.11 | debian          | images are made from no suite `potato`
            bookworm | 11 | 3.11 | debian          | it is made from Debian bookworm: Python 3.11 with Java 17
            bookworm | 17 | 3.9  | debian          | it is made from Debian bookworm: Python 3.11 with Java 17
            bookworm | 17 | 3.11 | ubuntu          | `tini` comes from `ubuntu`, and the suite is of `debian`
            """)
    void systemsThatNobodyCouldHaveChosenAreTold(
            String suite, String java, String python, String source, @Nullable String misfit) {
        SystemVersions system =
                new SystemVersions(SuiteName.parse(suite), Plans.BOOKWORM.glibc(), Plans.BOOKWORM.python());
        Deb deb = new Deb("tini", "1", "amd64", new Location(Source.parse(source), "tini.deb"), Sha256.of("x"), 1);
        Plan plan = new Plan(
                DebianScene.combination(java, python),
                Sha256.of("declaration"),
                DebianScene.NOW,
                system,
                PlannedContents.none().withDebs(List.of(deb)));

        assertThat(LockedSystems.misfit(plan)).isEqualTo(Optional.ofNullable(misfit));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bookworm | debian |
            bookworm | ubuntu | `tini` comes from `ubuntu`, and the suite is of `debian`
            potato   | debian | images are made from no suite `potato`
            """)
    void uponABaseComeThePackagesOfItsOwnSuiteWhateverItsJavaIs(String suite, String source, @Nullable String misfit) {
        SystemVersions system = new SystemVersions(
                SuiteName.parse(suite),
                Plans.BOOKWORM.glibc(),
                Plans.BOOKWORM.python(),
                ReleaseDates.none(),
                Optional.of(new LockedBase(
                        ImageReference.of("example.com/base:1"), Sha256.of("base"), 1, UnixPath.of("/opt/java"))));
        Deb deb = new Deb("tini", "1", "amd64", new Location(Source.parse(source), "tini.deb"), Sha256.of("x"), 1);
        Plan plan = new Plan(
                DebianScene.combination("11", "3.9"),
                Sha256.of("declaration"),
                DebianScene.NOW,
                system,
                PlannedContents.none().withDebs(List.of(deb)));

        assertThat(LockedSystems.misfit(plan)).isEqualTo(Optional.ofNullable(misfit));
        assertThat(LockedSystems.misfit(plan.withContents(PlannedContents.none())))
                .isEmpty();
    }
}

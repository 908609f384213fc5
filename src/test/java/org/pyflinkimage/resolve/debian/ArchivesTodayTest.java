package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.AptTexts;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.value.KeptLog;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Who would name the archives of a lock file today. */
class ArchivesTodayTest {

    private static final String SOURCES = """
            deb http://a.example.com/debian bookworm main
            deb http://s.example.com/security bookworm-security main
            """;

    @ParameterizedTest
    @CsvSource({
        "debian,          http://a.example.com/debian/ http://s.example.com/security/ http://a.example.com/debian-security/",
        "debian-security, http://a.example.com/debian/ http://s.example.com/security/ http://a.example.com/debian-security/",
        "ubuntu,          ''"
    })
    void officialImageOfTheSuiteNamesThem(String source, String places) {
        assertThat(today("").of(Source.parse(source), Hints.none(), lock()))
                .map(URI::toString)
                .containsExactlyInAnyOrder(places.isEmpty() ? new String[0] : places.split(" ", -1));
    }

    @Test
    void thisMachinesAptIsAskedFirst() {
        assertThat(today("deb http://m.example.com/debian bookworm main\n")
                        .of(Source.archive("debian"), Hints.none(), lock()))
                .contains(URI.create("http://m.example.com/debian/"))
                .doesNotContain(URI.create("http://a.example.com/debian/"));
    }

    @Test
    void baseOfAPlanIsAskedBeforeTheOfficialImage() {
        AptSetup apt = AptSetup.ofImage(new TreeMap<>(Map.of(
                UnixPath.of("/etc/apt/sources.list"),
                "deb http://b.example.com/debian bookworm main".getBytes(StandardCharsets.UTF_8))));
        ArchivesToday today = new ArchivesToday(
                surroundings(""),
                (image, platform) -> {
                    throw Problem.environment("PYF-599", "away").toException();
                },
                plan -> Optional.of(() -> apt));

        assertThat(today.of(Source.archive("debian"), Hints.none(), lock()))
                .contains(URI.create("http://b.example.com/debian/"));
    }

    @Test
    void imageThatCannotBeReadNamesNothing() {
        ArchivesToday today = new ArchivesToday(
                surroundings(""),
                (image, platform) -> {
                    throw Problem.environment("PYF-599", "away").toException();
                },
                plan -> Optional.empty());

        assertThatThrownBy(() -> today.of(Source.archive("debian"), Hints.none(), lock()))
                .hasMessageContaining("[PYF-301]");
        assertThat(today.of(Source.archive("debian"), Hints.none(), LockFile.empty()))
                .isEmpty();
    }

    private static ArchivesToday today(String machine) {
        return new ArchivesToday(
                surroundings(machine),
                (image, platform) -> {
                    assertThat(image).hasToString("debian:bookworm-slim");
                    return AptSetup.ofImage(new TreeMap<>(
                            Map.of(UnixPath.of("/etc/apt/sources.list"), SOURCES.getBytes(StandardCharsets.UTF_8))));
                },
                plan -> Optional.empty());
    }

    private static DebianSurroundings surroundings(String machine) {
        return new DebianSurroundings(
                new AptSources(AptTexts.lines(machine)),
                Keyring.shipped(),
                ReleaseDates.none(),
                DebianScene.NOW,
                new KeptLog());
    }

    private static LockFile lock() {
        Plan plan = new Plan(
                DebianScene.combination("17", "3.11"),
                Sha256.of("declaration"),
                DebianScene.NOW,
                new SystemVersions(SuiteName.parse("bookworm"), Plans.BOOKWORM.glibc(), Plans.BOOKWORM.python()),
                PlannedContents.none());
        return new LockFile(new TreeMap<>(), List.of(plan));
    }
}

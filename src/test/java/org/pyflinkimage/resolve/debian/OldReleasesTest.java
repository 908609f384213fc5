package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.debian.SigningKey;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ArchiveTrust;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.Updates;
import org.pyflinkimage.value.Problem;

/** Which archives are too old to be believed, all of them signed well. The day is 2026-11-25. */
class OldReleasesTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bookworm          | Sat, 11 Jul 2026 00:00:00 UTC | Fri, 10 Jul 2026 23:59:59 UTC | `bookworm` has been of 2026-07-11 since
            bookworm-updates  | Sat, 11 Jul 2026 00:00:00 UTC | Fri, 10 Jul 2026 23:59:59 UTC | `bookworm` has been of 2026-07-11 since
            bookworm-security | Mon, 26 Oct 2026 00:00:00 UTC | Sun, 25 Oct 2026 23:59:59 UTC | until 2028-06-30), its archive renews it within 30 days
            """)
    void withoutAnEndOfItsOwnNoneIsOlderThanItCanBe(String suite, String youngEnough, String old, String why)
            throws IOException {
        scene.bookworm();
        dated(suite, "Date: " + youngEnough);
        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();

        dated(suite, "Date: " + old);
        scene.assertRefused("PYF-317", scene.mirror())
                .withMessageContainingAll("/dists/" + suite + "/InRelease` is of 2026-", why, "<acceptOldRelease>true");
        assertTakenWhereOldOnesAre();
    }

    @Test
    void endOfItsOwnIsAllThatCountsForAFileThatHasOne() throws IOException {
        scene.bookworm();
        dated("bookworm-security", "Date: Sat, 1 Nov 2025 00:00:00 UTC\nValid-Until: Thu, 26 Nov 2026 00:00:00 UTC");
        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();

        dated("bookworm-security", "Valid-Until: Tue, 24 Nov 2026 00:00:00 UTC");
        scene.assertRefused("PYF-305", scene.mirror()).withMessageContaining("-Dpyflink.acceptOldRelease=true");
        assertTakenWhereOldOnesAre();
    }

    @Test
    void noneIsOlderThanThatOfTheLockFile() throws IOException {
        scene.bookworm().seen("bookworm-security", "2026-11-24T12:00:00Z");
        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();

        scene.seen("bookworm-security", "2026-11-24T12:00:01Z");
        scene.assertRefused("PYF-318", scene.mirror())
                .withMessageContainingAll(
                        "bookworm-security/InRelease` is of 2026-11-24T12:00:00Z, older than the one of 2026-11-24T12:00:01Z",
                        "the lock file",
                        "-Dpyflink.acceptOldRelease=true");
        assertTakenWhereOldOnesAre();
    }

    @Test
    void aptSourceMayAllowAgeButNothingOlderThanTheLockFile() throws IOException {
        scene.bookworm();
        dated("bookworm", "Date: Sat, 1 Nov 2025 00:00:00 UTC");
        scene.machine("deb [check-valid-until=no] %s bookworm main\n", "debian");
        assertThat(scene.resolve(Hints.none()).debs()).isNotEmpty();

        scene.seen("bookworm", "2026-07-11T00:00:00Z");
        scene.assertRefused("PYF-318", Hints.none());
    }

    @Test
    void datesAreKept() throws IOException {
        scene.bookworm();
        dated("bookworm-security", "Date: Wed, 25 Nov 2026 22:33:12 UTC");

        DebianResolution resolution = scene.resolve(scene.mirror());

        Instant usual = Instant.parse("2026-11-24T12:00:00Z");
        assertThat(resolution.system().releases().bySuite())
                .isEqualTo(Map.of(
                        "bookworm",
                        usual,
                        "bookworm-updates",
                        usual,
                        "bookworm-security",
                        Instant.parse("2026-11-25T22:33:12Z")));
        assertThat(resolution.sources()).containsOnlyKeys(Source.archive("debian"));
    }

    /** As its archive has been since its support ended. */
    @Test
    void suiteAfterItsSupportIsTakenWithoutFlagsAndSaysSo() throws IOException {
        String last = "Date: Sat, 09 Aug 2025 09:16:30 UTC";
        scene.archive
                .suite("debian", "bullseye-updates")
                .field(last)
                .file(INDEX, new byte[0])
                .publish();
        scene.archive
                .suite("debian-security", "bullseye-security")
                .field("Date: Sat, 12 Sep 2026 09:27:08 UTC")
                .file(INDEX, new byte[0])
                .publish();
        scene.archive
                .suite("debian", "bullseye")
                .field(last)
                .index("main", ".xz", Stanzas.wanted("3.9", "11", "python3-distutils"))
                .publish();

        assertThat(scene.resolve("11", "3.9", scene.mirror()).system().suite()).hasToString("bullseye");
        assertThat(scene.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(warning.toText())
                    .contains("[PYF-320] Debian `bullseye` gets no security updates any more", "2026-08-31");
        });

        scene.archive
                .suite("debian-security", "bullseye-security")
                .field("Date: Wed, 1 Jul 2026 00:00:00 UTC")
                .file(INDEX, new byte[0])
                .publish();
        scene.assertRefused("PYF-317", DebianScene.combination("11", "3.9"), scene.mirror());
    }

    @Test
    void expiredKeyCountsOnlyForWhatIsOldOnPurpose() throws IOException {
        SigningKey key = SigningKey.generate(Instant.parse("2020-01-01T00:00:00Z"));
        byte[] keys = key.withName(key.statement("2020-01-01T00:00:00Z", 86_400L * 366 * 5));
        scene.believing(keys);
        scene.archive
                .suite("debian", "bookworm")
                .index("main", "", Stanzas.BOOKWORM)
                .publish(key);

        scene.assertRefused("PYF-303", scene.mirror())
                .withMessageContainingAll("signed by a key that expired at 2025-01-0", "<debianKeyring>");
    }

    private static final String INDEX = "main/binary-amd64/Packages";

    /** Publishes a part of bookworm with these fields. */
    private void dated(String suite, String fields) throws IOException {
        boolean release = suite.equals("bookworm");
        scene.archive
                .suite(suite.endsWith("-security") ? "debian-security" : "debian", suite)
                .field(fields)
                .index("main", "", release ? Stanzas.BOOKWORM : new String[0])
                .publish();
    }

    private void assertTakenWhereOldOnesAre() {
        assertThat(scene.resolve(scene.mirror().with(new ArchiveTrust(Updates.ALL, true)))
                        .debs())
                .isNotEmpty();
        assertThat(scene.notes()).anyMatch(note -> note.endsWith("taken all the same, as declared"));
    }
}

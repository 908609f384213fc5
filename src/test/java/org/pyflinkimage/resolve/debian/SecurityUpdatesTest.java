package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.DebianScene.deb;
import static org.pyflinkimage.resolve.debian.Stanzas.stanza;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ArchiveTrust;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.Updates;

/** Where security updates are looked for, and what it means that they are not there. */
class SecurityUpdatesTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @Test
    void securitySuiteWins() throws IOException {
        scene.bookworm();
        scene.security("debian-security", stanza("libc6", "2.36-9+deb12u9"), stanza("bash", "0.1"));

        DebianResolution resolution = scene.resolve(scene.mirror());

        assertThat(deb(resolution, "libc6").version()).isEqualTo("2.36-9+deb12u9");
        assertThat(deb(resolution, "libc6").location().source()).hasToString("debian-security");
        assertThat(deb(resolution, "bash").version()).isEqualTo("1");
        assertThat(resolution.sources())
                .containsEntry(Source.securityArchive("debian"), scene.archive.address("debian-security/"));
        assertThat(scene.warnings()).isEmpty();
    }

    @Test
    void missingSecurityUpdatesAreRefusedAndSayWhereTheyWereLookedFor() throws IOException {
        scene.bookworm().without("debian-security", "bookworm-security");
        scene.machine("deb %s trixie-security main\n", "s");

        scene.assertRefused("PYF-310", scene.mirror())
                .withMessageContainingAll(
                        "no security updates are found for `bookworm`",
                        "`%s` has no suite `bookworm-security`".formatted(scene.archive.address("debian-security/")),
                        "`%s` has no suite `bookworm-security`".formatted(scene.archive.address("s/")),
                        "<debianSecurityMirror>",
                        "<securityUpdates>none</securityUpdates>",
                        "-Dpyflink.securityUpdates=none");
    }

    @Test
    void guessedSecurityArchiveThatDoesNotAnswerIsPassedOverOnlyForAnother() throws IOException {
        scene.bookworm();
        scene.archive.refuse("/debian-security/");

        scene.assertRefused("PYF-310", scene.mirror())
                .withMessageContaining(
                        "`%s` does not answer: refused".formatted(scene.archive.address("debian-security/")));

        scene.security("s", stanza("libc6", "2.36-11")).machine("deb %s bookworm-security main\n", "s");
        assertThat(deb(scene.resolve(scene.mirror()), "libc6").version()).isEqualTo("2.36-11");
    }

    @Test
    void missingUpdatesAreRefusedWithBothWaysOut() throws IOException {
        scene.bookworm().without("debian", "bookworm-updates");

        scene.assertRefused("PYF-316", scene.mirror())
                .withMessageContainingAll(
                        "`%s` has no suite `bookworm-updates`".formatted(scene.archive.address("debian/")),
                        "<securityUpdates>only</securityUpdates>",
                        "-Dpyflink.securityUpdates=none");
    }

    @ParameterizedTest
    @CsvSource({"ALL, 3, 2", "ONLY, 2.40, 1", "NONE, 2.36-9+deb12u1, 1"})
    void onlyWhatIsDeclaredIsTakenThoughMoreIsThere(Updates updates, String libc, String tzdata) throws IOException {
        scene.bookworm();
        scene.archive
                .suite("debian", "bookworm-updates")
                .index("main", "", stanza("libc6", "3"), stanza("tzdata", "2"))
                .publish();
        scene.security("debian-security", stanza("libc6", "2.40"));

        DebianResolution resolution = scene.resolve(trusting(updates));

        assertThat(deb(resolution, "libc6").version()).isEqualTo(libc);
        assertThat(deb(resolution, "tzdata").version()).isEqualTo(tzdata);
    }

    @Test
    void whatIsNotWantedNeedNotBeThere() throws IOException {
        scene.bookworm().without("debian", "bookworm-updates");
        assertThat(scene.resolve(trusting(Updates.ONLY)).debs()).isNotEmpty();

        scene.without("debian-security", "bookworm-security");
        assertThat(scene.resolve(trusting(Updates.NONE)).debs()).isNotEmpty();
        scene.assertRefused("PYF-310", trusting(Updates.ONLY));
    }

    private Hints trusting(Updates updates) {
        return scene.mirror().with(new ArchiveTrust(updates, false));
    }

    @Test
    void declaredSecurityArchiveMustAnswer() throws IOException {
        scene.bookworm();
        scene.archive.refuse("/debian-security/");

        scene.assertRefused("PYF-599", scene.mirrors("debian", "debian-security"));
    }

    @Test
    void changedSecurityIndexIsRefusedThoughItsArchiveWasGuessed() throws IOException {
        scene.bookworm();
        scene.security("debian-security", stanza("libc6", "2.36-10"));
        scene.archive.put("/debian-security/dists/bookworm-security/main/binary-amd64/Packages.xz", new byte[7]);

        scene.assertRefused("PYF-304", scene.mirror());
    }

    @Test
    void securityArchiveCanBeDeclared() throws IOException {
        scene.bookworm();
        scene.archive
                .suite("elsewhere", "bookworm-security")
                .index("main", "", stanza("libc6", "2.36-10"))
                .publish();
        DebianResolution resolution = scene.resolve(scene.mirrors("debian", "elsewhere"));

        assertThat(deb(resolution, "libc6").version()).isEqualTo("2.36-10");
    }
}

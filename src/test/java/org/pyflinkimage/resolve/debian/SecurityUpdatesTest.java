package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.DebianScene.deb;
import static org.pyflinkimage.resolve.debian.Stanzas.stanza;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.value.Problem;

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
    void missingSecuritySuiteIsAWarning() throws IOException {
        scene.bookworm();

        scene.resolve(scene.mirror());

        assertThat(scene.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(warning.toText()).contains("[PYF-310]", "bookworm", "<debianSecurityMirror>");
        });
    }

    @Test
    void guessedSecurityArchiveNeedNotAnswer() throws IOException {
        scene.bookworm();
        scene.archive.refuse("/debian-security/");

        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();
        assertThat(scene.warnings()).singleElement().extracting(Problem::code).isEqualTo("PYF-310");
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

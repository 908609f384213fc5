package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.Stanzas.stanza;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.AptTexts;
import org.pyflinkimage.debian.SigningKey;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ImageSpec.Hints;

/** Logins of archives reach the transport, and nothing that is kept or said. */
class DebianLoginsTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @Test
    void aLoginIsKeptOutOfTheSources() throws IOException {
        scene.bookworm();
        scene.security("debian-security", stanza("libc6", "2.36-10"));

        assertThat(List.of(
                        scene.resolve(mirrorWithLogin()).sources(),
                        scene.machine("deb %s bookworm main\n".formatted(withLogin("debian")))
                                .resolve(Hints.none())
                                .sources()))
                .allSatisfy(sources -> assertThat(sources)
                        .containsEntry(Source.archive("debian"), scene.archive.address("debian/"))
                        .containsEntry(Source.securityArchive("debian"), scene.archive.address("debian-security/")));
    }

    @Test
    void aLoginIsKeptOutOfMessages() throws IOException {
        assertLoginUnseen("PYF-306");

        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish(SigningKey.generate());
        assertLoginUnseen("PYF-303");

        scene.archive.put("/debian/dists/bookworm/InRelease", "<html>".getBytes(StandardCharsets.UTF_8));
        assertLoginUnseen("PYF-307");

        scene.archive.suite("debian", "bookworm").field("Codename: bullseye").publish();
        assertLoginUnseen("PYF-307");

        scene.archive.suite("debian", "bookworm").publish();
        assertLoginUnseen("PYF-306");

        scene.archive
                .suite("debian", "bookworm")
                .field("Valid-Until: Tue, 24 Nov 2026 23:59:59 UTC")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();
        assertLoginUnseen("PYF-305");

        scene.bookworm();
        scene.archive.put("/debian/dists/bookworm/main/binary-amd64/Packages.xz", new byte[7]);
        assertLoginUnseen("PYF-304");
    }

    @Test
    void loginsOfArchivesAreKnownToTheTransport() {
        AptSources apt = new AptSources(AptTexts.lines("deb http://you@127.0.0.1/apt bookworm main\n"));
        Hints hints = DebianScene.hints(
                URI.create("http://me:a@127.0.0.1/m"), Optional.of(URI.create("http://me:b@127.0.0.1/s")));

        assertThat(DebianSurroundings.addresses(List.of(Hints.none(), hints), apt))
                .extracting(URI::getUserInfo)
                .containsExactly("me:a", "me:b", "you");
    }

    private void assertLoginUnseen(String code) {
        scene.assertRefused(code, mirrorWithLogin()).withMessageNotContaining("s3cret");
    }

    private Hints mirrorWithLogin() {
        return DebianScene.hints(withLogin("debian"), Optional.empty());
    }

    private URI withLogin(String folder) {
        return URI.create(scene.archive.address(folder).toString().replace("//", "//me:s3cret@"));
    }
}

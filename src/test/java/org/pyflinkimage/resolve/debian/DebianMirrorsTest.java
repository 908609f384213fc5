package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.DebianScene.deb;
import static org.pyflinkimage.resolve.debian.Stanzas.stanza;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.AptSource;
import org.pyflinkimage.debian.AptTexts;
import org.pyflinkimage.debian.SigningKey;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.value.Visible;

/** Which archives are taken, and by whose keys they are believed. */
class DebianMirrorsTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @TempDir
    private Path folder;

    @Test
    void internalArchiveIsBelievedByADeclaredKeyring() throws IOException {
        scene.bookworm();
        Path keyring = Files.write(folder.resolve("keys.gpg"), scene.archive.key.publicKey());
        scene.strange();

        scene.assertRefused("PYF-303", scene.mirror())
                .withMessageContainingAll("<debianKeyring>", "-Dpyflink.debianKeyring");
        assertThat(scene.resolve(scene.mirrorBelieving(keyring)).debs()).isNotEmpty();
    }

    @Test
    void archivesOfTheMachineAreTakenWhateverItsRelease() throws IOException {
        scene.bookworm();
        scene.security("s", stanza("libc6", "2.36-11"));
        scene.machine("deb [check-valid-until=no] %s trixie main\ndeb %s trixie-security main\n", "debian", "s");

        DebianResolution resolution = scene.resolve(Hints.none());

        assertThat(deb(resolution, "libc6").version()).isEqualTo("2.36-11");
    }

    @Test
    void keyThatTheMachineBelievesIsBelieved() throws IOException {
        scene.bookworm();
        Path keys = Files.write(folder.resolve("k.asc"), scene.archive.key.publicKey());
        scene.strange().machine("deb [signed-by=" + keys + "] %s bookworm main\n", "debian");

        DebianResolution resolution = scene.resolve(Hints.none());

        assertThat(resolution.debs()).isNotEmpty();
    }

    @Test
    void keyWrittenOutInTheAptSourcesIsBelieved() throws IOException {
        scene.bookworm();
        String armor = new String(scene.archive.key.publicKey(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.isBlank() ? " ." : " " + line)
                .reduce("", (text, line) -> text + line + "\n");
        List<AptSource> sources =
                AptTexts.stanzas("Types: deb\nURIs: %s\nSuites: bookworm\nComponents: main\nSigned-By:\n%s"
                        .formatted(scene.archive.address("debian"), armor));

        DebianResolution resolution = scene.strange().machine(sources).resolve(Hints.none());

        assertThat(resolution.debs()).isNotEmpty();
    }

    @Test
    void aptSourceMayAllowAnExpiredReleaseFile() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .field("Valid-Until: Tue, 24 Nov 2020 23:59:59 UTC")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();
        scene.machine("deb [check-valid-until=no] %s bookworm main\n", "debian");

        assertThat(scene.resolve(Hints.none()).debs()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s,/missing", "  %s /missing", "/missing %s"})
    void filesThatTheMachineNamesAreReadAsFarAsTheyAreThere(String signedBy) throws IOException {
        Path keys = Files.write(folder.resolve("k.asc"), scene.archive.key.publicKey());

        assertThat(scene.bookworm()
                        .strange()
                        .machine(signedBy(signedBy.formatted(keys)))
                        .resolve(Hints.none())
                        .debs())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/missing.gpg", "keys.gpg", "0123456789ABCDEF", "\0", ","})
    void sourceOfWhoseKeysNoneIsThereIsNotBelieved(String signedBy) throws IOException {
        scene.bookworm().machine(signedBy(signedBy));

        scene.assertRefused("PYF-315", Hints.none())
                .withMessageContainingAll("`" + Visible.of(signedBy) + "`", "<debianMirror>", "<debianKeyring>");
        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();
    }

    /** The archive is signed by a key that the plugin believes, and its source wants another one. */
    @Test
    void keysOfASourceAreTheOnlyOnesForIt() throws IOException {
        Path other =
                Files.write(folder.resolve("other.asc"), SigningKey.generate().publicKey());
        scene.bookworm().machine(signedBy(other.toString()));

        scene.assertRefused("PYF-303", Hints.none()).withMessageContaining("no known key");
        scene.machine("deb [signed-by=" + "0".repeat(40) + "] %s bookworm main\n", "debian");
        scene.assertRefused("PYF-303", Hints.none()).withMessageContaining("no known key");
    }

    @Test
    void declaredKeysAreBelievedForEverySource() throws IOException {
        Path other =
                Files.write(folder.resolve("other.asc"), SigningKey.generate().publicKey());
        Path keys = Files.write(folder.resolve("k.asc"), scene.archive.key.publicKey());
        scene.bookworm().strange().machine(signedBy(other.toString()));

        assertThat(scene.resolve(new Hints(Optional.empty(), Optional.empty(), Optional.of(keys), Optional.empty()))
                        .debs())
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://x/debian                                | http://x/debian-security/
            http://x/debian/                               | http://x/debian-security/
            http://x/                                      |
            http://x                                       |
            http://x/20250520T000000Z/                     |
            https://u:p@apt/                               |
            https://u:p@apt//debian                        | https://u:p@apt//debian-security/
            https://u:p@apt                                |
            https://u:p@apt:8443//                         |
            https://u:p@apt/debian                         | https://u:p@apt/debian-security/
            https://apt/a%20b/                             | https://apt/a%20b-security/
            https://apt/d                                  | https://apt/d-security/
            https://apt/debian?key=x                       |
            mailto:somebody                                |
            http://x/archive/debian/20250520T000000Z/      | http://x/archive/debian-security/20250520T000000Z/
            http://x/archive/debian/20250520T000000Z       | http://x/archive/debian-security/20250520T000000Z/
            http://x/20250520T000000Z/debian/              | http://x/20250520T000000Z/debian-security/
            file:/srv/debian/                              | file:/srv/debian-security/
            file:///srv/debian/                            | file:///srv/debian-security/
            file:///                                       |
            """)
    void securityUpdatesLieBesideAnArchiveAndOnNoOtherHost(URI archive, @Nullable URI security) {
        assertThat(DebianMirrors.sibling(archive)).isEqualTo(Optional.ofNullable(security));
        assertThat(DebianSurroundings.withSiblings(List.of(archive)))
                .allMatch(address -> Objects.equals(address.getRawAuthority(), archive.getRawAuthority()));
    }

    private List<AptSource> signedBy(String text) {
        return List.of(new AptSource(
                scene.archive.address("debian/"),
                SuiteName.parse("bookworm"),
                List.of("main"),
                Map.of("signed-by", text)));
    }
}

package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.DebianScene.combination;
import static org.pyflinkimage.resolve.debian.DebianScene.deb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.SuiteImage;
import org.pyflinkimage.value.UnixPath;

/** Who names an archive: the declaration, this machine's apt, or an image. */
class NamingAptTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @TempDir
    private Path folder;

    @Test
    void withoutAnyOtherTheOfficialImageOfTheSuiteNamesIt() throws IOException {
        scene.bookworm().image("debian:bookworm-slim", apt("deb %s bookworm main", "debian"));

        DebianResolution resolution = scene.resolve(Hints.none());

        assertThat(deb(resolution, "libc6").version()).isEqualTo("2.36-9+deb12u1");
        assertThat(resolution.sources())
                .containsOnlyKeys(Source.archive("debian"))
                .containsValue(scene.archive.address("debian/"));
    }

    @ParameterizedTest
    @CsvSource({"8, 3.10, ubuntu:jammy", "21, 3.12, ubuntu:noble", "11, 3.9, debian:bullseye-slim"})
    void everySuiteHasAnImageOfItsOwn(String java, String python, String image) {
        scene.assertRefused("PYF-301", combination(java, python), Hints.none());

        assertThat(scene.askedImages).startsWith(image);
    }

    @Test
    void securityUpdatesComeFromTheImagesSourcesToo() throws IOException {
        scene.bookworm().security("apart", Stanzas.stanza("libc6", "2.36-11"));
        scene.image(
                "debian:bookworm-slim", apt("deb %s bookworm main\ndeb %s bookworm-security main", "debian", "apart"));

        assertThat(deb(scene.resolve(Hints.none()), "libc6").version()).isEqualTo("2.36-11");
    }

    @Test
    void keyThatADeclaredImageBelievesIsBelieved() throws IOException {
        scene.bookworm().strange();
        Hints hints = Hints.none().with(new SuiteImage("corp.example.com/debian:12"));
        SortedMap<UnixPath, byte[]> files = files("deb [signed-by=/k.asc] %s bookworm main", "debian");
        scene.image("corp.example.com/debian:12", AptSetup.ofImage(files));
        scene.assertRefused("PYF-315", hints);

        files.put(UnixPath.of("/k.asc"), scene.archive.key.publicKey());

        assertThat(scene.resolve(hints).debs()).isNotEmpty();
    }

    /** A mirror of a registry may give anything for a tag: an archive of its own, with its own keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deb [signed-by=/etc/apt/trusted.gpg] %s bookworm main",
                "deb %s bookworm main",
                "deb [check-valid-until=no signed-by=/etc/apt/trusted.gpg] %s bookworm main"
            })
    void keysThatAnUndeclaredImageBringsAreNotBelieved(String line) throws IOException {
        scene.bookworm().strange();
        SortedMap<UnixPath, byte[]> files = files(line, "debian");
        files.put(UnixPath.of("/etc/apt/trusted.gpg"), scene.archive.key.publicKey());
        scene.image("debian:bookworm-slim", AptSetup.ofImage(files));

        scene.assertRefused("PYF-303", Hints.none()).withMessageContaining("no known key");

        Path keys = Files.write(folder.resolve("k.asc"), scene.archive.key.publicKey());
        Hints declared = new Hints(Optional.empty(), Optional.empty(), Optional.of(keys), Optional.empty());
        assertThat(scene.resolve(declared).debs()).isNotEmpty();
        scene.image("corp.example.com/debian:12", AptSetup.ofImage(files));
        assertThat(scene.resolve(Hints.none().with(new SuiteImage("corp.example.com/debian:12")))
                        .debs())
                .isNotEmpty();
    }

    @Test
    void undeclaredImageDoesNotExcuseAnExpiredReleaseFile() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .field("Valid-Until: Tue, 24 Nov 2020 23:59:59 UTC")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();
        AptSetup apt = apt("deb [check-valid-until=no] %s bookworm main", "debian");
        scene.image("debian:bookworm-slim", apt).image("corp.example.com/debian:12", apt);

        scene.assertRefused("PYF-305", Hints.none());
        assertThat(scene.resolve(Hints.none().with(new SuiteImage("corp.example.com/debian:12")))
                        .debs())
                .isNotEmpty();
    }

    @Test
    void declaredMirrorAndMachineComeBeforeTheOfficialImage() throws IOException {
        scene.bookworm();

        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();
        scene.machine("deb %s trixie main\n", "debian");
        assertThat(scene.resolve(Hints.none()).debs()).isNotEmpty();

        assertThat(scene.askedImages).isEmpty();
    }

    @Test
    void declaredImageComesBeforeTheMachineAndAfterADeclaredMirror() throws IOException {
        scene.bookworm().machine("deb %s bookworm main\n", "nothing-there");
        scene.image("corp.example.com/debian/bookworm", apt("deb %s bookworm main", "debian"));
        SuiteImage image =
                SuiteImage.parse("corp.example.com/@{family}/@{suite}").orElseThrow();

        assertThat(scene.resolve(Hints.none().with(image)).debs()).isNotEmpty();
        assertThat(scene.askedImages).containsOnly("corp.example.com/debian/bookworm");

        scene.askedImages.clear();
        assertThat(scene.resolve(scene.mirror().with(image)).debs()).isNotEmpty();
        assertThat(scene.askedImages).isEmpty();
    }

    @Test
    void declaredImageServesAllSuitesOfItsFamily() throws IOException {
        scene.archive
                .suite("debian", "bullseye")
                .index("main", ".xz", Stanzas.wanted("3.9", "17", "python3-distutils"))
                .publish();
        scene.image("corp.example.com/debian:12", apt("deb %s bookworm main", "debian"));

        Hints hints = Hints.none().with(new SuiteImage("corp.example.com/debian:12"));

        assertThat(scene.resolve("17", "3.9", hints).debs()).isNotEmpty();
    }

    @Test
    void declaredImageOfAnotherFamilyLeavesASuiteToItsOwn() {
        scene.image("corp.example.com/debian:12", apt("deb %s bookworm main", "debian"));

        scene.assertRefused(
                "PYF-301", combination("17", "3.10"), Hints.none().with(new SuiteImage("corp.example.com/debian:12")));

        assertThat(scene.askedImages).startsWith("corp.example.com/debian:12", "ubuntu:jammy");
    }

    @Test
    void whateverNamesTheArchiveThePlanIsTheSame() throws IOException {
        scene.bookworm().security("debian-security", Stanzas.stanza("libc6", "2.36-11"));
        String lines = "deb %s bookworm main\ndeb %s bookworm-security main\n";
        scene.image("debian:bookworm-slim", apt(lines, "debian", "debian-security"));

        DebianResolution byImage = scene.resolve(Hints.none());
        DebianResolution byDeclaration = scene.resolve(scene.mirror());
        DebianResolution byMachine =
                scene.machine(lines, "debian", "debian-security").resolve(Hints.none());

        assertThat(byImage).isEqualTo(byDeclaration).isEqualTo(byMachine);
        assertThat(scene.askedImages).isNotEmpty();
    }

    @Test
    void imageThatCannotBeReadLeavesThreeWaysOut() {
        scene.machine("deb %s jammy main\n", "ubuntu");

        scene.assertRefused("PYF-301", Hints.none())
                .withMessageContainingAll(
                        "no archive of Debian bookworm",
                        "this machine's apt (`/etc/apt`)",
                        "[PYF-599] `debian:bookworm-slim` is not within reach",
                        "the network is away",
                        "`<debianMirror>` (-Dpyflink.debianMirror)",
                        "`<debianSecurityMirror>`",
                        "`<debianImage>` (-Dpyflink.debianImage)",
                        "apt has sources of Debian",
                        "bring it back");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deb %s jammy main
            deb %s bookworm-security main
            deb [arch=arm64] %s bookworm main
            deb %s bookworm contrib
            deb file:///srv/debian bookworm main
            # nothing
            """)
    void imageThatNamesNoSuchArchiveIsSaid(String line) {
        scene.image("debian:bookworm-slim", apt(line, "debian"));

        scene.assertRefused("PYF-301", Hints.none())
                .withMessageContaining("[PYF-339] `debian:bookworm-slim` names no archive of Debian for linux/amd64");
    }

    private AptSetup apt(String lines, String... folders) {
        return AptSetup.ofImage(files(lines, folders));
    }

    private SortedMap<UnixPath, byte[]> files(String lines, String... folders) {
        Object[] addresses = List.of(folders).stream()
                .map(folder -> scene.archive.address(folder))
                .toArray();
        byte[] text = (lines.formatted(addresses) + "\n").getBytes(StandardCharsets.UTF_8);
        return new TreeMap<>(Map.of(UnixPath.of("/etc/apt/sources.list"), text));
    }
}

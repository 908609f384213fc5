package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.debian.SigningKey;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.value.Platform;

/** What of an archive is believed, and what is refused. */
class DebianIndexesTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @Test
    void indexIsTakenByItsSumWhereTheArchiveHasItSo() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .byHash()
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();

        scene.resolve(scene.mirror());

        assertThat(scene.archive.asked("/Packages.xz")).isEmpty();
        assertThat(scene.archive.asked).anyMatch(path -> path.contains("/by-hash/SHA256/"));
    }

    @Test
    void indexIsTakenByItsNameWhereNothingLiesUnderItsSum() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .field("Acquire-By-Hash: yes")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();

        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();
    }

    @Test
    void indexThatIsAnotherUnderItsSumIsTakenByItsName() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .byHash()
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();
        String bySum = scene.archive.paths("/by-hash/").get(0);
        scene.archive.put(
                "/debian/dists/bookworm/main/binary-amd64/Packages.xz",
                scene.archive.get(bySum).clone());
        scene.archive.put(bySum, new byte[7]);

        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();
    }

    @Test
    void whereOneFormIsMissingTheNextIsTaken() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .index("main", ".gz", Stanzas.BOOKWORM)
                .index("main", "", Stanzas.BOOKWORM)
                .publish();

        for (String form : List.of(".xz", ".gz", "")) {
            assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();
            scene.archive.remove("/debian/dists/bookworm/main/binary-amd64/Packages" + form);
        }

        scene.assertRefused("PYF-306", scene.mirror())
                .withMessageContainingAll("has no `http", "main/binary-amd64/Packages`", "packages for amd64");
        assertThat(scene.archive.asked("/Packages.gz")).hasSize(3);
    }

    @Test
    void indexThatIsNoneIsRefusedThoughItIsSigned() {
        scene.archive
                .suite("debian", "bookworm")
                .file("main/binary-amd64/Packages.xz", "<html>".getBytes(StandardCharsets.UTF_8))
                .publish();

        scene.assertRefused("PYF-307", scene.mirror())
                .withMessageContainingAll(
                        "`main/binary-amd64/Packages.xz` is not a Packages index", "-Dpyflink.debianMirror");
    }

    @Test
    void indexThatInflatesToMoreThanItShouldIsRefused() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .file("main/binary-amd64/Packages", new byte[5])
                .publish();

        scene.assertRefused("PYF-307", scene.mirror()).withMessageContaining("the 5 bytes that it should");
    }

    /** It is read when its package is wanted: by the image, by the declaration, by another package. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tini       | SHA256: | Sum:
            libc6      | Size:   | Depends: foo (1.0)~Size:
            mine       | needed, | needed, ${shlibs:Depends},
            needed     | SHA256: | MD5sum:
            mine       | Filename: pool/ | Filename: ../
            """)
    void packageThatItsIndexDescribesWronglyIsToldByItsName(String name, String field, String other)
            throws IOException {
        publish(name, field, other.replace('~', '\n'));

        scene.packages("mine")
                .assertRefused("PYF-307", scene.mirror())
                .withMessageContainingAll(
                        "what `%s/dists/bookworm/main/binary-amd64/Packages.xz` says of the package `%s` cannot be read"
                                .formatted(scene.archive.address("debian"), name),
                        "if the archive is one of your own",
                        "-Dpyflink.debianMirror");
    }

    @Test
    void packageThatNobodyWantsMayBeDescribedWrongly() throws IOException {
        publish("other", "SHA256:", "Sum:");

        assertThat(scene.packages("mine").resolve(scene.mirror()).debs())
                .extracting(Deb::name)
                .contains("mine", "needed", "another");
    }

    private void publish(String name, String field, String other) throws IOException {
        List<String> stanzas = new ArrayList<>(List.of(Stanzas.BOOKWORM));
        stanzas.add(Stanzas.stanza("mine", "1").replace("Priority", "Depends: needed, virtual\nPriority"));
        stanzas.add(Stanzas.stanza("needed", "1"));
        stanzas.add(Stanzas.stanza("other", "1").replace("Priority", "Provides: virtual\nPriority"));
        stanzas.add(Stanzas.stanza("another", "1").replace("Priority", "Provides: virtual\nPriority"));
        stanzas.replaceAll(
                stanza -> stanza.startsWith("Package: " + name + "\n") ? stanza.replace(field, other) : stanza);
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", stanzas.toArray(String[]::new))
                .publish();
    }

    @Test
    void signatureOfAnotherKeyIsRefused() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish(SigningKey.generate());

        scene.assertRefused("PYF-303", scene.mirror());
    }

    @Test
    void changedReleaseFileIsRefused() throws IOException {
        scene.bookworm();
        String path = "/debian/dists/bookworm/InRelease";
        String changed =
                new String(scene.archive.get(path), StandardCharsets.UTF_8).replace("Codename: ", "Codename:  ");
        scene.archive.put(path, changed.getBytes(StandardCharsets.UTF_8));

        scene.assertRefused("PYF-303", scene.mirror()).withMessageContaining("is wrong");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 200})
    void truncatedReleaseFileIsRefused(int missing) throws IOException {
        scene.bookworm();
        String path = "/debian/dists/bookworm/InRelease";
        scene.truncate(path, missing == 0 ? 0 : scene.archive.get(path).length - 20 - missing);

        scene.assertRefused("PYF-307", scene.mirror());
    }

    @Test
    void changedIndexIsRefused() throws IOException {
        scene.bookworm();
        String path = "/debian/dists/bookworm/main/binary-amd64/Packages.xz";
        byte[] changed = scene.archive.get(path).clone();
        changed[changed.length / 2] ^= 1;
        scene.archive.put(path, changed);

        scene.assertRefused("PYF-304", scene.mirror()).withMessageContaining("wanted " + changed.length + " bytes");
    }

    @Test
    void truncatedIndexIsRefused() throws IOException {
        scene.bookworm();
        String path = "/debian/dists/bookworm/main/binary-amd64/Packages.xz";
        scene.truncate(path, 100);

        scene.assertRefused("PYF-304", scene.mirror()).withMessageContaining("received 100 bytes");
    }

    @Test
    void expiredReleaseFileIsRefused() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .field("Valid-Until: Tue, 24 Nov 2026 23:59:59 UTC")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();

        scene.assertRefused("PYF-305", scene.mirror()).withMessageContaining("2026-11-24T23:59:59Z");
    }

    @Test
    void releaseFileHoldsToItsLastSecond() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .field("Valid-Until: Wed, 25 Nov 2026 00:00:00 UTC")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();

        assertThat(scene.resolve(scene.mirror()).debs()).isNotEmpty();
    }

    @Test
    void otherSuiteInItsPlaceIsRefused() throws IOException {
        scene.archive
                .suite("debian", "bookworm")
                .field("Codename: bullseye\nSuite: oldstable")
                .index("main", ".xz", Stanzas.BOOKWORM)
                .publish();

        scene.assertRefused("PYF-307", scene.mirror()).withMessageContaining("bullseye");
    }

    @Test
    void missingArchitectureIsNamed() throws IOException {
        scene.bookworm();
        Combination arm = DebianScene.combination("17", "3.11", Platform.LINUX_ARM64);

        scene.assertRefused("PYF-306", arm, scene.mirror()).withMessageContaining("arm64");
    }
}

package org.pyflinkimage.build.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.build.container.ContainerAccess.Reach;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.spec.ArchiveTrust;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.spec.Updates;
import org.pyflinkimage.value.Sha256;

class ContainerAptTest {

    private static final URI DEBIAN = URI.create("https://mirror.example.com/debian/");
    private static final URI SECURITY = URI.create("https://mirror.example.com/debian-security/");
    private static final Map<String, URI> SOURCES = Map.of(
            "debian",
            DEBIAN,
            "debian-security",
            SECURITY,
            "ubuntu",
            DEBIAN,
            "python",
            URI.create("https://x.example/"));

    @TempDir
    private Path folder;

    @Test
    void archivesOfThePlanAreTheOnlyOnes() {
        SortedMap<String, byte[]> files = files(Hints.none(), address -> true, "debian", "debian-security");

        assertThat(files).containsOnlyKeys("apt.conf", "apt.sources");
        assertThat(text(files, "apt.sources")).isEqualTo("""
                Types: deb
                URIs: https://mirror.example.com/debian/
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                Types: deb
                URIs: https://mirror.example.com/debian-security/
                Suites: bookworm-security
                Components: main
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                """);
        assertThat(text(files, "apt.conf")).isEqualTo("""
                Dir::Etc::sourcelist "/run/secrets/apt.sources";
                Dir::Etc::sourceparts "-";
                Acquire::https::CAInfo "/run/secrets/authorities.pem";
                """);
    }

    @Test
    void suitesThatAnArchiveDoesNotHaveAreNotAskedFor() {
        Predicate<URI> presence = address -> !address.getPath().contains("-updates");

        assertThat(text(files(Hints.none(), presence, "debian"), "apt.sources")).contains("Suites: bookworm\n");
    }

    @Test
    void oneArchiveMayHaveItAll() {
        assertThat(text(files(Hints.none(), address -> true, "ubuntu"), "apt.sources"))
                .contains("Suites: bookworm bookworm-updates bookworm-security\nComponents: main universe\n")
                .contains("/usr/share/keyrings/ubuntu-archive-keyring.gpg");
    }

    @Test
    void loginsStandApart() {
        SortedMap<String, byte[]> files = files(
                hints("http://me:secret@other.example.com:8080/debian", Optional.empty()), address -> true, "debian");

        assertThat(text(files, "apt.sources")).contains("URIs: http://other.example.com:8080/debian/\n");
        assertThat(text(files, "apt.auth"))
                .isEqualTo("machine http://other.example.com:8080/debian/ login me password secret\n");
        assertThat(text(files, "apt.conf")).contains("Dir::Etc::netrc \"/run/secrets/apt.auth\";\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"me:se%20cret", "me:s%0Amachine%20x", "m%09e:secret", "me:"})
    void loginThatAptsFileCannotHoldIsRefused(String login) {
        String mirror = "http://%s@other.example.com/debian".formatted(login);

        assertThatThrownBy(() -> files(hints(mirror, Optional.empty()), address -> true, "debian"))
                .hasMessageContainingAll("[PYF-725]", "http://other.example.com/debian/", "-Dpyflink.debianMirror")
                .hasMessageNotContaining("cret");
    }

    @Test
    void declaredKeysAreGivenInTheFormThatEveryAptReads() throws IOException {
        Path armored = folder.resolve("keys.asc");
        try (var keys = Keyring.class.getResourceAsStream("debian-keyring.asc")) {
            Files.copy(keys, armored);
        }
        SortedMap<String, byte[]> files =
                files(hints("https://other.example.com/debian", Optional.of(armored)), address -> true, "debian");

        assertThat(text(files, "apt.sources")).contains("Signed-By: /run/secrets/apt.gpg\n");
        byte[] keys = files.get("apt.gpg");
        // Every packet of OpenPGP begins with a set bit, text does not.
        assertThat(keys[0] & 0x80).isNotZero();
        assertThat(Keyring.read(keys, "apt.gpg")).isNotNull();
    }

    @Test
    void archivesOnThisMachinesDiskAreNotReachedFromAContainer() {
        assertThat(files(hints("file:///srv/debian", Optional.empty()), address -> true, "debian"))
                .isEmpty();
    }

    @Test
    void snapshotsOutliveTheirDate() throws IOException {
        Files.writeString(
                folder.resolve("sources.list"),
                "deb [check-valid-until=no] https://mirror.example.com/debian bookworm main\n");
        ContainerApt apt = new ContainerApt(plan("debian"), lock(), Hints.none(), AptSources.read(folder));

        assertThat(text(apt.files(new Reach(Logins.none(), address -> true), false), "apt.sources"))
                .contains("Check-Valid-Until: no\n");
    }

    @Test
    void whatIsDeclaredOfArchivesHoldsInAContainerToo() {
        Hints old = Hints.none().with(new ArchiveTrust(Updates.ALL, true));

        assertThat(text(files(old, address -> true, "debian"), "apt.sources")).contains("Check-Valid-Until: no\n");
        assertThat(suites(Updates.ONLY, "debian")).isEqualTo("bookworm");
        assertThat(suites(Updates.ONLY, "debian-security")).isEqualTo("bookworm-security");
        assertThat(suites(Updates.ONLY, "ubuntu")).isEqualTo("bookworm bookworm-security");
        assertThat(suites(Updates.NONE, "debian")).isEqualTo("bookworm");
        assertThat(suites(Updates.NONE, "ubuntu")).isEqualTo("bookworm");
    }

    private String suites(Updates updates, String source) {
        Hints hints = Hints.none().with(new ArchiveTrust(updates, false));
        return text(files(hints, address -> true, source), "apt.sources")
                .replaceFirst("(?s).*Suites: ([^\n]*)\n.*", "$1");
    }

    @Test
    void archivesBesideASnapshotDoNot() throws IOException {
        Files.writeString(folder.resolve("sources.list"), """
                deb [check-valid-until=no] https://snapshot.example.com/debian bookworm main
                deb https://mirror.example.com/debian bookworm main
                """);
        ContainerApt apt = new ContainerApt(plan("debian"), lock(), Hints.none(), AptSources.read(folder));

        assertThat(text(apt.files(new Reach(Logins.none(), address -> true), false), "apt.sources"))
                .doesNotContain("Check-Valid-Until");
    }

    private SortedMap<String, byte[]> files(Hints hints, Predicate<URI> presence, String... sources) {
        return new ContainerApt(plan(sources), lock(), hints, new AptSources(List.of()))
                .files(new Reach(Logins.none(), presence), true);
    }

    private static Hints hints(String mirror, Optional<Path> keyring) {
        return new Hints(Optional.of(URI.create(mirror)), Optional.empty(), keyring, Optional.empty());
    }

    private static String text(SortedMap<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private static LockFile lock() {
        return new LockFile(Sources.of(SOURCES), List.of());
    }

    private static Plan plan(String... sources) {
        List<Deb> debs = Arrays.stream(sources)
                .map(source -> new Deb(
                        "tini", "1", "amd64", new Location(Source.parse(source), "tini.deb"), Sha256.of(source), 1))
                .toList();
        return Plans.empty().withContents(PlannedContents.none().withDebs(debs));
    }
}

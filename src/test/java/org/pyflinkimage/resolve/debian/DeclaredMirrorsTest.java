package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.spec.ImageSpec.Hints;

class DeclaredMirrorsTest {

    private static final URI OLD = URI.create("http://old.example.com/debian/");
    private static final URI OLD_SECURITY = URI.create("http://old.example.com/debian-security/");

    @ParameterizedTest
    @ValueSource(strings = {"http://new.example.com/debian", "http://new.example.com/debian/"})
    void aDeclaredMirrorTakesTheLockedArchivesPlace(String mirror) {
        assertThat(replaced(Map.of("debian", OLD, "debian-2", OLD, "ubuntu", OLD, "python", OLD), mirror, null))
                .isEqualTo(Map.of(
                        "debian", URI.create("http://new.example.com/debian/"),
                        "debian-2", URI.create("http://new.example.com/debian/"),
                        "ubuntu", URI.create("http://new.example.com/debian/"),
                        "python", OLD));
    }

    @Test
    void securityUpdatesMoveWithTheArchiveThatTheyLieBeside() {
        assertThat(replaced(
                        Map.of("debian", OLD, "debian-security", OLD_SECURITY), "http://new.example.com/debian", null))
                .containsEntry("debian-security", URI.create("http://new.example.com/debian-security/"));
    }

    @Test
    void securityUpdatesFromElsewhereStayThere() {
        URI elsewhere = URI.create("http://security.example.com/debian-security/");

        assertThat(replaced(Map.of("debian", OLD, "debian-security", elsewhere), "http://new.example.com/debian", null))
                .containsEntry("debian-security", elsewhere);
    }

    /** Each row: a main archive, its security updates as locked, and where these are with a mirror in the archive's place. */
    @ParameterizedTest
    @CsvSource({
        "debian, http://old/debian/,    http://old/debian/,               http://new/m/debian/",
        "debian, http://old/debian/,    http://old/debian-security/,      http://new/m/debian-security/",
        "debian, http://old/debian/,    http://sec/debian-security/,      http://sec/debian-security/",
        "debian, http://old/debian/,    http://old/other/,                http://old/other/",
        "ubuntu, http://ports/ubuntu-ports/, http://ports/ubuntu-ports/,  http://new/m/debian/",
        "ubuntu, http://old/ubuntu/,    http://sec/ubuntu/,               http://new/m/debian/",
        "ubuntu, http://old/ubuntu/,    http://old/ubuntu-security/,      http://new/m/debian/",
        "ubuntu, file:///srv/ubuntu/,   file:///srv/ubuntu/,              http://new/m/debian/"
    })
    void securityUpdatesAreWhereTheMirrorHasThem(String family, URI archive, URI security, URI now) {
        assertThat(replaced(
                        Map.of(family, archive, family + "-security", security, family + "-security-2", security),
                        "http://new/m/debian",
                        null))
                .isEqualTo(Map.of(
                        family,
                        URI.create("http://new/m/debian/"),
                        family + "-security",
                        now,
                        family + "-security-2",
                        now));
    }

    /** The second archive of a family may be the one that has them. */
    @Test
    void anyArchiveOfTheFamilyMayHaveThem() {
        Map<String, URI> sources =
                Map.of("debian", URI.create("http://other/debian/"), "debian-2", OLD, "debian-security", OLD);

        assertThat(replaced(sources, "http://new/debian/", null))
                .containsEntry("debian-security", URI.create("http://new/debian/"));
    }

    @Test
    void aDeclaredSecurityMirrorComesBeforeTheArchivesOwn() {
        assertThat(replaced(Map.of("ubuntu", OLD, "ubuntu-security", OLD), "http://new/u/", "http://new/s/"))
                .isEqualTo(
                        Map.of("ubuntu", URI.create("http://new/u/"), "ubuntu-security", URI.create("http://new/s/")));
    }

    @Test
    void aDeclaredSecurityMirrorTakesTheirPlace() {
        assertThat(replaced(
                        Map.of("debian", OLD, "debian-security", OLD_SECURITY, "ubuntu-security-2", OLD),
                        null,
                        "http://new.example.com/s"))
                .isEqualTo(Map.of(
                        "debian", OLD,
                        "debian-security", URI.create("http://new.example.com/s/"),
                        "ubuntu-security-2", URI.create("http://new.example.com/s/")));
    }

    @Test
    void withoutADeclarationAllStays() {
        Map<String, URI> sources = Map.of("debian", OLD, "debian-security", OLD_SECURITY);

        assertThat(replaced(sources, null, null)).isEqualTo(sources);
    }

    private static Map<String, URI> replaced(
            Map<String, URI> sources,
            @org.jspecify.annotations.Nullable String mirror,
            @org.jspecify.annotations.Nullable String security) {
        Hints hints = new Hints(
                Optional.ofNullable(mirror).map(URI::create),
                Optional.ofNullable(security).map(URI::create),
                Optional.empty(),
                Optional.empty());
        Map<String, URI> replaced = new TreeMap<>();
        DeclaredMirrors.replace(new LockFile(Sources.of(sources), List.of()), hints)
                .sources()
                .forEach((source, base) -> replaced.put(source.name(), base));
        return replaced;
    }
}

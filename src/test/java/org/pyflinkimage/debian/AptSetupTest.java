package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.UnixPath;

/** What apt is told in images, in the forms in which Debian's and Ubuntu's own tell it. */
class AptSetupTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final SigningKey OTHER = SigningKey.generate();

    private final SortedMap<UnixPath, byte[]> files = new TreeMap<>();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /etc/apt/sources.list                  | deb http://a/debian bookworm main                                  | http://a/debian/ bookworm
            /etc/apt/sources.list                  | deb [signed-by=/k.gpg] https://m/path/to/debian bookworm main      | https://m/path/to/debian/ bookworm
            /etc/apt/sources.list                  | # deb http://a/debian bookworm main                                |
            /etc/apt/sources.list                  | deb file:///srv/debian bookworm main                               |
            /etc/apt/sources.list                  | deb cdrom:[x]/ bookworm main                                       |
            /etc/apt/sources.list.d/a.list         | deb http://a/ubuntu jammy main universe                            | http://a/ubuntu/ jammy
            /etc/apt/sources.list.d/debian.sources | Types: deb~URIs: http://a/debian~Suites: trixie~Components: main   | http://a/debian/ trixie
            /etc/apt/sources.list.d/debian.sources | Types: deb~URIs: file:/a~Suites: trixie~Components: main           |
            /etc/apt/sources.list.d/README         | deb http://a/debian bookworm main                                  |
            /etc/apt/sources.list.save             | deb http://a/debian bookworm main                                  |
            /etc/sources.list                      | deb http://a/debian bookworm main                                  |
            """)
    void sourcesAreReadWhereAptReadsThem(String path, String text, @Nullable String source) {
        file(path, text.replace('~', '\n') + "\n");

        assertThat(AptSetup.ofImage(files).sources().all())
                .extracting(one -> one.archive() + " " + one.suite())
                .containsExactlyElementsOf(source == null ? List.of() : List.of(source));
    }

    @Test
    void mainFileComesFirst() {
        file("/etc/apt/sources.list.d/a.list", "deb http://more/ sid main\n");
        file("/etc/apt/sources.list", "deb http://main/ sid main\n");

        assertThat(AptSetup.ofImage(files).sources().all())
                .extracting(one -> one.archive().getHost())
                .containsExactly("main", "more");
    }

    @Test
    void sourcesOfAllFilesOfAnImageAreBoundedTogether() {
        for (int i = 0; i < 100; i++) {
            file("/etc/apt/sources.list.d/a%s.list".formatted(i), "deb http://more/ sid main\n".repeat(10));
        }
        assertThat(AptSetup.ofImage(files).sources().all()).hasSize(1000);

        file("/etc/apt/sources.list", "deb http://main/ sid main\n");
        assertThatThrownBy(() -> AptSetup.ofImage(files))
                .hasMessageContaining("[PYF-344]")
                .hasMessageContaining("`/etc/apt/sources.list.d/a99.list`");
    }

    @Test
    void placesAreThoseOfSourcesAndOfTrustedKeys() {
        List<UnixPath> places = AptSetup.places(folder -> List.of(folder.resolve("x")));

        assertThat(places)
                .extracting(UnixPath::value)
                .containsExactly(
                        "/etc/apt/sources.list",
                        "/etc/apt/trusted.gpg",
                        "/etc/apt/sources.list.d/x",
                        "/etc/apt/trusted.gpg.d/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /usr/share/keyrings/a.gpg       | /usr/share/keyrings/a.gpg
            /usr//share/./keyrings/../a.gpg | /usr/share/a.gpg
            /../../etc/a.gpg                | /etc/a.gpg
            /a.gpg,/a.gpg                   | /a.gpg
            ABCDEF0123456789                |
            a.gpg                           |
            """)
    void filesOfKeysAreThoseThatSourcesName(String signedBy, @Nullable String path) {
        file("/etc/apt/sources.list", "deb [signed-by=%s] http://a/ sid main\n".formatted(signedBy));

        assertThat(AptSetup.ofImage(files).namedKeys())
                .extracting(UnixPath::value)
                .containsExactlyElementsOf(path == null ? List.of() : List.of(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deb [signed-by=/keys/a.gpg] http://a/ sid main",
                "deb [signed-by=/keys/../keys//a.gpg] http://a/ sid main",
                "Types: deb\nURIs: http://a/\nSuites: sid\nComponents: main\nSigned-By: /keys/a.gpg",
                "Types: deb\nURIs: http://a/\nSuites: sid\nComponents: main\nSigned-By: %s",
            })
    void keyThatASourceNamesIsBelieved(String text) throws IOException {
        String armor = new String(KEY.publicKey(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> line.isBlank() ? "\n ." : "\n " + line)
                .reduce("", String::concat);
        file(
                "/etc/apt/sources.list.d/a." + (text.startsWith("deb") ? "list" : "sources"),
                text.replace("%s", armor) + "\n");
        files.put(UnixPath.of("/keys/a.gpg"), KEY.publicKey());

        assertBelieved(AptSetup.ofImage(files), KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.asc.save",
                "a.asc~",
                "a",
                "a.gpg.dpkg-old",
                ".a.asc",
                "gpg",
                ".gpg",
                "a b.gpg",
                "A.GPG",
                "d/a.gpg"
            })
    void fileThatAptPassesOverIsNoTrustedOne(String name) throws IOException {
        file("/etc/apt/sources.list", "deb http://a/ sid main\n");
        files.put(UnixPath.of("/etc/apt/trusted.gpg.d/" + name), KEY.publicKey());

        assertNotBelieved(AptSetup.ofImage(files), KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[signed-by=/k.gpg] ", "[signed-by=/missing.gpg] ", "[check-valid-until=no] "})
    void whatIsNotTrustedSaysOnlyWhereArchivesAre(String options) throws IOException {
        file("/etc/apt/sources.list", "deb %shttp://a/ sid main\n".formatted(options));
        files.put(UnixPath.of("/k.gpg"), KEY.publicKey());
        files.put(UnixPath.of("/etc/apt/trusted.gpg"), KEY.publicKey());

        AptSetup setup = AptSetup.ofImage(files).withoutTrust();

        assertNotBelieved(setup, KEY);
        assertBelieved(setup, OTHER);
        assertThat(setup.sources().all())
                .singleElement()
                .satisfies(source -> assertThat(setup.checksValidUntil(source)).isTrue());
        AptSetup trusted = AptSetup.ofImage(files);
        assertThat(trusted.checksValidUntil(trusted.sources().all().get(0))).isEqualTo(!options.contains("until"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/apt/trusted.gpg",
                "/etc/apt/trusted.gpg.d/a.asc",
                "/etc/apt/trusted.gpg.d/debian-archive_12.1:x.gpg"
            })
    void sourceThatNamesNoKeyIsBelievedByTheTrustedOnes(String path) throws IOException {
        file("/etc/apt/sources.list", "deb http://a/ sid main\n");
        files.put(UnixPath.of(path), KEY.publicKey());
        file("/etc/apt/trusted.gpg.d/broken.gpg", "no key");

        assertBelieved(AptSetup.ofImage(files), KEY);
    }

    @Test
    void keyOfSomethingElseInTheImageIsNotBelieved() throws IOException {
        file("/etc/apt/sources.list", "deb http://a/ sid main\n");
        files.put(UnixPath.of("/usr/share/keyrings/other.gpg"), KEY.publicKey());

        assertNotBelieved(AptSetup.ofImage(files), KEY);
    }

    @Test
    void keysThatASourceNamesAreTheOnlyOnesForIt() throws IOException {
        file("/etc/apt/sources.list", "deb [signed-by=/a.gpg] http://a/ sid main\n");
        files.put(UnixPath.of("/a.gpg"), KEY.publicKey());
        files.put(UnixPath.of("/etc/apt/trusted.gpg"), SigningKey.generate().publicKey());

        assertBelieved(AptSetup.ofImage(files), KEY);
        assertNotBelieved(AptSetup.ofImage(files), OTHER);
    }

    @Test
    void keysThatAnImageTrustsAddToThoseThatAreKnown() throws IOException {
        file("/etc/apt/sources.list", "deb http://a/ sid main\n");
        files.put(UnixPath.of("/etc/apt/trusted.gpg"), KEY.publicKey());

        assertBelieved(AptSetup.ofImage(files), KEY);
        assertBelieved(AptSetup.ofImage(files), OTHER);
    }

    @Test
    void namedFileThatIsNoKeyringIsSaid() {
        file("/etc/apt/sources.list", "deb [signed-by=/a.gpg] http://a/ sid main\n");
        file("/a.gpg", "no key");
        AptSetup setup = AptSetup.ofImage(files);

        assertThatThrownBy(() -> setup.keyring(setup.sources().all().get(0), OTHER.keyring()))
                .hasMessageContaining("[PYF-311]");
    }

    @Test
    void machineReadsKeysFromItsDiskAndAnImageNever() throws IOException {
        Path keys = Files.write(folder.resolve("a.gpg"), KEY.publicKey());
        String line = "deb [signed-by=%s] http://a/ sid main\n".formatted(keys);
        file("/etc/apt/sources.list", line);

        assertBelieved(AptSetup.ofMachine(new AptSources(AptTexts.lines(line))), KEY);
        AptSetup image = AptSetup.ofImage(files);
        assertThatThrownBy(() -> keyring(image)).hasMessageContaining("[PYF-315]");
    }

    private void file(String path, String text) {
        files.put(UnixPath.of(path), text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertBelieved(AptSetup setup, SigningKey key) {
        assertThat(keyring(setup).find(key.id())).isPresent();
    }

    private static void assertNotBelieved(AptSetup setup, SigningKey key) {
        assertThat(keyring(setup).find(key.id())).isEmpty();
    }

    private static Keyring keyring(AptSetup setup) {
        return setup.keyring(setup.sources().all().get(0), OTHER.keyring());
    }
}

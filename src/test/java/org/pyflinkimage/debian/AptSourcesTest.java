package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AptSourcesTest {

    private static final String STANZA =
            "Types: deb\nURIs: http://example.com/debian\nSuites: bookworm\nComponents: main\n";

    @TempDir
    private Path folder;

    @Test
    void oneLineFormIsRead() {
        List<AptSource> sources = AptTexts.lines("""
                # deb http://example.com/commented bookworm main
                deb http://example.com/debian bookworm main contrib # behind
                deb-src http://example.com/debian bookworm main
                deb [arch=amd64,arm64 signed-by=/k.gpg check-valid-until=no] https://example.com/d/ bookworm-security main
                """);

        assertThat(sources)
                .extracting(source -> source.archive() + " " + source.suite() + " " + source.components())
                .containsExactly(
                        "http://example.com/debian/ bookworm [main, contrib]",
                        "https://example.com/d/ bookworm-security [main]");
        AptSource last = sources.get(1);
        assertThat(last.signedBy().orElseThrow().files()).containsExactly("/k.gpg");
        assertThat(last.serves("arm64")).isTrue();
        assertThat(last.serves("i386")).isFalse();
        assertThat(last.checksValidUntil()).isFalse();
        assertThat(sources.get(0).serves("i386")).isTrue();
        assertThat(sources.get(0).checksValidUntil()).isTrue();
    }

    @Test
    void deb822FormIsReadWithEverySuiteOfEveryAddress() {
        List<AptSource> sources = AptTexts.stanzas("""
                Types: deb deb-src
                # a comment
                URIs: http://one.example.com/debian http://two.example.com/debian
                Suites: trixie trixie-updates
                Components: main
                Architectures: amd64
                Signed-By:
                 -----BEGIN PGP PUBLIC KEY BLOCK-----
                 .
                 abc
                 -----END PGP PUBLIC KEY BLOCK-----
                """);

        assertThat(sources)
                .extracting(source -> source.archive().getHost() + " " + source.suite())
                .containsExactly(
                        "one.example.com trixie",
                        "one.example.com trixie-updates",
                        "two.example.com trixie",
                        "two.example.com trixie-updates");
        assertThat(sources.get(0).serves("arm64")).isFalse();
        assertThat(sources.get(0).signedBy().orElseThrow().writtenOut().orElseThrow())
                .startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nabc\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Enabled: no", "enabled: No", "Enabled: false", "Types: deb-src", "Suites: ./"})
    void stanzaThatAptDoesNotReadForPackagesIsPassedOver(String field) {
        String name = field.substring(0, field.indexOf(':'));
        String others =
                List.of("Types: deb", "URIs: http://example.com/debian", "Suites: bookworm", "Components: main")
                        .stream()
                        .filter(line -> !line.startsWith(name + ":"))
                        .reduce("", (text, line) -> text + line + "\n");

        assertThat(AptTexts.stanzas(others + field + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deb cdrom:[Debian]/ bookworm main",
                "deb mirror+file:/etc/apt/mirrors.txt bookworm main",
                "deb http://example.com/flat ./",
                "deb http://example.com/flat stable/",
                "deb http://exa mple",
                "deb http://example.com/debian bookworm",
                "deb [arch=amd64] http://example.com/debian bookworm",
                "deb [arch=amd64]http://example.com/debian bookworm main",
                "deb example.com/debian bookworm main",
                "deb http://example.com/%zz bookworm main",
                "debug http://example.com/debian bookworm main",
                "deb",
                "nonsense"
            })
    void lineThatNamesNoReadableArchiveIsPassedOver(String line) {
        assertThat(AptTexts.lines(line)).isEmpty();
    }

    @Test
    void suitesAreFoundByTheirFirstWord() {
        AptSources sources = new AptSources(AptTexts.lines("""
                deb http://example.com/vendor nodistro main
                deb http://example.com/cloud cloud-sdk-bookworm main
                deb http://example.com/debian bookworm-backports main
                deb http://example.com/old buster/updates main
                """));

        assertThat(sources.ofSuites(Set.of("bookworm", "buster")))
                .extracting(AptSource::suite)
                .containsExactly(SuiteName.parse("bookworm-backports"), SuiteName.parse("buster/updates"));
    }

    @Test
    void allFilesOfAMachineAreReadInOrder() throws IOException {
        Path parts = Files.createDirectories(folder.resolve("sources.list.d"));
        Files.writeString(folder.resolve("sources.list"), "deb http://example.com/a bookworm main\n");
        Files.writeString(parts.resolve("z.list"), "deb http://example.com/z bookworm main\n");
        Files.writeString(
                parts.resolve("b.sources"),
                "Types: deb\nURIs: http://example.com/b\nSuites: bookworm\nComponents: main\n");
        Files.writeString(parts.resolve("c.list.disabled"), "deb http://example.com/c bookworm main\n");
        Files.writeString(parts.resolve("d.sources"), "no stanza at all");

        assertThat(AptSources.read(folder).all())
                .extracting(source -> source.archive().getPath())
                .containsExactly("/a/", "/b/", "/z/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deb [arch=amd64] http://example.com/d b main         | amd64      | true
            deb [ arch=amd64 ] http://example.com/d b main       | arm64      | false
            deb [arch=i386,arm64] http://example.com/d b main    | arm64      | true
            deb [ARCH=i386] http://example.com/d b main          | arm64      | false
            deb [arch=] http://example.com/d b main              | arm64      | true
            deb [trusted arch] http://example.com/d b main       | arm64      | true
            deb http://example.com/d b main                      | arm64      | true
            """)
    void sourceServesTheArchitecturesThatItNames(String line, String architecture, boolean serves) {
        assertThat(AptTexts.lines(line))
                .singleElement()
                .extracting(source -> source.serves(architecture))
                .isEqualTo(serves);
    }

    @ParameterizedTest
    @CsvSource({
        "no, false",
        "false, false",
        "0, false",
        "No, false",
        "off, false",
        "DISABLE, false",
        "without, false",
        "yes, true",
        "true, true",
        "On, true"
    })
    void lastDayOfASuiteMayBePassedOver(String value, boolean checked) {
        String option = "check-valid-until=" + value;

        assertThat(AptTexts.lines("deb [%s] http://example.com/d b main".formatted(option)))
                .extracting(AptSource::checksValidUntil)
                .containsExactly(checked);
        assertThat(AptTexts.stanzas(STANZA + "Check-Valid-Until: " + value + "\n"))
                .extracting(AptSource::checksValidUntil)
                .containsExactly(checked);
    }

    /** Apt does not care what its comments are written in. */
    @Test
    void commentInOtherLettersHidesNoSource() throws IOException {
        Files.write(
                folder.resolve("sources.list"),
                "# f\u00fcr uns\ndeb http://example.com/debian b main\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(AptSources.read(folder).all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"no, 0", "false, 0", "without, 0", "OFF, 0", "disable, 0", "0, 0", "yes, 1", "true, 1", "on, 1"})
    void stanzaMayBeTurnedOff(String value, int sources) {
        assertThat(AptTexts.stanzas(STANZA + "Enabled: " + value + "\n")).hasSize(sources);
    }

    @Test
    void emptyKeyIsNone() {
        assertThat(AptTexts.lines("deb [signed-by=] http://example.com/d b main"))
                .extracting(AptSource::signedBy)
                .containsExactly(Optional.empty());
        assertThat(AptTexts.stanzas(STANZA)).extracting(AptSource::signedBy).containsExactly(Optional.empty());
    }

    @Test
    void archivesOfThisMachinesDiskAreRead() {
        assertThat(AptTexts.lines("deb [x=y]\tfile:/srv/debian  bookworm\tmain  contrib"))
                .extracting(source -> source.archive() + " " + source.components())
                .containsExactly("file:/srv/debian/ [main, contrib]");
    }

    /** Nobody can wait for what few lines stand for: each address with each suite. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Types: deb~URIs:< http://a/U>~Suites:< sU>~Components: main                       | are more than 1000
            Types: deb~URIs: cdrom:x< http://a/U>~Suites: flat/< sU>~Components: main         | are more than 1000
            Types: deb~URIs:< http://a/U>~Suites: a b c d e f g h i j k~Components: main      | are more than 1000
            Types: deb~URIs:{ http://a/U}~Suites:{ sU}~Components: main                       | have more than 16777216 characters
            Types: deb~URIs: http://a http://b~Suites:{ sU}~Components: main                  | have more than 16777216 characters
            Types: deb~URIs:< http://a/U>~Suites: a b~Components: main~Signed-By:{ /kU}       | have more than 16777216 characters
            Types: deb~URIs: http://a~Suites:< sU>~Components:{ cU}                           | have more than 16777216 characters
            Types: deb~URIs: http://a~Suites:< sU>~Components: main{~FU: x}                   | have more than 16777216 characters
            Types: deb~URIs: http://a~Suites:< sU>~Components: main~Architectures:{ U}        | have more than 16777216 characters
            """)
    void paragraphThatStandsForTooManySourcesIsRefused(String form, String reason) throws IOException {
        Path parts = Files.createDirectories(folder.resolve("sources.list.d"));
        Files.writeString(parts.resolve("a.sources"), many(form));

        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatThrownBy(() -> AptSources.read(folder))
                        .hasMessageContaining("[PYF-344]")
                        .hasMessageContaining("a.sources`, they " + reason)
                        .hasMessageContaining("-Dpyflink.debianImage"));
    }

    /** What is passed over costs no more than it is long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Types: deb~URIs:{ http://a/U}~Suites:{ sU/}~Components: main",
                "Types: deb~URIs:{ cdrom:U}~Suites:{ sU}~Components: main",
                "Types: deb~URIs:{ http://a/U}~Suites:{ sU}",
                "Types: deb~URIs:{ http://a/U}~Suites:{ sU}~Components: main~Enabled: no",
                "Types: deb-src~URIs:{ http://a/U}~Suites:{ sU}~Components: main"
            })
    void paragraphThatStandsForNoSourceIsPassedOver(String form) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(AptTexts.stanzas(many(form))).isEmpty());
    }

    /** Each of curly brackets 200 000 times, each of angle ones a hundred times, with a number in the place of the U. */
    private static String many(String form) {
        return Pattern.compile("[{<]([^}>]*)[}>]")
                .matcher(form.replace('~', '\n') + "\n")
                .replaceAll(part -> IntStream.range(0, part.group().startsWith("{") ? 200_000 : 100)
                        .mapToObj(i -> part.group(1).replace("U", Integer.toString(i)))
                        .collect(Collectors.joining()));
    }

    @Test
    void sourcesOfAllFilesAreTooManyTogether() throws IOException {
        Path parts = Files.createDirectories(folder.resolve("sources.list.d"));
        Files.writeString(folder.resolve("sources.list"), "deb http://a/d b main\n".repeat(600));
        Files.writeString(
                parts.resolve("a.list"), "# a comment\n".repeat(5000) + "deb http://a/d b main\n".repeat(400));

        assertThat(AptSources.read(folder).all()).hasSize(1000);

        Files.writeString(parts.resolve("b.list"), "deb http://a/d b main\n".repeat(1_000_000));
        assertThatThrownBy(() -> AptSources.read(folder)).hasMessageContaining("[PYF-344]");
    }

    @Test
    void machineWithoutAptHasNoSources() {
        assertThat(AptSources.read(folder.resolve("missing"))).isEqualTo(new AptSources(List.of()));
    }
}

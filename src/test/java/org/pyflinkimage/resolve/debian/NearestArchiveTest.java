package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.AptSources;
import org.pyflinkimage.debian.AptTexts;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.ReleaseDates;
import org.pyflinkimage.spec.ImageSpec.Hints;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.SilentLog;

/** Which of several archives comes first. */
class NearestArchiveTest {

    private static final Keyring KEYS = Keyring.shipped();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deb http://a/ bookworm main                                                  | http://a/
            deb http://a/ trixie main~deb http://b/ bookworm main                        | http://b/
            deb http://a/ trixie main~deb http://b/ forky main                           | http://a/
            deb http://a/ bookworm-updates main~deb http://b/ bookworm main              | http://a/
            deb http://a/ bookworm-security main~deb http://b/ trixie main               | http://b/
            deb http://a/ bookworm-backports main~deb http://b/ sid main                 | http://b/
            deb http://a/ bookworm contrib~deb http://b/ sid main                        | http://b/
            deb [arch=arm64] http://a/ bookworm main~deb http://b/ sid main              | http://b/
            deb http://a/ jammy main                                                     | http://image/
            deb http://a/ bookworm-security main                                         | http://image/
            deb http://a/ bookworm-backports main                                        | http://image/
            """)
    void ofTheMachinesSourcesTheNearestIsTaken(String lines, String address) {
        Suite bookworm = suite("bookworm");

        assertThat(mirrors(Hints.none(), lines).archive(bookworm).base()).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bookworm | deb http://m/ bookworm-security main                          | http://x/debian-security/ http://m/
            bookworm | deb http://m/ trixie-security main~deb http://n/ bookworm-security main | http://x/debian-security/ http://n/
            bookworm | deb http://m/ bookworm main                                   | http://x/debian-security/
            jammy    | deb http://m/ jammy-security main                             | http://x/debian/ http://m/
            """)
    void aDeclaredMirrorsOwnSecurityUpdatesComeBeforeTheMachines(String name, String lines, String addresses) {
        Hints hints = DebianScene.hints(URI.create("http://x/debian"), Optional.empty());

        assertThat(securityOf(name, mirrors(hints, lines))).containsExactly(addresses.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bookworm | deb http://x/debian bookworm main                                       | http://x/debian-security/
            bookworm | deb http://x/debian bookworm main~deb http://m/ bookworm-security main  | http://m/ http://x/debian-security/
            jammy    | deb http://x/ubuntu jammy main~deb http://m/ jammy-security main        | http://m/ http://x/ubuntu/
            """)
    void theMachinesSecurityUpdatesComeBeforeAGuess(String name, String lines, String addresses) {
        assertThat(securityOf(name, mirrors(Hints.none(), lines))).containsExactly(addresses.split(" ", -1));
    }

    private static List<String> securityOf(String name, DebianMirrors mirrors) {
        Suite suite = suite(name);
        return mirrors.securityArchives(suite, mirrors.archive(suite)).stream()
                .map(archive -> archive.base().toString())
                .toList();
    }

    private static DebianMirrors mirrors(Hints hints, String lines) {
        AptSources apt = new AptSources(AptTexts.lines(lines.replace('~', '\n')));
        AptSetup image = AptSetup.ofMachine(new AptSources(AptTexts.lines("deb http://image/ bookworm main\n")));
        return new DebianMirrors(
                hints,
                new DebianSurroundings(apt, KEYS, ReleaseDates.none(), DebianScene.NOW, SilentLog.INSTANCE),
                (name, platform) -> image,
                Platform.LINUX_AMD64);
    }

    private static Suite suite(String name) {
        return Facts.shipped().suites().find(name).orElseThrow();
    }
}

package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.debian.SuiteName.Pocket;

class SuiteNameTest {

    @ParameterizedTest
    @CsvSource({
        "bookworm,                  bookworm, RELEASE",
        "bookworm-updates,          bookworm, UPDATES",
        "bookworm-security,         bookworm, SECURITY",
        "buster/updates,            buster,   SECURITY",
        "bookworm-backports,        bookworm, BACKPORTS",
        "bookworm-backports-sloppy, bookworm, BACKPORTS",
        "bookworm-proposed-updates, bookworm, OTHER",
        "jammy-proposed,            jammy,    OTHER",
        "stable,                    stable,   RELEASE"
    })
    void nameSaysReleaseAndWhatIsHeldOfIt(String text, String release, Pocket pocket) {
        SuiteName name = SuiteName.parse(text);

        assertThat(name.release()).isEqualTo(release);
        assertThat(name.pocket()).isEqualTo(pocket);
        assertThat(name).hasToString(text);
    }

    @Test
    void releaseHasUpdatesAndSecurityUpdates() {
        SuiteName name = SuiteName.parse("bookworm");

        assertThat(name.updates()).isEqualTo(SuiteName.parse("bookworm-updates"));
        assertThat(name.security()).isEqualTo(SuiteName.parse("bookworm-security"));
    }
}

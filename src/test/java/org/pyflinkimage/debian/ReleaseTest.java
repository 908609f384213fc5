package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.value.Sha256;

class ReleaseTest {

    private static final String SUM = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String DATE = "Date: Wed, 25 Nov 2026 22:33:12 UTC\n";
    private static final String TEXT = """
            Origin: Example
            Suite: oldstable-security
            Codename: bookworm-security
            Date: Wed, 25 Nov 2026 22:33:12 UTC
            Acquire-By-Hash: yes
            Architectures: all amd64
            MD5Sum:
             d41d8cd98f00b204e9800998ecf8427e        0 main/binary-amd64/Packages
            SHA256:
             %s     7 main/binary-amd64/Packages.xz
            """.formatted(SUM);

    @Test
    void sumsAreThoseOfSha256() {
        Release release = Release.parse(TEXT);

        assertThat(release.files()).containsOnlyKeys("main/binary-amd64/Packages.xz");
        Release.IndexFile file = release.files().get("main/binary-amd64/Packages.xz");
        assertThat(file.size()).isEqualTo(7);
        assertThat(file.sha256().hex()).isEqualTo(SUM);
        assertThat(file.pathByHash()).isEqualTo("main/binary-amd64/by-hash/SHA256/" + SUM);
    }

    @Test
    void fileBesideTheReleaseFileLiesUnderItsSumThere() {
        assertThat(new Release.IndexFile("Contents", 1, new Sha256(SUM)).pathByHash())
                .isEqualTo("by-hash/SHA256/" + SUM);
    }

    @Test
    void whatIsNotSaidIsNotSo() {
        Release release = Release.parse(DATE + "SHA256:\n %s 7 x\nAcquire-By-Hash: no\n".formatted(SUM));

        assertThat(release.acquireByHash()).isFalse();
        assertThat(Release.parse(DATE + "SHA256:\n").acquireByHash()).isFalse();
        assertThat(release.architectures()).isEmpty();
        assertThat(release.isOf("bookworm")).isFalse();
        assertThat(release.dates().validUntil()).isEmpty();
    }

    @Test
    void suiteIsKnownByBothItsNames() {
        Release release = Release.parse(TEXT);

        assertThat(release.isOf("bookworm-security")).isTrue();
        assertThat(release.isOf("oldstable-security")).isTrue();
        assertThat(release.isOf("bookworm")).isFalse();
        assertThat(release.acquireByHash()).isTrue();
        assertThat(release.architectures()).containsExactlyInAnyOrder("all", "amd64");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jammy              | jammy              | jammy                | true
            jammy              | jammy-proposed     | jammy                | false
            jammy              | jammy-backports    | jammy                | false
            jammy              | jammy-updates      | jammy                | false
            jammy              | jammy-security     | jammy                | false
            jammy              | jammy-security     | jammy-security       | true
            jammy              | jammy-updates      | jammy-security       | false
            jammy              | jammy              | jammy-security       | false
            jammy              |                    | jammy                | true
            noble              | jammy-security     | jammy                | false
            bookworm           | oldstable          | bookworm             | true
            bookworm           | our-bookworm       | bookworm             | true
            bookworm           | proposed-updates   | bookworm             | false
            bookworm           | backports          | bookworm             | false
            bookworm-security  | oldstable-security | bookworm-security    | true
            bookworm-updates   | oldstable-updates  | bookworm-updates     | true
            bookworm-security  | oldstable-security | bookworm             | false
            bookworm-backports | stable-backports   | bookworm             | false
            """)
    void releaseFileIsOfTheSuiteThatItIsNamedAfter(
            String codename, @Nullable String suite, String asked, boolean itIs) {
        String text = DATE + "SHA256:\nCodename: " + codename + "\n" + (suite == null ? "" : "Suite: " + suite + "\n");

        assertThat(Release.parse(text).isOf(asked)).isEqualTo(itIs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Mon, 30 Nov 2026 11:22:37 UTC   | 2026-11-30T11:22:37Z
                    Sat, 9 May 2026 1:02:03 UTC     | 2026-05-09T01:02:03Z
                    Thu, 26 Nov 2026  0:20:05 UTC   | 2026-11-26T00:20:05Z
                    Mon, 30 Nov 2026 11:22:37 +0200 | 2026-11-30T09:22:37Z
                    """)
    void datesAreRead(String date, Instant instant) {
        String text = TEXT.replaceFirst("Date: .*", "Date: " + date) + "Valid-Until: " + date + "\n";

        assertThat(Release.parse(text).dates()).isEqualTo(new Release.Dates(instant, Optional.of(instant)));
    }

    @Test
    void suiteWithoutUpdatesHasNoLastDay() {
        assertThat(Release.parse(TEXT).dates().validUntil()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Suite: x\n", "SHA256:\n abc 1 x\n", "SHA256:\n a b\n", "SHA256:\nValid-Until: tomorrow\n"})
    void malformedFileIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Release.parse(DATE + text));
    }

    /** No lock file could be read again that was made from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wed, 31 Dec 1969 23:59:59 UTC",
                "Sat, 01 Jan +10000 00:00:00 UTC",
                "Fri, 31 Dec 9999 23:59:59 -0100",
                "Wed, 25 Nov 2026 22:33:12",
                "Thu, 25 Nov 2026 22:33:12 UTC",
                "Fri, 25 Nov +999999999999 22:33:12 UTC"
            })
    void dateThatNoLockFileTakesIsRefused(String date) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Release.parse(TEXT.replaceFirst("Date: .*", "Date: " + date)))
                .withMessageStartingWith("not a date");
    }

    @Test
    void fileWithoutADateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Release.parse("SHA256:\n"))
                .withMessageContaining("Date");
    }
}

package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com,               https://example.com/",
        "https://example.com/pbs,           https://example.com/pbs/",
        "http://127.0.0.1:8080/pbs/,        http://127.0.0.1:8080/pbs/",
        "https://user:a%2Fb@example.com/x,  https://user:a%2Fb@example.com/x/",
        "https://example.com/a..b/.c/a%20b, https://example.com/a..b/.c/a%20b/",
        "file:///srv/pbs,                   file:///srv/pbs/",
        "file:/srv/pbs/,                    file:/srv/pbs/",
        "file:///C:/pbs/,                   file:///C:/pbs/",
        "file://localhost/srv/a%20b,        file:///srv/a%20b/",
        "file://LOCALHOST/srv/,             file:///srv/",
        "file://localhost,                  file:///"
    })
    void addressesOfFolders(String text, URI address) {
        assertThat(FolderAddress.parse(text)).contains(address);
        assertThat(FolderAddress.mistake(text)).isEmpty();
        assertThat(FolderAddress.printable(text)).isEqualTo(Masking.of(text));
    }

    /** Of each kind of mistake what is said of it, where there is anything to say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            https://example.com/pbs/?token=abc | behind a `?`
            https://example.com/pbs?x          | behind a `?`
            https://example.com/pbs/?x=/       | behind a `?`
            https://example.com/?              | behind a `?`
            https://example.com/pbs#top        | behind a `?`
            https://example.com/#/             | behind a `?`
            file:///srv/pbs?x                  | behind a `?`
            file:///srv/pbs/#x/                | behind a `?`
            file:pbs                           | begins with a slash
            file:./pbs/                        | begins with a slash
            file://server/share/pbs            | this machine's disk
            \\\\server\\share\\pbs           | this machine's disk
            file://127.0.0.1/pbs/              | this machine's disk
            file://user@localhost/pbs/         | this machine's disk
            https://example.com/../pbs         | `..`
            file:///srv/../etc                 | `..`
            https://example.com/a%2fb/         | `%2F`
            https://example.com/%2e%2e/        | `..`
            file:///srv/a%5Cb/                 | `%5C`
            file:///srv/%00/                   | control
            nowhere                            | -
            ftp://example.com/                 | -
            https:///builds                    | -
            http://a b/                        | -
            mailto:x                           | -
            C:/builds                          | -
            """)
    void othersAreNone(String text, @Nullable String said) {
        assertThat(FolderAddress.parse(text)).isEmpty();
        if (said == null) {
            assertThat(FolderAddress.mistake(text)).isEmpty();
        } else {
            assertThat(FolderAddress.mistake(text)).get().asString().contains(said);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/pbs/?abc",
                "https://example.com/pbs/?x=abc",
                "https://example.com/pbs/#abc",
                "https://example.com/pbs/?#abc",
                "https://user:a#bc@example.com/pbs/?x",
                "https://user:a?bc@example.com/pbs/#x"
            })
    void whatStandsBehindAFolderIsNotShown(String text) {
        assertThat(FolderAddress.printable(text)).isEqualTo("https://example.com/pbs/…");
    }

    @ParameterizedTest
    @CsvSource({
        "https://bob:aB/cd@example.com/simple/,  https://…",
        "corp x=https://bob:aB/cd@example.com/,  https://…",
        "https://bob:12/c d@example.com/simple/, https://…",
        "https://bob:12?c/d@example.com/simple/, https://…",
        "https://bob:s3cret,                     https://…",
        "https://bob:8080x/,                     https://…",
        "word@example.com/simple/,               …@example.com/simple/",
        "wo/r@d@example.com/simple/,             …@example.com/simple/",
        "https://bob:p'w@example.com/simple/,    https://example.com/simple/",
        "https://bob:p'w@example.com/a b/,       https://example.com/a b/",
        "https://example.com:x/a/,               https://…",
        "https://example.com:8080/a b/,          https://example.com:8080/a b/",
        "https://[::1]:8080/a b/,                https://[::1]:8080/a b/",
        "https://example.com/@scope/,            https://example.com/@scope/",
        "file:./a@b/,                            file:./a@b/",
        "file:///srv/a@b/?x,                     file:///srv/a@b/…"
    })
    void noPartOfALoginIsShown(String text, String shown) {
        assertThat(FolderAddress.printable(text)).isEqualTo(shown);
    }

    /** A question mark in a folder's own name is no query. */
    @ParameterizedTest
    @ValueSource(strings = {"a?b", "builds/#1"})
    void pathsAreShownWhole(String text) {
        assertThat(FolderAddress.printable(text)).isEqualTo(text);
    }
}

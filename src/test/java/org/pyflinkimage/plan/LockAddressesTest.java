package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.value.FolderAddress;

class LockAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/debian/",
                "https://example.com/",
                "https://example.com/a//b/%2b/",
                "file:///srv/wheels/",
                "file:/srv/wheels/",
                "./",
                "wheels/",
                "a/b%20c/"
            })
    void basesOfSources(String text) {
        assertThat(LockAddresses.isBase(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/srv/wheels/",
                "//example.com/x/",
                "../wheels/",
                "a/../../",
                "a/%2e%2E/",
                "a/%2f/",
                "a/%5c/",
                "a/%00/",
                "http://example.com/x",
                "http://user:password@example.com/",
                "http:///x/",
                "http://example.com/?q=/",
                "http://example.com/#/",
                "http://example.com/%/",
                "http://example.com/ /",
                "mailto:debian/",
                "ftp://example.com/",
                "file:wheels/",
                "file://example.com/wheels/",
                "jar:file:///x/",
                "HTTP://example.com/"
            })
    void othersAreNone(String text) {
        assertThat(LockAddresses.isBase(text)).isFalse();
    }

    /** What a declaration or uv may name is written into a lock file, and that has to be read again. */
    @Test
    void whateverMayBeDeclaredIsABase() {
        int declared = 0;
        for (String place : List.of(
                "http://127.0.0.1:1",
                "https://example.com",
                "https://a:b@example.com",
                "file://",
                "file://localhost",
                "file://server",
                "file:",
                "ftp://example.com",
                "https://")) {
            for (String path : List.of(
                    "",
                    "/",
                    "/a",
                    "/a/",
                    "a",
                    "/a/../b",
                    "/a/%2e%2E/",
                    "/a%2fb",
                    "/a%5cb",
                    "/%00",
                    "/a//b",
                    "/a b",
                    "/%2b/",
                    "/\u00e4",
                    "/./a",
                    "/C:/a",
                    "/a;b=c",
                    "/%zz")) {
                for (String tail : List.of("", "?x", "?x=1/", "#x", "#", "?")) {
                    Optional<URI> base = FolderAddress.parse(place + path + tail);
                    declared += base.isPresent() ? 1 : 0;
                    assertThat(base.map(Addresses::withoutLogin).map(URI::toString))
                            .as(place + path + tail)
                            .satisfies(text -> assertThat(text.stream()).allMatch(LockAddresses::isBase));
                }
            }
        }
        assertThat(declared).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.whl",
                "pool/main/g/g++/g++_12%3a1-1_amd64.deb",
                "a/b/x-1!2.0-py3-none-any.whl?signature=a%2Fb&c=../d",
                "http://example.com/x.whl",
                "file:///srv/a:b.whl",
                "a//b",
                "a/b:c",
                "azAZ09",
                "a%30%aF"
            })
    void paths(String text) {
        assertThat(LockAddresses.isPath(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?x",
                ":a",
                "a{",
                "a[",
                "/etc/passwd",
                "//example.com/x",
                "..",
                "../x",
                "a/../x",
                "a/..",
                "%2e%2e/x",
                ".%2E/x",
                "a/%2fetc",
                "a%5Cb",
                "a%0ab",
                "a%00",
                "a%zz",
                "a%",
                "a%2",
                "a b",
                "a\nb",
                "a\"b",
                "a#b",
                "a\\b",
                "a`id`",
                "a{b}",
                "\u00e4",
                "a%\u0661\u0661",
                "://",
                "ftp://example.com/x",
                "http://user@example.com/x",
                "http://example.com/../x",
                "file://example.com/x",
                "mailto:x",
                "1:x"
            })
    void othersAreNoPaths(String text) {
        assertThat(LockAddresses.isPath(text)).isFalse();
    }
}

package org.pyflinkimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

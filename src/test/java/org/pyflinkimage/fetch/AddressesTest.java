package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            see https://me:secret@example.com/a and http://token@example.com | see https://example.com/a and http://example.com
            `https://me:p%40ss@example.com:8443/simple/`                     | `https://example.com:8443/simple/`
            mail me@example.com about https://example.com/a@b                | mail me@example.com about https://example.com/a@b
            file:///folder/x@y                                              | file:///folder/x@y
            """)
    void loginsAreTakenOutOfTexts(String text, String without) {
        assertThat(Addresses.withoutLogins(text)).isEqualTo(without);
    }

    @ParameterizedTest
    @CsvSource({
        "https://bob:p'w@h.example/simple/, https://h.example/simple/",
        "https://bob:pw@my_host/simple/,    https://my_host/simple/",
        "https://bob@h/a@b,                 https://h/a@b",
        "https://h/a@b,                     https://h/a@b",
        "file:///folder/x@y,                file:///folder/x@y",
        "https://bob@,                      https://bob@"
    })
    void aLoginIsTakenOffWhateverItIsMadeOf(URI address, URI without) {
        assertThat(Addresses.withoutLogin(address)).isEqualTo(without);
    }

    @Test
    void messagesShowNoQuery() {
        assertThat(Addresses.printable(URI.create("https://me:secret@example.com/a?signature=secret")))
                .isEqualTo("https://example.com/a");
    }

    @ParameterizedTest
    @CsvSource({
        "http://pypi_server:8080/a,     pypi_server:8080, http://pypi_server:8080",
        "https://me:w@rd@My_host/a,     my_host,          https://my_host:443",
        "http://my_host:/a,             my_host,          http://my_host:80",
        "'https://[FD00::5]:8443/a',    [fd00::5]:8443,   'https://[fd00::5]:8443'"
    })
    void aHostIsOneByAnyName(URI address, String authority, String origin) {
        assertThat(Addresses.authority(address)).isEqualTo(authority);
        assertThat(Addresses.origin(address)).isEqualTo(origin);
    }

    @Test
    void loginsAreKeptBySchemeHostAndPort() {
        assertThat(Addresses.origin(URI.create("HTTPS://me@Example.com/a"))).isEqualTo("https://example.com:443");
        assertThat(Addresses.origin(URI.create("http://example.com/a"))).isEqualTo("http://example.com:80");
        assertThat(Addresses.origin(URI.create("https://example.com:8443/a"))).isEqualTo("https://example.com:8443");
    }
}

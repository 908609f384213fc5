package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {

    @ParameterizedTest
    @CsvSource({
        "https://me:secret@example.com/, me, secret",
        "https://me@example.com/, me, ''",
        "https://:token@example.com/, '', token",
        "https://me:a:b@example.com/, me, a:b",
        "http://me:secret@pypi_server:8080/, me, secret",
        "http://me@pypi_server/a@b, me, ''",
        "https://m%40x:a%2Fb+c@example.com/, m@x, a/b+c",
    })
    void addressCarriesIt(URI address, String user, String password) {
        assertThat(Login.ofAddress(address)).contains(new Login(user, password));
    }

    @ParameterizedTest
    @CsvSource({"https://example.com/", "https://@example.com/", "file:/tmp/a", "file:///tmp/a@b", "http://my_host/a@b"
    })
    void addressHasNone(URI address) {
        assertThat(Login.ofAddress(address)).isEmpty();
    }

    @Test
    void isWrittenAsHeadersAndFilesOfLoginsHaveIt() {
        Login login = new Login("mé", "secret");

        assertThat(login.token()).isEqualTo("bcOpOnNlY3JldA==");
        assertThat(login.basic()).isEqualTo("Basic bcOpOnNlY3JldA==");
    }

    @Test
    void isNotPrinted() {
        assertThat(new Login("me", "secret")).hasToString("Login[****]");
    }
}

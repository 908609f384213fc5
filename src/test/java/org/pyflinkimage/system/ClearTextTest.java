package org.pyflinkimage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "registry.localhost", "127.0.0.1", "127.9.8.7", "::1", "[::1]"})
    void thisMachineIsKnownByItsName(String host) {
        assertThat(ClearText.isLoopback(host)).isTrue();
    }

    /** What a name leads to, whoever answers for names may say, and another answer the next time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.example.com",
                "notlocalhost",
                "127.0.0.1.example.com",
                "127.0.0",
                "128.0.0.1",
                "0.0.0.0",
                "10.0.0.1",
                "::2",
                "ip6-localhost",
                "registry",
                ""
            })
    void allOthersAreElsewhere(String host) {
        assertThat(ClearText.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/", "HTTP://H:8081/a", "http://10.0.0.1/"})
    void plainHttpToElsewhereIsReadByOthers(String address) {
        assertThat(ClearText.isReadByOthers(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://h/", "http://localhost:1/", "http://[::1]/", "file:///a", "h"})
    void allElseIsNot(String address) {
        assertThat(ClearText.isReadByOthers(URI.create(address))).isFalse();
    }
}

package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

class ProxiesTest {

    @Test
    void environmentNamesThem() {
        Proxies proxies = of(Map.of(
                "https_proxy", "http://me:p%3Ass@127.0.0.1:3128/",
                "HTTP_PROXY", "127.0.0.2:8080",
                "NO_PROXY", "a.example.com, b.example.com"));

        assertThat(proxies.rules())
                .containsExactly(
                        new ProxyRule(
                                "https",
                                "127.0.0.1",
                                3128,
                                Optional.of(new Login("me", "p:ss")),
                                List.of("a.example.com", "b.example.com")),
                        new ProxyRule(
                                "http",
                                "127.0.0.2",
                                8080,
                                Optional.empty(),
                                List.of("a.example.com", "b.example.com")));
        assertThat(proxies.unfit()).isEmpty();
    }

    /** A network of Compose has any name for a host. */
    @ParameterizedTest
    @CsvSource({
        "proxy,                         proxy,     80",
        "HTTP://proxy,                  proxy,     80",
        "http://proxy:,                 proxy,     80",
        "http://outer_proxy:3128/,      outer_proxy, 3128",
        "http://me:word@outer_proxy:1,  outer_proxy, 1",
        "'http://[fd00::5]:65535',      [fd00::5], 65535"
    })
    void aPlaceIsAHostAndAPort(String written, String host, int port) {
        ProxyRule rule = of(Map.of("HTTPS_PROXY", written)).rules().get(0);

        assertThat(rule.host()).isEqualTo(host);
        assertThat(rule.port()).isEqualTo(port);
        assertThat(rule.login().isPresent()).isEqualTo(written.contains("@"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://me:w0rd@proxy:8443 | by TLS (`https:`)
            HTTPS://proxy              | by TLS (`https:`)
            socks5://me:w0rd@proxy:1   | one of `socks5:`
            socks5h://127.0.0.1:1      | one of `socks5h:`
            ftp://proxy                | one of `ftp:`
            :::                        | no address of one
            http://me:w0rd#@proxy:80   | no address of one
            http://me:w0 rd@proxy:80   | no address of one
            http://me:w0rd/1@proxy:80  | no address of one
            http://:3128               | no address of one
            http://proxy:65536         | no address of one
            http://proxy:port          | no address of one
            """)
    void whatJavaCannotGoThroughIsToldWithItsVariable(String written, String reason) {
        Proxies proxies = of(Map.of("HTTPS_PROXY", written, "ALL_PROXY", "http://127.0.0.1:1"));

        assertThatThrownBy(() -> proxies.require(URI.create("https://example.com/")))
                .hasMessageContainingAll(
                        "[PYF-556] `HTTPS_PROXY` names a proxy", reason, "`HTTPS_PROXY=http://HOST:PORT`")
                .hasMessageNotContaining("w0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "https://near.example.com/"})
    void whatIsNotReachedThroughItIsReached(URI address) {
        Proxies proxies = of(Map.of("https_proxy", "socks5://127.0.0.1:1", "NO_PROXY", "near.example.com"));

        assertThatCode(() -> proxies.require(address)).doesNotThrowAnyException();
    }

    @Test
    void thoseThatAreSetComeInThePlaceOfTheEnvironments() {
        Environment environment = new Environment(Map.of("HTTPS_PROXY", "socks5://127.0.0.1:1"), Path.of("/"));
        ProxyRule rule = new ProxyRule("http", "proxy", 1, Optional.empty(), List.of());

        assertThat(Proxies.of(List.of(rule), environment)).isEqualTo(new Proxies(List.of(rule), List.of()));
        assertThat(Proxies.of(List.of(), environment).unfit()).hasSize(1);
    }

    private static Proxies of(Map<String, String> variables) {
        return Proxies.ofEnvironment(new Environment(variables, Path.of("/")));
    }
}

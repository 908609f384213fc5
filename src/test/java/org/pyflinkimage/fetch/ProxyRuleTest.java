package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

class ProxyRuleTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            example.com,      https://example.com/a,       false
            example.com,      https://files.example.com/a, false
            example.com,      https://badexample.com/a,    true
            .example.com,     https://files.example.com/a, false
            *.example.com,    https://files.example.com/a, false
            example.com:8443, https://example.com:8443/a,  false
            example.com:8443, https://example.com/a,       true
            EXAMPLE.com,      https://Example.COM/a,       false
            10.0.*,           https://10.0.3.4/a,          false
            10.0.*,           https://10.1.3.4/a,          true
            *,                https://example.com/a,       false
            other.org,        https://example.com/a,       true
            other.org,        http://example.com/a,        false
            """)
    void coversAddressesButTheExceptions(String exception, URI address, boolean covered) {
        ProxyRule rule = new ProxyRule("https", "127.0.0.1", 3128, Optional.empty(), List.of(exception));

        assertThat(rule.covers(address)).isEqualTo(covered);
    }

    @Test
    void environmentNamesProxies() {
        List<ProxyRule> rules = ProxyRule.ofEnvironment(new Environment(
                Map.of(
                        "https_proxy", "http://me:p%3Ass@127.0.0.1:3128/",
                        "HTTP_PROXY", "127.0.0.2:8080",
                        "NO_PROXY", "a.example.com, b.example.com"),
                Path.of("/")));

        assertThat(rules)
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
    }

    @Test
    void oddAddressesAreNoProxies() {
        assertThat(ProxyRule.ofEnvironment(new Environment(
                        Map.of("HTTPS_PROXY", "socks5://127.0.0.1:1", "HTTP_PROXY", ":::"), Path.of("/"))))
                .isEmpty();
    }
}

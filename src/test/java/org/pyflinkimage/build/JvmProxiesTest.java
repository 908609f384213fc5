package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.system.Login;

class JvmProxiesTest {

    private Properties before;

    @BeforeEach
    void keepProperties() {
        before = (Properties) System.getProperties().clone();
        System.getProperties().keySet().removeIf(name -> name.toString().matches("https?\\..*[pP]rox.*"));
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
    }

    @Test
    void proxyOfASchemeIsToldWithItsLogin() {
        JvmProxies.activate(List.of(rule("https", "proxy", Optional.of(new Login("ann", "secret")))));

        assertThat(System.getProperty("https.proxyHost")).isEqualTo("proxy");
        assertThat(System.getProperty("https.proxyPort")).isEqualTo("3128");
        assertThat(System.getProperty("https.proxyUser")).isEqualTo("ann");
        assertThat(System.getProperty("https.proxyPassword")).isEqualTo("secret");
        assertThat(System.getProperty("http.proxyHost")).isNull();
    }

    @Test
    void exceptionsArePatterns() {
        JvmProxies.activate(List.of(rule("http", "proxy", Optional.empty())));

        assertThat(System.getProperty("http.nonProxyHosts")).isEqualTo("localhost|127.*|[::1]|*.example.com|host");
        assertThat(System.getProperty("http.proxyUser")).isNull();
    }

    @Test
    void whatIsSetAlreadyStays() {
        System.setProperty("http.proxyHost", "other");

        JvmProxies.activate(List.of(rule("http", "proxy", Optional.empty())));

        assertThat(System.getProperty("http.proxyHost")).isEqualTo("other");
        assertThat(System.getProperty("http.proxyPort")).isNull();
    }

    @Test
    void earlierRuleWins() {
        JvmProxies.activate(List.of(rule("http", "first", Optional.empty()), rule("http", "second", Optional.empty())));

        assertThat(System.getProperty("http.proxyHost")).isEqualTo("first");
    }

    private static ProxyRule rule(String scheme, String host, Optional<Login> login) {
        return new ProxyRule(scheme, host, 3128, login, List.of(".example.com", "host"));
    }
}

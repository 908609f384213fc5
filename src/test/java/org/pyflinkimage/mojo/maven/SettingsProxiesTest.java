package org.pyflinkimage.mojo.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.system.Login;

class SettingsProxiesTest {

    private static final Login LOGIN = new Login("ann", "secret");

    private final Settings settings = new Settings();

    private Proxy proxy(String protocol, String host) {
        Proxy proxy = new Proxy();
        proxy.setProtocol(protocol);
        proxy.setHost(host);
        proxy.setPort(3128);
        settings.addProxy(proxy);
        return proxy;
    }

    private List<ProxyRule> rules() {
        return SettingsProxies.rules(settings, proxy -> Optional.of(LOGIN));
    }

    @Test
    void oneProxyServesBothSchemes() {
        proxy("http", "proxy.example.com").setNonProxyHosts("localhost|*.example.com, 10.*");

        List<String> exceptions = List.of("localhost", "*.example.com", "10.*");
        assertThat(rules())
                .containsExactly(
                        new ProxyRule("https", "proxy.example.com", 3128, Optional.of(LOGIN), exceptions),
                        new ProxyRule("http", "proxy.example.com", 3128, Optional.of(LOGIN), exceptions));
    }

    @Test
    void eachSchemeHasItsFirstActiveProxy() {
        proxy("https", "off.example.com").setActive(false);
        proxy("http", "plain.example.com");
        proxy("https", "safe.example.com");

        assertThat(rules()).extracting(ProxyRule::host).containsExactly("safe.example.com", "plain.example.com");
    }

    @Test
    void noProxyHasNoRule() {
        assertThat(rules()).isEmpty();
    }
}

package org.pyflinkimage.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.com/v2/, HTTP",
        "http://localhost/, DIRECT",
        "http://a.intern.example.com/, DIRECT",
        "http://INTERN.EXAMPLE.COM/, HTTP",
        "http://10.1.2.3/, DIRECT",
        "http://10x1.2.3/, HTTP"
    })
    void hostsNamedInTheSettingsAreReachedDirectly(URI address, Proxy.Type type) {
        org.apache.maven.settings.Proxy proxy = new org.apache.maven.settings.Proxy();
        proxy.setHost("proxy.example.com");
        proxy.setPort(3128);
        proxy.setNonProxyHosts("localhost|*.intern.example.com, 10.*");
        Settings settings = new Settings();
        settings.addProxy(proxy);

        ProxySelector selector = SettingsProxies.of(settings);

        assertThat(selector.select(address))
                .singleElement()
                .extracting(Proxy::type)
                .isEqualTo(type);
    }
}

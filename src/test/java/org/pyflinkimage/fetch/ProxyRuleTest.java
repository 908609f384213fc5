package org.pyflinkimage.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            example.com:443,  https://example.com/a,       false
            example.com:443,  https://example.com:443/a,   false
            example.com:80,   https://example.com/a,       true
            .example.com:5000,  https://files.example.com:5000/a, false
            *.example.com:5000, https://files.example.com:5000/a, false
            *.example.com:5000, https://files.example.com/a, true
            [fd00::5]:443,    https://[fd00::5]/a,         false
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

    /** As uv 0.13.9 does; in brackets, as Java and Python's urllib have them, one address is taken, too. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            ::1,                 https://[::1]/,                   true
            [::1],               https://[::1]/,                   true
            0:0:0:0:0:0:0:1,     https://[::1]/,                   true
            ::1,                 https://[0:0:0:0:0:0:0:1]/,       true
            ::1,                 https://[::2]/,                   false
            FD00::0005,          https://[fd00::5]/,               true
            [FD00::0005]:443,    https://[fd00:0::5]/,             true
            [fd00::5]:443,       https://[fd00::5]:5000/,          false
            fd00::/8,            https://[fd12::5]/,               true
            fd00::/8,            https://[fe12::5]/,               false
            fd00::/7,            https://[fc12::5]/,               true
            fd00:1::/33,         https://[fd00:1:7000::5]/,        true
            fd00:1::/33,         https://[fd00:1:8000::5]/,        false
            fd00:1:7000::/33,    https://[fd00:1::5]/,             true
            ::/0,                https://[fd12::5]/,               true
            ::/0,                https://example.com/,             false
            ::1/128,             https://[::1]/,                   true
            fd00::/129,          https://[fd12::5]/,               false
            fd00::/8,            https://fd12.example.com/,        false
            [fd00::]/8,          https://[fd12::5]/,               false
            [fd00::/8],          https://[fd12::5]/,               false
            10.0.0.0/8,          https://[::ffff:10.1.2.3]/,       false
            10.1.2.3,            https://[::ffff:10.1.2.3]/,       false
            ::ffff:10.0.0.0/104, https://[::ffff:10.1.2.3]/,       true
            ::ffff:10.0.0.0/104, https://[::ffff:11.1.2.3]/,       false
            ::ffff:10.0.0.0/104, https://10.1.2.3/,                false
            10.0.0.0/33,         https://10.1.2.3/,                false
            fd00::zz,            https://[fd00::5]/,               false
            1::2::3,             https://[1::2]/,                  false
            """)
    void numbersOfIpv6AreComparedAsNumbers(String exception, URI address, boolean direct) {
        ProxyRule rule = new ProxyRule("https", "127.0.0.1", 3128, Optional.empty(), List.of(exception));

        assertThat(rule.covers(address)).isEqualTo(!direct);
        assertThat(rule.excepts(address)).isEqualTo(direct);
        assertThat(rule.excepts(URI.create(address.toString().replace("https:", "http:"))))
                .isFalse();
    }

    /** Java's own selector says what its clients make of the patterns; of ports it knows nothing. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            example.com,      https://example.com/,        true
            example.com,      https://files.example.com/,  true
            example.com,      https://badexample.com/,     false
            .example.com,     https://files.example.com/,  true
            .example.com,     https://example.com/,        true
            *.Example.com,    https://files.EXAMPLE.com/,  true
            *example.com,     https://badexample.com/,     true
            example.com:8443, https://example.com:8443/,   true
            .example.com:443, https://files.example.com/,  true
            *corp*,           https://git.corp.example/,   true
            *corp*,           https://corporate/,          true
            *corp*,           https://example.com/,        false
            my_host,          https://my_host/,            true
            10.0.0.1,         https://10.0.0.1/,           true
            10.0.0.1,         https://10.0.0.11/,          false
            10.0.*,           https://10.0.3.4/,           true
            10.0.*,           https://10.1.3.4/,           false
            10.0.0.0/8,       https://10.9.3.4/,           true
            10.0.0.0/8,       https://11.0.0.1/,           false
            10.0.96.0/20,     https://10.0.96.1/,          true
            10.0.96.0/20,     https://10.0.111.9/,         true
            10.0.96.0/20,     https://10.0.112.1/,         false
            10.0.97.5/20,     https://10.0.96.1/,          true
            10.0.0.8/30,      https://10.0.0.11/,          true
            10.0.0.8/30,      https://10.0.0.12/,          false
            10.0.0.8/32,      https://10.0.0.8/,           true
            0.0.0.0/0,        https://10.0.0.8/,           true
            [fd00::5],        https://[fd00::5]/,          true
            fd00::5,          https://[fd00::5]/,          true
            fd00::5,          https://[fd00::6]/,          false
            *,                https://example.com/,        true
            other.org,        https://example.com/,        false
            """)
    void registriesAreReachedAsPackagesAre(String exception, URI address, boolean direct) {
        ProxyRule rule = new ProxyRule("https", "127.0.0.1", 3128, Optional.empty(), List.of(exception));
        Properties before = (Properties) System.getProperties().clone();
        try {
            System.setProperty("https.proxyHost", "127.0.0.1");
            System.setProperty("http.nonProxyHosts", String.join("|", rule.exceptionsForJava()));

            assertThat(rule.covers(address)).isEqualTo(!direct);
            assertThat(ProxySelector.getDefault().select(address).contains(Proxy.NO_PROXY))
                    .isEqualTo(direct);
        } finally {
            System.setProperties(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "*."})
    void nothingIsNoHost(String exception) {
        assertThat(new ProxyRule("https", "127.0.0.1", 1, Optional.empty(), List.of(exception)).exceptionsForJava())
                .isEmpty();
    }
}

package org.pyflinkimage.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pyflinkimage.fetch.Proxies;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;
import org.pyflinkimage.value.KeptLog;

class JvmProxiesTest {

    private static final Login ANN = new Login("ann", "secret");
    private static final RegistryCredentials LOGINS = host -> Optional.of(ANN);

    private final KeptLog log = new KeptLog();
    private final ProxySelector selector = ProxySelector.getDefault();
    private Properties before;

    @BeforeEach
    void keepProperties() {
        before = (Properties) System.getProperties().clone();
        System.getProperties().keySet().removeIf(name -> name.toString().matches("https?\\..*[pP]rox.*"));
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
        ProxySelector.setDefault(selector);
    }

    @Test
    void proxyOfASchemeIsToldWithItsLogin() {
        activate(rule("https", "proxy", Optional.of(ANN)));

        assertThat(System.getProperty("https.proxyHost")).isEqualTo("proxy");
        assertThat(System.getProperty("https.proxyPort")).isEqualTo("3128");
        assertThat(System.getProperty("https.proxyUser")).isEqualTo("ann");
        assertThat(System.getProperty("https.proxyPassword")).isEqualTo("secret");
        assertThat(System.getProperty("http.proxyHost")).isNull();
    }

    @Test
    void exceptionsArePatterns() {
        activate(rule("http", "proxy", Optional.empty()));

        assertThat(System.getProperty("http.nonProxyHosts"))
                .isEqualTo("localhost|127.*|[::1]|example.com|*.example.com|host|*.host");
        assertThat(System.getProperty("http.proxyUser")).isNull();
    }

    @Test
    void whatIsSetAlreadyStays() {
        System.setProperty("http.proxyHost", "other");

        activate(rule("http", "proxy", Optional.empty()));

        assertThat(System.getProperty("http.proxyHost")).isEqualTo("other");
        assertThat(System.getProperty("http.proxyPort")).isNull();
    }

    @Test
    void earlierRuleWins() {
        activate(rule("http", "first", Optional.empty()), rule("http", "second", Optional.empty()));

        assertThat(System.getProperty("http.proxyHost")).isEqualTo("first");
    }

    @Test
    void hostsThatAreSetAlreadyStayBesideThoseOfEachRule() {
        System.setProperty("http.nonProxyHosts", "own|127.*");

        activate(
                rule("https", "proxy", Optional.empty()),
                new ProxyRule("http", "proxy", 1, Optional.empty(), List.of("10.*", "other:80")));

        assertThat(System.getProperty("http.nonProxyHosts"))
                .isEqualTo("own|127.*|localhost|[::1]|example.com|*.example.com|host|*.host|10.*|other|*.other");
    }

    /** Java compares texts. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            fd00::/8,             https://[fd12::5]/v2/,           true
            fd00::/8,             https://[fe12::5]/v2/,           false
            fd00::/8,             https://registry.example.com/,   false
            fd00::5,              https://[fd00:0:0::5]:5000/v2/,  true
            fd00::5,              https://[fd00::6]/v2/,           false
            [fd00::5]:5000,       https://[fd00:0::5]:5000/v2/,    true
            fd00::/8,             http://[fd12::5]/v2/,            false
            """)
    void registriesAreReachedByTheirNumbers(String exception, URI address, boolean direct) {
        System.setProperty("http.proxyHost", "other");
        activate(new ProxyRule("https", "proxy", 3128, Optional.empty(), List.of(exception)));

        assertThat(ProxySelector.getDefault().select(address).contains(Proxy.NO_PROXY))
                .isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "example.com", "*"})
    void whatJavaUnderstandsNeedsNoSelector(String exception) {
        activate(new ProxyRule("https", "proxy", 3128, Optional.empty(), List.of(exception)));

        assertThat(ProxySelector.getDefault()).isSameAs(selector);
    }

    @Test
    void whatJavaCannotGoThroughIsToldUnlessAnotherIsSet() {
        Proxies proxies = of(Map.of("HTTPS_PROXY", "https://proxy:1", "HTTP_PROXY", "socks5://p:1"));
        System.setProperty("http.proxyHost", "other");

        JvmProxies.telling(proxies, LOGINS, log).find("registry.example.com");

        assertThat(log.warnings).singleElement().asString().contains("PYF-556", "HTTPS_PROXY", "registries");
        assertThat(System.getProperty("https.proxyHost")).isNull();
    }

    @Test
    void whatServesBothIsToldOnce() {
        RegistryCredentials telling = JvmProxies.telling(of(Map.of("ALL_PROXY", "socks5://p:1")), LOGINS, log);

        assertThat(telling.find("registry.example.com:5000")).contains(ANN);
        telling.find("other.example.com");

        assertThat(log.warnings).hasSize(1);
    }

    @Test
    void whatIsReachedWithoutAProxyIsNotToldOfOne() {
        Proxies proxies = of(Map.of("ALL_PROXY", "socks5://p:1", "NO_PROXY", "registry.example.com"));
        RegistryCredentials telling = JvmProxies.telling(proxies, LOGINS, log);

        assertThat(telling.find("registry.example.com:5000")).contains(ANN);
        assertThat(log.warnings).isEmpty();

        telling.find("example.com");
        assertThat(log.warnings).hasSize(1);
    }

    private static Proxies of(Map<String, String> variables) {
        return Proxies.of(List.of(), new Environment(variables, Path.of("/")));
    }

    private void activate(ProxyRule... rules) {
        JvmProxies.activate(new Proxies(List.of(rules), List.of()));
    }

    private static ProxyRule rule(String scheme, String host, Optional<Login> login) {
        return new ProxyRule(scheme, host, 3128, login, List.of(".example.com", "host"));
    }
}

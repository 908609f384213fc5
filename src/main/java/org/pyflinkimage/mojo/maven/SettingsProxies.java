package org.pyflinkimage.mojo.maven;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.system.Login;

/** The proxies of settings.xml. */
public final class SettingsProxies {

    private SettingsProxies() {}

    /**
     * For each scheme the first active proxy of that protocol; where there is none for one scheme, that of the other serves both, as
     * Maven does it.
     */
    public static List<ProxyRule> rules(Settings settings, Function<Proxy, Optional<Login>> logins) {
        return Stream.of("https", "http")
                .flatMap(scheme -> active(settings, scheme).map(proxy -> rule(scheme, proxy, logins)).stream())
                .toList();
    }

    private static Optional<Proxy> active(Settings settings, String scheme) {
        return active(settings)
                .filter(proxy -> scheme.equalsIgnoreCase(proxy.getProtocol()))
                .findFirst()
                .or(() -> active(settings).findFirst());
    }

    private static Stream<Proxy> active(Settings settings) {
        return settings.getProxies().stream().filter(Proxy::isActive);
    }

    private static ProxyRule rule(String scheme, Proxy proxy, Function<Proxy, Optional<Login>> logins) {
        return new ProxyRule(
                scheme, proxy.getHost(), proxy.getPort(), logins.apply(proxy), exceptions(proxy.getNonProxyHosts()));
    }

    /** Host names separated by bars; commas are common too. */
    private static List<String> exceptions(@Nullable String hosts) {
        return Arrays.stream(hosts == null ? new String[0] : hosts.split("[|,\\s]+", -1))
                .filter(host -> !host.isEmpty())
                .toList();
    }
}

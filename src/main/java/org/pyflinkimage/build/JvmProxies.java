package org.pyflinkimage.build;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Proxies;
import org.pyflinkimage.fetch.Proxies.Unfit;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.image.RegistryCredentials;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Problem;

/**
 * Tells the JVM's own HTTP clients, which registries are spoken to with, of the proxies that Maven and the environment know. What is
 * set already, by {@code -Dhttps.proxyHost} for instance, stays.
 */
final class JvmProxies {

    /** One list serves both schemes. */
    private static final String DIRECT = "http.nonProxyHosts";

    private JvmProxies() {}

    static void activate(Proxies proxies) {
        List<ProxyRule> activated =
                proxies.rules().stream().filter(JvmProxies::activate).toList();
        ProxySelector known = ProxySelector.getDefault();
        if (known != null && activated.stream().anyMatch(ProxyRule::hasNumbers)) {
            ProxySelector.setDefault(new Excepting(known, activated));
        }
    }

    /**
     * The same logins, which a registry is asked about before it is spoken to: what no client of Java can go through on the way to it is
     * told then, once.
     */
    static RegistryCredentials telling(Proxies proxies, RegistryCredentials logins, BuildLog log) {
        List<Unfit> inTheWay =
                proxies.unfit().stream().filter(proxy -> !isSet(proxy.scheme())).toList();
        Set<Problem> told = ConcurrentHashMap.newKeySet();
        return registry -> {
            inTheWay.stream()
                    .filter(proxy -> proxy.coversHost(registry))
                    .map(proxy -> proxy.problem().why("registries are spoken to without it"))
                    .filter(told::add)
                    .forEach(log::warn);
            return logins.find(registry);
        };
    }

    /** An earlier one wins; whether this one did. */
    private static boolean activate(ProxyRule rule) {
        if (isSet(rule.scheme())) {
            return false;
        }
        System.setProperty(rule.scheme() + ".proxyHost", rule.host());
        System.setProperty(rule.scheme() + ".proxyPort", Integer.toString(rule.port()));
        System.setProperty(DIRECT, joined(System.getProperty(DIRECT, ""), rule));
        rule.login().ifPresent(login -> {
            System.setProperty(rule.scheme() + ".proxyUser", login.user());
            System.setProperty(rule.scheme() + ".proxyPassword", login.password());
        });
        return true;
    }

    private static boolean isSet(String scheme) {
        return System.getProperty(scheme + ".proxyHost") != null;
    }

    /** Java leaves its own out where others are set. */
    private static String joined(String set, ProxyRule rule) {
        return Stream.of(
                        Stream.of(set.split("[|]", -1)).filter(host -> !host.isBlank()),
                        Stream.of("localhost", "127.*", "[::1]"),
                        rule.exceptionsForJava().stream())
                .flatMap(hosts -> hosts)
                .distinct()
                .collect(Collectors.joining("|"));
    }

    /** Asks another one for all but the exceptions of some rules. */
    private static final class Excepting extends ProxySelector {

        private final ProxySelector other;
        private final List<ProxyRule> rules;

        Excepting(ProxySelector other, List<ProxyRule> rules) {
            this.other = other;
            this.rules = rules;
        }

        @Override
        public List<Proxy> select(URI address) {
            return rules.stream().anyMatch(rule -> rule.excepts(address))
                    ? List.of(Proxy.NO_PROXY)
                    : other.select(address);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException cause) {
            other.connectFailed(address, proxy, cause);
        }
    }
}

package org.pyflinkimage.build;

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
        proxies.rules().forEach(JvmProxies::activate);
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

    /** An earlier one wins. */
    private static void activate(ProxyRule rule) {
        if (isSet(rule.scheme())) {
            return;
        }
        System.setProperty(rule.scheme() + ".proxyHost", rule.host());
        System.setProperty(rule.scheme() + ".proxyPort", Integer.toString(rule.port()));
        System.setProperty(DIRECT, joined(System.getProperty(DIRECT, ""), rule));
        rule.login().ifPresent(login -> {
            System.setProperty(rule.scheme() + ".proxyUser", login.user());
            System.setProperty(rule.scheme() + ".proxyPassword", login.password());
        });
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
}

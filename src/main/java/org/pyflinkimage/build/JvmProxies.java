package org.pyflinkimage.build;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.fetch.Proxies;
import org.pyflinkimage.fetch.ProxyRule;
import org.pyflinkimage.value.BuildLog;

/**
 * Tells the JVM's own HTTP clients, which registries are spoken to with, of the proxies that Maven and the environment know. What is
 * set already, by {@code -Dhttps.proxyHost} for instance, stays.
 */
final class JvmProxies {

    /** One list serves both schemes. */
    private static final String DIRECT = "http.nonProxyHosts";

    private JvmProxies() {}

    /** @param log is told of what no client of Java can go through */
    static void activate(Proxies proxies, BuildLog log) {
        proxies.rules().forEach(JvmProxies::activate);
        proxies.unfit().stream()
                .filter(proxy -> !isSet(proxy.scheme()))
                .map(proxy -> proxy.problem().why("registries are spoken to without it"))
                .distinct()
                .forEach(log::warn);
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

package org.pyflinkimage.build;

import java.util.List;
import org.pyflinkimage.fetch.ProxyRule;

/**
 * Tells the JVM's own HTTP clients, which registries are spoken to with, of the proxies that Maven and the environment know. What is
 * set already, by {@code -Dhttps.proxyHost} for instance, stays.
 */
final class JvmProxies {

    private JvmProxies() {}

    /** @param rules an earlier one wins */
    static void activate(List<ProxyRule> rules) {
        rules.forEach(JvmProxies::activate);
    }

    private static void activate(ProxyRule rule) {
        if (System.getProperty(rule.scheme() + ".proxyHost") != null) {
            return;
        }
        System.setProperty(rule.scheme() + ".proxyHost", rule.host());
        System.setProperty(rule.scheme() + ".proxyPort", Integer.toString(rule.port()));
        // One list serves both schemes.
        System.setProperty("http.nonProxyHosts", "localhost|127.*|[::1]|" + String.join("|", patterns(rule)));
        rule.login().ifPresent(login -> {
            System.setProperty(rule.scheme() + ".proxyUser", login.user());
            System.setProperty(rule.scheme() + ".proxyPassword", login.password());
        });
    }

    private static List<String> patterns(ProxyRule rule) {
        return rule.exceptions().stream()
                .map(exception -> exception.startsWith(".") ? "*" + exception : exception)
                .toList();
    }
}

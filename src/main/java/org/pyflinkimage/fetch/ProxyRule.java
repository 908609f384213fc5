package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

/**
 * A proxy server and the hosts that are reached without it.
 *
 * @param scheme the scheme of the addresses it is for: {@code http} or {@code https}
 * @param login what the proxy asks for, if anything
 * @param exceptions hosts reached directly: {@code example.com} with all below it, {@code *.example.com}, {@code host:port}, {@code *}
 */
public record ProxyRule(String scheme, String host, int port, Optional<Login> login, List<String> exceptions) {

    public ProxyRule {
        exceptions = List.copyOf(exceptions);
    }

    /** The proxies that the environment names by {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}. */
    public static List<ProxyRule> ofEnvironment(Environment environment) {
        List<String> exceptions = environment
                .variable("NO_PROXY", "no_proxy")
                .map(text -> List.of(text.strip().split("[,\\s]+")))
                .orElse(List.of());
        List<ProxyRule> rules = new ArrayList<>();
        environment
                .variable("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
                .flatMap(address -> parse("https", address, exceptions))
                .ifPresent(rules::add);
        environment
                .variable("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
                .flatMap(address -> parse("http", address, exceptions))
                .ifPresent(rules::add);
        return rules;
    }

    /** Whether requests to this address go through this proxy. */
    boolean covers(URI address) {
        return scheme.equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT))
                && exceptions.stream().noneMatch(exception -> excepts(exception, address));
    }

    private static Optional<ProxyRule> parse(String scheme, String text, List<String> exceptions) {
        try {
            URI address = URI.create(text.contains("://") ? text : "http://" + text);
            if (address.getHost() == null || address.getScheme().startsWith("socks")) {
                return Optional.empty();
            }
            int port = address.getPort() < 0 ? 80 : address.getPort();
            return Optional.of(new ProxyRule(scheme, address.getHost(), port, Login.ofAddress(address), exceptions));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean excepts(String exception, URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        String pattern = exception.toLowerCase(Locale.ROOT);
        if (pattern.equals("*") || pattern.equals(Addresses.authority(address))) {
            return true;
        }
        String name = pattern.startsWith("*.")
                ? pattern.substring(2)
                : pattern.startsWith(".") ? pattern.substring(1) : pattern;
        return !name.isEmpty() && (host.equals(name) || host.endsWith("." + name) || matchesPrefix(pattern, host));
    }

    /** Maven's settings know {@code 10.0.*} too. */
    private static boolean matchesPrefix(String pattern, String host) {
        return pattern.endsWith("*") && host.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}

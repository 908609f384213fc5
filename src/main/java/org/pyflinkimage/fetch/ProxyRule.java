package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pyflinkimage.system.Login;

/**
 * A proxy server and the hosts that are reached without it.
 *
 * @param scheme the scheme of the addresses it is for: {@code http} or {@code https}
 * @param login what the proxy asks for, if anything
 * @param exceptions hosts reached directly, as {@link DirectHost} reads them
 */
public record ProxyRule(String scheme, String host, int port, Optional<Login> login, List<String> exceptions) {

    public ProxyRule {
        exceptions = List.copyOf(exceptions);
    }

    /** Whether requests to this address go through this proxy. */
    boolean covers(URI address) {
        return covers(scheme, exceptions, address);
    }

    static boolean covers(String scheme, List<String> exceptions, URI address) {
        return isOfScheme(scheme, address) && !isExcepted(exceptions, address);
    }

    /** The exceptions as Java's {@code http.nonProxyHosts} has them. */
    public List<String> exceptionsForJava() {
        return DirectHost.of(exceptions)
                .flatMap(hosts -> hosts.patterns().stream())
                .toList();
    }

    /** Whether Java has to be told of exceptions otherwise, too: it compares numbers of IPv6 as texts. */
    public boolean hasNumbers() {
        return DirectHost.of(exceptions).anyMatch(hosts -> hosts.numbers().isPresent());
    }

    /** Whether an address of this proxy's scheme is reached without it. */
    public boolean excepts(URI address) {
        return isOfScheme(scheme, address) && isExcepted(exceptions, address);
    }

    private static boolean isOfScheme(String scheme, URI address) {
        return scheme.equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
    }

    private static boolean isExcepted(List<String> exceptions, URI address) {
        return DirectHost.of(exceptions).anyMatch(hosts -> hosts.has(address));
    }
}

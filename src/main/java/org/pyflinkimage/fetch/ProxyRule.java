package org.pyflinkimage.fetch;

import java.util.List;
import java.util.Optional;

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
}

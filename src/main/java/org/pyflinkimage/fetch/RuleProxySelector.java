package org.pyflinkimage.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Chooses the proxy by {@link ProxyRule}s; the first that covers an address. */
final class RuleProxySelector extends ProxySelector {

    private final List<ProxyRule> rules;

    RuleProxySelector(List<ProxyRule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public List<Proxy> select(URI address) {
        return rules.stream()
                .filter(rule -> rule.covers(address))
                .findFirst()
                .map(rule -> List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(rule.host(), rule.port()))))
                .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException cause) {
        // The request fails with the same cause and is tried again there.
    }
}

package org.pyflinkimage.build;

import java.util.List;
import org.pyflinkimage.fetch.ProxyRule;

/**
 * How the network is reached.
 *
 * @param offline whether it is not to be used
 * @param insecureRegistries whether registries without TLS may be pushed to
 * @param proxies in the place of those that the environment names; an earlier one wins
 */
public record Network(boolean offline, boolean insecureRegistries, List<ProxyRule> proxies) {
    public Network {
        proxies = List.copyOf(proxies);
    }
}

package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The user's logins by host: from addresses that carry one, and from {@code ~/.netrc}. */
public final class Logins {

    private final Map<String, Login> byAuthority;
    private final Map<String, Login> netrc;

    private Logins(Map<String, Login> byAuthority, Map<String, Login> netrc) {
        this.byAuthority = byAuthority;
        this.netrc = netrc;
    }

    /**
     * The logins that hold in an environment.
     *
     * @param addresses addresses that may carry a login, such as those of package indexes; an earlier one wins
     */
    public static Logins of(UserEnvironment environment, Collection<URI> addresses) {
        Map<String, Login> found = new HashMap<>();
        for (URI address : addresses) {
            Login.ofAddress(address).ifPresent(login -> found.putIfAbsent(Addresses.authority(address), login));
        }
        return new Logins(found, Netrc.read(environment));
    }

    /** No logins at all. */
    public static Logins none() {
        return new Logins(Map.of(), Map.of());
    }

    /** The login to use for an address; the one that it carries itself wins. */
    Optional<Login> find(URI address) {
        return Login.ofAddress(address)
                .or(() -> Optional.ofNullable(byAuthority.get(Addresses.authority(address))))
                .or(() -> Optional.ofNullable(netrc.get(String.valueOf(address.getHost()))))
                .or(() -> Optional.ofNullable(netrc.get(Netrc.DEFAULT)));
    }
}

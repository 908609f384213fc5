package org.pyflinkimage.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

/** The user's logins by host: from addresses that carry one, from {@code ~/.netrc}, and from apt's {@code auth.conf}. */
public final class Logins {

    private final Map<String, Login> byOrigin;
    private final Map<String, Login> netrc;
    private final AptLogins apt;

    private Logins(Map<String, Login> byOrigin, Map<String, Login> netrc, AptLogins apt) {
        this.byOrigin = byOrigin;
        this.netrc = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.netrc.putAll(netrc);
        this.apt = apt;
    }

    /**
     * The logins that hold in an environment.
     *
     * @param addresses addresses that may carry a login, such as those of package indexes; an earlier one wins
     */
    public static Logins of(Environment environment, Collection<URI> addresses) {
        Map<String, Login> found = new HashMap<>();
        for (URI address : addresses) {
            Login.ofAddress(address).ifPresent(login -> found.putIfAbsent(Addresses.origin(address), login));
        }
        return new Logins(found, Netrc.read(environment), AptLogins.none());
    }

    /** The login for an address that nothing redirected to; empty where none is known. */
    public Optional<Login> find(URI address) {
        return find(address, address);
    }

    /** No logins at all. */
    public static Logins none() {
        return new Logins(Map.of(), Map.of(), AptLogins.none());
    }

    /**
     * These logins, and behind them those of a machine's apt.
     *
     * @param folder such as {@code /etc/apt}
     */
    public Logins withApt(Path folder) {
        return new Logins(byOrigin, netrc, AptLogins.read(folder));
    }

    /**
     * The login to show at a hop; the one that its address carries wins. A login for any host is kept from hosts that only a
     * redirection leads to: whoever redirects must not choose who sees it.
     *
     * @param asked the address that was to be read
     * @param hop the same, or where redirections have led
     */
    Optional<Login> find(URI asked, URI hop) {
        boolean home = Addresses.origin(asked).equals(Addresses.origin(hop));
        return Login.ofAddress(hop)
                .or(() -> home ? Login.ofAddress(asked) : Optional.empty())
                .or(() -> Optional.ofNullable(byOrigin.get(Addresses.origin(hop))))
                .or(() -> Optional.ofNullable(netrc.get(Addresses.host(hop))))
                .or(() -> apt.find(hop))
                .or(() -> home ? Optional.ofNullable(netrc.get(Netrc.DEFAULT)) : Optional.empty());
    }
}

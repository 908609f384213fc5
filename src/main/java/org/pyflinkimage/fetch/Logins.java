package org.pyflinkimage.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.pyflinkimage.system.ClearText;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Login;

/** The user's logins by host: from addresses that carry one, from {@code ~/.netrc}, and from apt's {@code auth.conf}. */
public final class Logins {

    private final Map<String, List<Given>> byOrigin;
    private final Set<String> named;

    /** Schemes, hosts and ports that the user has written so. */
    private final Set<String> origins;

    private final Map<String, Login> netrc;
    private final AptLogins apt;

    /** What an address with that path has given. */
    private record Given(PlacePath place, Login login) {

        /** How many folders from the root on lead to another address as well. */
        private int shared(URI other) {
            String[] own = place.path().split("/", -1);
            String[] others = PlacePath.pathOf(other).split("/", -1);
            int shared = 0;
            while (shared < Math.min(own.length, others.length) && own[shared].equals(others[shared])) {
                shared++;
            }
            return shared;
        }

        private boolean hasBelow(URI other) {
            return place.hasBelow(other);
        }

        private boolean hasBeside(URI other) {
            return place.hasBeside(other);
        }
    }

    private Logins(
            Map<String, List<Given>> byOrigin,
            Set<String> named,
            Set<String> origins,
            Map<String, Login> netrc,
            AptLogins apt) {
        this.byOrigin = byOrigin;
        this.named = named;
        this.origins = origins;
        this.netrc = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.netrc.putAll(netrc);
        this.apt = apt;
    }

    /**
     * The logins that hold in an environment.
     *
     * @param addresses those that this machine or the declaration names, such as those of package indexes, which may carry a login; of
     *     several of one host the one counts that an address has most folders in common with, and an earlier one before others. What
     *     lies neither below them nor beside their pages may be another's: a login that is known for it comes first
     */
    public static Logins of(Environment environment, Collection<URI> addresses) {
        Map<String, List<Given>> found = new HashMap<>();
        addresses.forEach(address -> addLogin(address, found));
        Set<String> named = addresses.stream().map(Addresses::host).collect(Collectors.toSet());
        Set<String> origins = addresses.stream().map(Addresses::origin).collect(Collectors.toSet());
        return new Logins(found, named, origins, Netrc.read(environment), AptLogins.none());
    }

    /** Files of logins that are there, and cannot be read; those of apt are root's, often with good reason. */
    public static List<Path> unread(Environment environment) {
        return Netrc.unread(environment);
    }

    private static void addLogin(URI address, Map<String, List<Given>> found) {
        Login.ofAddress(address)
                .ifPresent(login -> found.computeIfAbsent(Addresses.origin(address), origin -> new ArrayList<>())
                        .add(new Given(PlacePath.of(address), login)));
    }

    /** The login for an address that nothing redirected to; empty where none is known. */
    public Optional<Login> find(URI address) {
        return find(address, address);
    }

    /** Hosts of packages have indexes of several projects side by side, each with a login and with files of its own. */
    private Optional<Login> given(URI address, BiPredicate<Given, URI> counts) {
        // Of equals max would take the last one.
        return byOrigin.getOrDefault(Addresses.origin(address), List.of()).stream()
                .filter(given -> counts.test(given, address))
                .reduce((one, next) -> next.shared(address) > one.shared(address) ? next : one)
                .map(Given::login);
    }

    /** No logins at all. */
    public static Logins none() {
        return new Logins(Map.of(), Set.of(), Set.of(), Map.of(), AptLogins.none());
    }

    /**
     * These logins, and behind them those of a machine's apt.
     *
     * @param folder such as {@code /etc/apt}
     */
    public Logins withApt(Path folder) {
        return new Logins(byOrigin, named, origins, netrc, AptLogins.read(folder));
    }

    /**
     * These logins, where a user has written further addresses. They give no login, but may get one of their host's over
     * plain HTTP, as the first ones may.
     */
    public Logins withWritten(Collection<URI> further) {
        Set<String> all = new HashSet<>(origins);
        further.forEach(address -> all.add(Addresses.origin(address)));
        return new Logins(byOrigin, named, all, netrc, apt);
    }

    /**
     * These logins, and behind them those that addresses of other tools' lock files carry, as variables of this machine have them. They
     * count as {@linkplain #withWritten written}: the login for any host is not shown to what a lock file alone names.
     */
    public Logins withLocked(Collection<URI> further) {
        Map<String, List<Given>> all = new HashMap<>();
        byOrigin.forEach((origin, given) -> all.put(origin, new ArrayList<>(given)));
        further.forEach(address -> addLogin(address, all));
        return new Logins(all, named, origins, netrc, apt).withWritten(further);
    }

    /**
     * The login to show at a hop; the one that its address carries wins. A login for any host is kept from hosts that only a
     * redirection, a lock file or an image leads to: who writes those must not choose who sees it. It is kept from plain HTTP as well,
     * unless that is of this machine: who writes it for all hosts has not said that one of them may be heard by everybody in between. That of
     * one host goes there by plain HTTP only where the user has written such an address himself, and no redirection leads there.
     *
     * @param asked the address that was to be read
     * @param hop the same, or where redirections have led
     */
    Optional<Login> find(URI asked, URI hop) {
        boolean home = Addresses.origin(asked).equals(Addresses.origin(hop));
        return Login.ofAddress(hop)
                .or(() -> home ? Login.ofAddress(asked) : Optional.empty())
                .or(() -> given(hop, Given::hasBelow))
                .or(() -> apt.findWithPath(hop))
                .or(() -> given(hop, Given::hasBeside))
                .or(() ->
                        mayBeHeard(home, hop) ? Optional.ofNullable(netrc.get(Addresses.host(hop))) : Optional.empty())
                .or(() -> apt.find(hop))
                .or(() -> given(hop, (given, address) -> true))
                .or(() -> home && named.contains(Addresses.host(hop)) && !ClearText.isReadByOthers(hop)
                        ? Optional.ofNullable(netrc.get(Netrc.DEFAULT))
                        : Optional.empty());
    }

    private boolean mayBeHeard(boolean home, URI hop) {
        return !ClearText.isReadByOthers(hop) || (home && origins.contains(Addresses.origin(hop)));
    }
}

package org.pyflinkimage.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pyflinkimage.system.Login;

/**
 * The logins of a machine's apt (apt_auth.conf(5)): of netrc's form, but a machine may have a scheme, a port and a path, and
 * without a scheme it is for {@code https} alone.
 *
 * @param byMachine in the order in which they are looked at
 */
record AptLogins(Map<String, Login> byMachine) {

    private static final Pattern WITH_PATH = Pattern.compile("(?:[a-zA-Z+.-]*+://)?+[^/]*+/++.+");

    static AptLogins none() {
        return new AptLogins(Map.of());
    }

    /** Reads {@code auth.conf} and {@code auth.conf.d/*.conf} below a folder; what cannot be read, such as root's, is passed over. */
    static AptLogins read(Path folder) {
        Map<String, Login> all = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>(List.of(folder.resolve("auth.conf")));
        files.addAll(partsIn(folder.resolve("auth.conf.d")));
        files.forEach(
                file -> Netrc.textOf(file).map(Netrc::parse).orElse(Map.of()).forEach(all::putIfAbsent));
        return new AptLogins(all);
    }

    Optional<Login> find(URI address) {
        return find(address, machine -> true);
    }

    /** The login for an address, of those that say for which folder of their host they are. */
    Optional<Login> findWithPath(URI address) {
        return find(address, machine -> WITH_PATH.matcher(machine).matches());
    }

    private Optional<Login> find(URI address, Predicate<String> wanted) {
        return byMachine.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .filter(entry -> covers(entry.getKey(), address))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean covers(String machine, URI address) {
        int scheme = machine.indexOf("://");
        String wanted = scheme < 0 ? "https" : machine.substring(0, scheme);
        String place = scheme < 0 ? machine : machine.substring(scheme + 3);
        if (place.isEmpty() || !wanted.equalsIgnoreCase(address.getScheme())) {
            return false;
        }
        int slash = place.indexOf('/');
        String host = slash < 0 ? place : place.substring(0, slash);
        boolean sameHost =
                host.equalsIgnoreCase(Addresses.host(address)) || host.equalsIgnoreCase(Addresses.authority(address));
        return sameHost && (slash < 0 || address.getRawPath().startsWith(place.substring(slash)));
    }

    private static List<Path> partsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

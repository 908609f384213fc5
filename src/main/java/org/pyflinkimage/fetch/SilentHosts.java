package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pyflinkimage.value.Problem;

/** Hosts that have fallen silent: not each of a hundred files waits for them anew. */
final class SilentHosts {

    private final Map<String, Long> heard = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    /** A host has answered. */
    void heard(URI address) {
        heard.put(Addresses.origin(address), System.nanoTime());
        silent.remove(Addresses.origin(address));
    }

    /**
     * Nothing came of a download.
     *
     * @param since when it began: a host that was heard of meanwhile is not silent
     */
    void giveUp(URI address, long since) {
        String origin = Addresses.origin(address);
        Long last = heard.get(origin);
        if (last == null || last - since < 0) {
            silent.add(origin);
        }
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-541} where the host of an address was given up */
    void require(URI address) {
        if (silent.contains(Addresses.origin(address))) {
            throw Problem.environment(
                            "PYF-541",
                            "`%s` has fallen silent: what else lies there was not asked for"
                                    .formatted(Addresses.authority(address)))
                    .why("nothing came from it in the whole time of another download")
                    .remedy("try again later; what has arrived is kept")
                    .remedy("with a store that has all files, `-o` builds without network")
                    .toException();
        }
    }
}

package org.pyflinkimage.plan;

import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tables of sources, written with the names that a lock file has for them. */
public final class Sources {

    private Sources() {}

    public static SortedMap<Source, URI> of(Map<String, URI> addresses) {
        SortedMap<Source, URI> table = new TreeMap<>();
        addresses.forEach((name, address) -> table.put(Source.parse(name), address));
        return table;
    }
}

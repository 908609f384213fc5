package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.Source;

/** Splits addresses into the base address of a source, which a mirror replaces, and a path. */
final class SourceTable {

    private final Source first;
    private final Map<String, Source> sourceByHost = new HashMap<>();
    private final SortedMap<Source, URI> sources = new TreeMap<>();

    /**
     * A table for these addresses. Those of one host, or of one folder on disk, share a source; the host with the most of them is the first.
     *
     * @param first its first source
     */
    SourceTable(Source first, List<URI> addresses) {
        this.first = first;
        Map<String, List<String>> byHost = new TreeMap<>();
        addresses.forEach(address ->
                byHost.computeIfAbsent(host(address), key -> new ArrayList<>()).add(address.toString()));
        List<String> hosts = new ArrayList<>(byHost.keySet());
        hosts.sort(Comparator.comparing(
                host -> byHost.getOrDefault(host, List.of()).size(), Comparator.reverseOrder()));
        for (String host : hosts) {
            Source source = first.numbered(sourceByHost.size() + 1);
            sourceByHost.put(host, source);
            sources.put(source, URI.create(commonFolder(byHost.getOrDefault(host, List.of()))));
        }
    }

    SortedMap<Source, URI> sources() {
        return sources;
    }

    Location locate(URI address) {
        Source source = sourceByHost.getOrDefault(host(address), first);
        String base = String.valueOf(sources.get(source));
        String path = address.toString().substring(base.length());
        // A colon in the first part would be read as the end of a scheme.
        return new Location(source, path.matches("[^/]*:.*") ? address.toString() : path);
    }

    /** Files on disk that lie in different folders belong together no more than those of different hosts. */
    private static String host(URI address) {
        if ("file".equals(address.getScheme())) {
            return address.resolve(".").toString();
        }
        return address.getScheme() + "://" + String.valueOf(address.getRawAuthority());
    }

    private static String commonFolder(List<String> addresses) {
        String common = addresses.get(0);
        for (String address : addresses) {
            int length = 0;
            while (length < Math.min(common.length(), address.length())
                    && common.charAt(length) == address.charAt(length)) {
                length++;
            }
            common = common.substring(0, length);
        }
        int query = common.indexOf('?');
        return common.substring(0, common.lastIndexOf('/', query < 0 ? common.length() : query) + 1);
    }
}

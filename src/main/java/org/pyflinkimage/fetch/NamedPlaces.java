package org.pyflinkimage.fetch;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Places on servers that a user names, and files of servers that are locked: what lies there may be asked for more. A host alone is
 * none: it may have what anybody puts there.
 *
 * @param places that packages are looked for in: indexes, pages of links
 * @param files that are locked, with their sums
 */
public record NamedPlaces(List<URI> places, List<URI> files) {

    /** Where an index has its pages that has a host of its own. */
    private static final Set<String> AT_ROOT = Set.of("", "/", "/simple", "/simple/", "/+simple", "/+simple/");

    public NamedPlaces {
        places = List.copyOf(places);
        files = List.copyOf(files);
    }

    /** Those without a login, each once. */
    public static NamedPlaces of(Collection<URI> places, Collection<URI> files) {
        return new NamedPlaces(bare(places), bare(files));
    }

    private static List<URI> bare(Collection<URI> addresses) {
        return addresses.stream().map(Addresses::withoutLogin).distinct().toList();
    }

    /**
     * Whether an address is one of the places, or lies where whoever has one of them, or of the files, has put it, too: below it, or beside
     * an index's {@code simple}.
     */
    public boolean have(URI address) {
        URI bare = Addresses.withoutLogin(address);
        return places.stream().anyMatch(place -> isSame(place, bare))
                || (isPlain(bare)
                        && (of(places, bare).anyMatch(place -> hasNear(place, bare))
                                || of(files, bare).anyMatch(file -> isPlaceOf(bare, file))));
    }

    private static boolean isSame(URI one, URI other) {
        return withoutEnd(one).equals(withoutEnd(other));
    }

    private static String withoutEnd(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** With a host, and without a way up or a query, either of which leads anywhere. */
    private static boolean isPlain(URI address) {
        return address.getHost() != null
                && address.getRawQuery() == null
                && Stream.of(String.valueOf(address.getPath()).split("[/\\\\]", -1))
                        .noneMatch(".."::equals);
    }

    private static Stream<URI> of(List<URI> named, URI address) {
        return named.stream()
                .filter(one -> one.getHost() != null)
                .filter(one -> Addresses.origin(one).equals(Addresses.origin(address)));
    }

    private static boolean hasNear(URI place, URI address) {
        PlacePath path = PlacePath.of(place);
        return path.hasBelow(address) || path.hasBeside(address);
    }

    /** Whether a file lies where an index, or a page of links, has its files. */
    private static boolean isPlaceOf(URI address, URI file) {
        String path = PlacePath.pathOf(address);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        boolean isBesidePage = path.endsWith(".html") && new PlacePath(folder).hasBelow(file);
        return AT_ROOT.contains(path) || hasNear(address, file) || isBesidePage;
    }
}

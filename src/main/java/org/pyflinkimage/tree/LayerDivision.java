package org.pyflinkimage.tree;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.value.Sha256;

/**
 * Which layer the files of each origin belong to: what was made of one source lies together, large ones have layers of their own.
 *
 * <p>The small ones are parted into a number of groups that is always the same, by a sum of their names. So a package that comes, goes or
 * grows moves no other one: whatever else is in an image, a group holds those of its packages that are there. Only where a kind has more
 * large packages than layers, the bound is doubled until it has not.
 */
final class LayerDivision {

    /** From how many bytes on, unpacked, a source has a layer of its own. */
    static final long LARGE = 4 << 20;

    private final Map<LayerKind, SortedMap<String, Long>> sizes = new EnumMap<>(LayerKind.class);
    private final Map<LayerKind, Long> bounds = new EnumMap<>(LayerKind.class);
    private final Map<Origin, LayerName> names = new HashMap<>();

    private LayerDivision() {}

    /** The division of a tree. */
    static LayerDivision of(Iterable<FileTree.Entry> entries) {
        LayerDivision division = new LayerDivision();
        for (FileTree.Entry entry : entries) {
            Origin origin = entry.origin();
            division.sizes
                    .computeIfAbsent(origin.kind(), kind -> new TreeMap<>())
                    .merge(origin.source(), bytesOf(entry.node()), Long::sum);
        }
        division.sizes.forEach((kind, bySource) -> division.bounds.put(kind, bound(kind, bySource)));
        return division;
    }

    private static long bytesOf(FileNode node) {
        return node instanceof RegularFile file ? file.content().size() : 0;
    }

    private static long bound(LayerKind kind, SortedMap<String, Long> bySource) {
        long bound = LARGE;
        while (countFrom(bound, bySource) > kind.ownLayers() && bound < Long.MAX_VALUE / 2) {
            bound *= 2;
        }
        return bound;
    }

    private static long countFrom(long bound, SortedMap<String, Long> bySource) {
        return bySource.values().stream().filter(size -> size >= bound).count();
    }

    /** The layer that holds what is of this origin. */
    LayerName layerOf(Origin origin) {
        return names.computeIfAbsent(origin, this::nameOf);
    }

    private LayerName nameOf(Origin origin) {
        LayerKind kind = origin.kind();
        if (isLarge(origin)) {
            return new LayerName(kind, origin.source());
        }
        return kind.groups() == 1
                ? LayerName.of(kind)
                : new LayerName(kind, "others " + groupOf(origin.source(), kind.groups()));
    }

    private boolean isLarge(Origin origin) {
        LayerKind kind = origin.kind();
        long size = sizes.getOrDefault(kind, new TreeMap<>()).getOrDefault(origin.source(), 0L);
        return kind.ownLayers() > 0 && size >= bounds.getOrDefault(kind, LARGE);
    }

    /** By the name alone: the first 32 bits of its sum. */
    private static long groupOf(String source, int groups) {
        return Long.parseLong(Sha256.of(source).hex().substring(0, 8), 16) % groups + 1;
    }
}

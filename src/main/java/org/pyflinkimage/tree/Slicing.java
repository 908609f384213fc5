package org.pyflinkimage.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.Whiteout;
import org.pyflinkimage.tree.FileTree.Entry;
import org.pyflinkimage.tree.FileTree.Slice;
import org.pyflinkimage.value.UnixPath;

/**
 * Parts a tree into slices so that none depends on which others there are: each repeats the directories that its own origins brought and
 * those above its files, and no hard link leads into another.
 */
final class Slicing {

    private final NavigableMap<UnixPath, Entry> entries;
    private final NavigableMap<LayerName, NavigableMap<UnixPath, Entry>> parts = new TreeMap<>();

    private Slicing(NavigableMap<UnixPath, Entry> entries) {
        this.entries = entries;
    }

    /**
     * The slices of a tree, by their names; what is of an image below is of none.
     *
     * @param sharers of directories: the origins that brought one which was there already
     * @param hidden paths of the image below, each with who has taken away what lies there
     */
    static List<Slice> of(
            NavigableMap<UnixPath, Entry> entries,
            Map<UnixPath, Set<Origin>> sharers,
            NavigableMap<UnixPath, Origin> hidden) {
        Slicing slicing = new Slicing(entries);
        LayerDivision division = LayerDivision.of(entries.values());
        for (Entry entry : entries.values()) {
            if (entry.origin().kind() != LayerKind.BASE) {
                slicing.put(division.layerOf(entry.origin()), entry);
            }
            if (entry.node() instanceof Directory) {
                sharers.getOrDefault(entry.path(), Set.of())
                        .forEach(sharer -> slicing.put(division.layerOf(sharer), entry));
            }
        }
        hidden.forEach((path, origin) -> slicing.hide(path, origin, division));
        List<Slice> slices = new ArrayList<>();
        slicing.parts.forEach((name, part) -> {
            slicing.bringHome(part);
            slices.add(new Slice(name, List.copyOf(part.values())));
        });
        return slices;
    }

    /** One whiteout is enough for a directory and what lay in it. */
    private void hide(UnixPath path, Origin origin, LayerDivision division) {
        Entry above = entries.get(path.parent());
        if (path.parent().isRoot() || (above != null && above.node() instanceof Directory)) {
            put(division.layerOf(origin), new Entry(path, new Whiteout(), origin));
        }
    }

    private void put(LayerName name, Entry entry) {
        NavigableMap<UnixPath, Entry> part = parts.computeIfAbsent(name, key -> new TreeMap<>());
        part.put(entry.path(), entry);
        addDirectoriesAbove(entry.path(), part);
    }

    private void addDirectoriesAbove(UnixPath path, NavigableMap<UnixPath, Entry> part) {
        for (UnixPath above = path.parent(); !above.isRoot(); above = above.parent()) {
            Entry entry = entries.get(above);
            if (entry == null || part.putIfAbsent(above, entry) != null) {
                return;
            }
        }
    }

    /** A second name of a file whose first one is in another slice, as that was replaced by another package, is a file of its own. */
    private void bringHome(NavigableMap<UnixPath, Entry> part) {
        Map<UnixPath, UnixPath> firstNames = new HashMap<>();
        for (Entry entry : List.copyOf(part.values())) {
            if (!(entry.node() instanceof HardLink link)) {
                continue;
            }
            UnixPath target = endOf(link);
            Entry end = entries.get(target);
            if (end == null || !(end.node() instanceof RegularFile file) || part.containsKey(link.target())) {
                continue;
            }
            // Of a chain of links the middle may be in another slice, and the end in this one.
            UnixPath first = part.containsKey(target) ? target : firstNames.putIfAbsent(target, entry.path());
            FileNode node = first == null
                    ? new RegularFile(link.mode(), link.owner(), file.content())
                    : new HardLink(first, link.mode(), link.owner());
            part.put(entry.path(), new Entry(entry.path(), node, entry.origin()));
        }
    }

    /** The path that a hard link leads to in the end; another hard link where it leads in a circle. */
    private UnixPath endOf(HardLink link) {
        Set<UnixPath> passed = new HashSet<>();
        UnixPath path = link.target();
        for (Entry next = entries.get(path);
                next != null && next.node() instanceof HardLink further && passed.add(path);
                next = entries.get(path)) {
            path = further.target();
        }
        return path;
    }
}

package org.pyflinkimage.inspect;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.pyflinkimage.inspect.LayerEntry.Directory;
import org.pyflinkimage.value.UnixPath;

/**
 * The files of layers that were put over each other.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts">whiteouts</a>
 */
final class LayerFiles {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    /** Orders a folder before what lies in it, and that before the folder's next neighbour. */
    private final NavigableMap<UnixPath, LayerEntry> entries = new TreeMap<>();

    private final Allowance allowance;
    private int layers;

    /** @param allowance what all its names may have */
    LayerFiles(Allowance allowance) {
        this.allowance = allowance;
    }

    NavigableMap<UnixPath, LayerEntry> entries() {
        return entries;
    }

    /** Puts the next layer over all before it. */
    void add(LayerContent next) throws IOException {
        Contents layer = new Contents(layers++);
        next.list(allowance, layer::add);
        layer.hidden.forEach(this::remove);
        layer.opaque.forEach(this::empty);
        for (Map.Entry<UnixPath, LayerEntry> own : layer.own.entrySet()) {
            put(own.getKey(), own.getValue());
        }
    }

    /** What a layer has and hides. Whiteouts hide what lies below it, wherever they stand in its tar. */
    private final class Contents {

        private final int number;
        private final Map<UnixPath, LayerEntry> own = new TreeMap<>();
        private final Set<UnixPath> hidden = new LinkedHashSet<>();
        private final Set<UnixPath> opaque = new LinkedHashSet<>();

        Contents(int number) {
            this.number = number;
        }

        void add(LayerMember member) throws RefusedImage {
            UnixPath path = member.path();
            allowance.takeName(path.value());
            if (path.name().equals(OPAQUE)) {
                opaque.add(path.parent());
            } else if (path.name().startsWith(WHITEOUT)) {
                hide(path);
            } else if (!path.isRoot()) {
                own.put(path, entry(member));
            }
        }

        private LayerEntry entry(LayerMember member) throws RefusedImage {
            return switch (member.kind()) {
                case FILE -> new LayerEntry.File(number, member.path(), member.size(), member.rights());
                case FOLDER -> new Directory(member.rights());
                case HARD_LINK -> linked(UnixPath.of(member.target()));
                case SPECIAL -> LayerEntry.SPECIAL;
                case SYMBOLIC_LINK -> {
                    allowance.takeName(member.target());
                    yield new LayerEntry.SymbolicLink(member.target(), member.rights());
                }
            };
        }

        /** What union file systems keep for themselves begins with the prefix twice. */
        private void hide(UnixPath path) throws RefusedImage {
            String name = path.name().substring(WHITEOUT.length());
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new RefusedImage("`%s` hides no file".formatted(path));
            }
            if (!name.startsWith(WHITEOUT)) {
                hidden.add(path.parent().resolve(name));
            }
        }

        /** What a hard link leads to, which stands before it in its layer, or in one below. */
        private LayerEntry linked(UnixPath target) {
            LayerEntry entry = own.getOrDefault(target, entries.getOrDefault(target, LayerEntry.SPECIAL));
            return entry instanceof Directory ? LayerEntry.SPECIAL : entry;
        }
    }

    private void put(UnixPath path, LayerEntry entry) throws RefusedImage {
        // A folder over a folder keeps what is in it; all else stands in the place of what was there.
        boolean merged = entry instanceof Directory && entries.get(path) instanceof Directory;
        if (!merged) {
            remove(path);
        }
        addFoldersAbove(path);
        entries.put(path, entry);
    }

    /** Up to the first that is there: above that all are. Those that no member names count as members do. */
    private void addFoldersAbove(UnixPath path) throws RefusedImage {
        UnixPath above = path.parent();
        while (!above.isRoot() && !(entries.get(above) instanceof Directory)) {
            allowance.takeMember();
            allowance.takeName(above.value());
            entries.put(above, LayerEntry.DIRECTORY);
            above = above.parent();
        }
    }

    private void remove(UnixPath path) {
        empty(path);
        entries.remove(path);
    }

    private void empty(UnixPath folder) {
        Map<UnixPath, LayerEntry> behind = entries.tailMap(folder, false);
        behind.keySet().stream()
                .takeWhile(path -> path.startsWith(folder))
                .toList()
                .forEach(entries::remove);
    }
}

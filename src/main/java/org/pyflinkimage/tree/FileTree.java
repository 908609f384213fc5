package org.pyflinkimage.tree;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.value.PathResolution;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * The root file system of an image while it is put together: every path once, with what lies there and where it comes from.
 *
 * <p>Paths are canonical: what is put under {@code /bin} where {@code /bin} is a link to {@code usr/bin} lies under {@code
 * /usr/bin}. So packages that were made before and after the merge of {@code /usr} fit together, and a layer never replaces a
 * link by a directory. Not safe for use by several threads.
 */
public final class FileTree {

    /**
     * A path's node and origin.
     *
     * @param path canonical
     */
    public record Entry(UnixPath path, FileNode node, Origin origin) {}

    /**
     * The part of a tree that becomes one layer.
     *
     * @param entries by path, each after its directory; holds the directories above them too, with the tree's own modes and owners
     */
    public record Slice(LayerName name, List<Entry> entries) {
        public Slice {
            entries = List.copyOf(entries);
        }
    }

    private final NavigableMap<UnixPath, Entry> entries = new TreeMap<>();
    private final PathResolution resolution = new PathResolution(entries::containsKey, this::linkAt);

    /** Who brought a directory that was there already: what is in its layer does not depend on who came first. */
    private final Map<UnixPath, Set<Origin>> sharers = new HashMap<>();

    /** By a path of the image below who has taken away what lies there. */
    private final NavigableMap<UnixPath, Origin> hidden = new TreeMap<>();

    /** An empty tree. */
    public FileTree() {}

    /**
     * A tree over the files of an image that is built upon. They are part of no slice, and what comes later takes the place of files
     * and links among them; their folders stay as they are.
     *
     * @param below of {@link LayerKind#BASE}, by canonical paths, each after its directory
     */
    public static FileTree over(List<Entry> below) {
        FileTree tree = new FileTree();
        below.forEach(entry -> tree.entries.put(entry.path(), entry));
        return tree;
    }

    /**
     * Puts a node at a path; directories above that are not there yet come with it, readable by everybody and owned by root.
     *
     * <p>A directory that is there already stays as it is, also where the path is a link to a directory. The same node twice is
     * one node. Anything else at the path is a conflict.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-601} where something else lies at the path already, {@code PYF-927} where
     *     the image below has something there that does not give way
     */
    public void add(Origin origin, UnixPath path, FileNode node) {
        UnixPath canonical = canonicalOf(origin, path);
        Entry present = entries.get(canonical);
        if (present == null) {
            put(new Entry(canonical, canonicalNode(node), origin));
        } else if (isSettledBy(present, node)) {
            share(present, origin);
        } else if (isBelow(present) && !(present.node() instanceof Directory && hasChildren(canonical))) {
            put(new Entry(canonical, canonicalNode(node), origin));
        } else {
            throw conflict(present, origin);
        }
    }

    /** Whether something is of the image below. */
    private static boolean isBelow(Entry entry) {
        return entry.origin().kind() == LayerKind.BASE;
    }

    /** Puts a node at a path over whatever file or link lies there, as pip and later configuration do it. */
    public void replace(Origin origin, UnixPath path, FileNode node) {
        UnixPath canonical = canonicalOf(origin, path);
        Entry present = entries.get(canonical);
        boolean mergesDirectories = node instanceof Directory && present != null && isDirectory(present);
        if (present != null && !mergesDirectories && present.node() instanceof Directory && hasChildren(canonical)) {
            throw conflict(present, origin);
        }
        if (!mergesDirectories) {
            put(new Entry(canonical, canonicalNode(node), origin));
        }
    }

    /** Gives an existing directory this mode and owner, or makes it so; also one that a link of the image below leads to. */
    public void setDirectory(Origin origin, UnixPath path, Directory node) {
        UnixPath canonical = canonicalOf(origin, path);
        Entry present = entries.get(canonical);
        if (present != null && isBelow(present) && isDirectory(present)) {
            present = follow(canonical).orElse(present);
            canonical = present.path();
        }
        if (present != null && !(present.node() instanceof Directory)) {
            throw conflict(present, origin);
        }
        Origin owner = present == null || isBelow(present) ? origin : present.origin();
        put(new Entry(canonical, node, owner));
        if (present != null) {
            share(present, origin);
        }
    }

    private void share(Entry present, Origin origin) {
        if (!isBelow(present)
                && present.node() instanceof Directory
                && !present.origin().equals(origin)) {
            sharers.computeIfAbsent(present.path(), path -> new HashSet<>()).add(origin);
        }
    }

    private void put(Entry entry) {
        entries.put(entry.path(), entry);
        hidden.remove(entry.path());
    }

    /**
     * Takes what the image below has at a path out of the tree, and out of the image by a whiteout, unless something comes there later.
     * A directory that something lies in stays.
     *
     * @param origin in whose layer the whiteout is
     * @param path canonical
     */
    public void hide(Origin origin, UnixPath path) {
        Entry present = entries.get(path);
        if (present != null && isBelow(present) && !hasChildren(path)) {
            entries.remove(path);
            hidden.put(path, origin);
        }
    }

    /** Takes a path and all below it out of the tree. */
    public void remove(UnixPath path) {
        below(path).keySet().stream().toList().forEach(each -> {
            entries.remove(each);
            sharers.remove(each);
        });
    }

    /**
     * Moves a directory with all below it to another place, under another origin.
     *
     * @param from canonical
     */
    public void move(UnixPath from, UnixPath to, Origin origin) {
        List<Entry> moved = List.copyOf(below(from).values());
        remove(from);
        for (Entry entry : moved) {
            String rest = entry.path().value().substring(from.value().length());
            add(origin, UnixPath.of(to.value() + rest), movedNode(entry.node(), from, to));
        }
    }

    /** What lies at a path, with links in the directories above followed, but not a link at the path itself. */
    public Optional<Entry> find(UnixPath path) {
        return Optional.ofNullable(entries.get(canonical(path)));
    }

    /** What lies at a path, with all links followed; empty where a link leads nowhere or in a circle. */
    public Optional<Entry> follow(UnixPath path) {
        return resolution.find(path).flatMap(real -> Optional.ofNullable(entries.get(real)));
    }

    /** The text of the file that a path leads to; empty where there is none, and of one of a base that nobody has read. */
    public Optional<String> text(UnixPath path) {
        return follow(path)
                .map(Entry::node)
                .filter(RegularFile.class::isInstance)
                .map(node -> ((RegularFile) node).content())
                .filter(content -> !(content instanceof Content.Below))
                .map(content -> new String(content.bytes(), StandardCharsets.UTF_8));
    }

    /** All entries by path, each after its directory. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** All entries at and below a canonical path. */
    public List<Entry> entriesBelow(UnixPath path) {
        return List.copyOf(below(path).values());
    }

    /** The path with links in the directories above it followed. */
    public UnixPath canonical(UnixPath path) {
        // Nothing lies below a link, so there is none above a folder.
        return isFolder(path.parent()) ? path : resolution.place(path);
    }

    /** A folder's path with all links followed, its own too, so that what lies in it is found below that. */
    public UnixPath realFolder(UnixPath folder) {
        return canonical(folder.resolve("x")).parent();
    }

    /** Parts the tree into layers by the origins of its entries; a layer without entries does not appear. */
    public List<Slice> slices() {
        return Slicing.of(entries, sharers, hidden);
    }

    private UnixPath canonicalOf(Origin origin, UnixPath path) {
        if (path.isRoot()) {
            throw new IllegalArgumentException("the root itself is no entry");
        }
        UnixPath canonical = canonical(path);
        addMissingDirectories(origin, canonical.parent());
        return canonical;
    }

    private void addMissingDirectories(Origin origin, UnixPath directory) {
        if (directory.isRoot()) {
            return;
        }
        Entry present = entries.get(directory);
        if (present == null) {
            addMissingDirectories(origin, directory.parent());
            put(new Entry(directory, FileNode.directory(), origin));
        } else if (!(present.node() instanceof Directory)) {
            throw conflict(present, origin);
        }
    }

    private boolean isFolder(UnixPath canonical) {
        Entry entry = entries.get(canonical);
        return entry != null && entry.node() instanceof Directory;
    }

    private Optional<String> linkAt(UnixPath canonical) {
        Entry entry = entries.get(canonical);
        return entry != null && entry.node() instanceof SymbolicLink link
                ? Optional.of(link.target())
                : Optional.empty();
    }

    private FileNode canonicalNode(FileNode node) {
        return node instanceof HardLink link ? new HardLink(canonical(link.target()), link.mode(), link.owner()) : node;
    }

    private static FileNode movedNode(FileNode node, UnixPath from, UnixPath to) {
        if (node instanceof HardLink link && link.target().startsWith(from)) {
            String rest = link.target().value().substring(from.value().length());
            return new HardLink(UnixPath.of(to.value() + rest), link.mode(), link.owner());
        }
        return node;
    }

    private boolean isSettledBy(Entry present, FileNode node) {
        if (node instanceof Directory) {
            return isDirectory(present);
        }
        return present.node().equals(canonicalNode(node));
    }

    private boolean isDirectory(Entry entry) {
        return follow(entry.path())
                .filter(followed -> followed.node() instanceof Directory)
                .isPresent();
    }

    private boolean hasChildren(UnixPath path) {
        return below(path).size() > 1;
    }

    private NavigableMap<UnixPath, Entry> below(UnixPath path) {
        NavigableMap<UnixPath, Entry> from = entries.tailMap(path, true);
        NavigableMap<UnixPath, Entry> part = new TreeMap<>();
        for (Map.Entry<UnixPath, Entry> entry : from.entrySet()) {
            if (!entry.getKey().startsWith(path)) {
                break;
            }
            part.put(entry.getKey(), entry.getValue());
        }
        return part;
    }

    private static RuntimeException conflict(Entry present, Origin origin) {
        if (isBelow(present)) {
            return Problem.declaration(
                            "PYF-927",
                            "`%s` is another thing in the base than `%s` puts there"
                                    .formatted(present.path(), origin.name()))
                    .why("a folder that is not empty, or a file where a folder is needed, stays what the base has")
                    .remedy("a base without `%s`".formatted(present.path()))
                    .remedy("or no base: remove `<base>`, or `<base>scratch</base>` (-Dpyflink.base=scratch)")
                    .toException();
        }
        return Problem.declaration(
                        "PYF-601",
                        "`%s` comes from `%s` and, differently, from `%s`"
                                .formatted(present.path(), present.origin().name(), origin.name()))
                .why("two packages put different things at one path; neither can win silently")
                .remedy("leave one of the two packages out of the declaration")
                .toException();
    }
}

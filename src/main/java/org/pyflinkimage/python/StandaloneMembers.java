package org.pyflinkimage.python;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.pyflinkimage.python.StandaloneArchive.RefusedException;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** Takes the members of a standalone CPython's archive, each to its place in the image, and none to any other. */
final class StandaloneMembers {

    /** What an archive has at its top, and nothing beside it. */
    private static final String TOP = "python";

    private static final UnixPath ROOT = ImagePaths.STANDALONE_PYTHON;
    private static final int TEXT_AT_MOST = 16 << 20;

    /** In characters, of all paths and the folders above them: a CPython has a million. */
    private static final int NAMES_AT_MOST = 16 << 20;

    private final PackedArchive.Writer writer;
    private final NavigableSet<UnixPath> paths = new TreeSet<>(Set.of(ROOT));
    private final Set<UnixPath> files = new HashSet<>();
    private final Set<UnixPath> links = new HashSet<>();
    private final Map<UnixPath, UnixPath> hardLinks = new HashMap<>();
    private int names;

    StandaloneMembers(PackedArchive.Writer writer) {
        this.writer = writer;
    }

    /**
     * Takes one.
     *
     * @param target what it leads to, where it is a link
     */
    void add(TarArchiveEntry entry, String name, String target, InputStream stream) throws IOException {
        UnixPath path = pathOf(name);
        if (path.equals(ROOT)) {
            requireDirectory(entry);
        } else if (entry.isSymbolicLink()) {
            requireInside(path, target);
        }
        if (!path.equals(ROOT) && !StandaloneExcludes.exclude(path.relativeTo(ROOT))) {
            addKept(entry, name, path, target, stream);
        }
    }

    private void addKept(TarArchiveEntry entry, String name, UnixPath path, String target, InputStream stream)
            throws IOException {
        remember(path);
        int mode = (entry.getMode() & 0111) != 0 ? 0755 : 0644;
        if (entry.isDirectory()) {
            writer.add(path, FileNode.directory());
        } else if (entry.isSymbolicLink()) {
            links.add(path);
            writer.add(path, FileNode.link(target));
        } else if (entry.isLink()) {
            UnixPath linked = pathOf(target);
            hardLinks.put(path, linked);
            writer.add(path, new HardLink(linked, mode, Owner.ROOT));
        } else if (isPlain(entry)) {
            files.add(path);
            writer.add(path, mode, Owner.ROOT, rewritten(path, stream));
        } else {
            throw new RefusedException("`%s` is neither a file, a directory nor a link".formatted(name));
        }
    }

    /** And the folders above it, up to the first that is known: above that all are. */
    private void remember(UnixPath path) throws RefusedException {
        for (UnixPath one = path; paths.add(one); one = one.parent()) {
            names += one.value().length();
            if (names > NAMES_AT_MOST) {
                throw new RefusedException("its names have more than %s characters".formatted(NAMES_AT_MOST));
            }
        }
    }

    /**
     * Makes sure that all of it hangs together.
     *
     * @throws RefusedException where a member lies below a link, which could be a way out, or is a second name of nothing
     */
    void requireWhole() throws RefusedException {
        if (files.isEmpty()) {
            throw new RefusedException("it has no files below `%s`".formatted(TOP));
        }
        for (UnixPath link : links) {
            UnixPath next = paths.higher(link);
            if (next != null && next.startsWith(link)) {
                throw new RefusedException("`%s` lies below a link".formatted(next.relativeTo(ROOT)));
            }
        }
        for (Map.Entry<UnixPath, UnixPath> link : hardLinks.entrySet()) {
            if (!files.contains(link.getValue())) {
                throw new RefusedException("`%s` is a second name of nothing"
                        .formatted(link.getKey().relativeTo(ROOT)));
            }
        }
    }

    /** Where a member goes: what lies in the folder at the top, into that of the image. */
    private static UnixPath pathOf(String name) throws RefusedException {
        UnixPath inside = UnixPath.ofEntry(name)
                .orElseThrow(() -> new RefusedException("`%s` leads out of the archive".formatted(name)));
        UnixPath top = UnixPath.ROOT.resolve(TOP);
        if (!inside.startsWith(top)) {
            throw new RefusedException("`%s` does not lie below `%s`".formatted(name, TOP));
        }
        return inside.equals(top) ? ROOT : ROOT.resolve(inside.relativeTo(top));
    }

    private static void requireDirectory(TarArchiveEntry entry) throws RefusedException {
        if (!entry.isDirectory()) {
            throw new RefusedException("`%s` is no directory".formatted(TOP));
        }
    }

    /** Upwards only at its beginning: a way up behind another link would lead wherever that leads. */
    private static void requireInside(UnixPath link, String target) throws RefusedException {
        boolean taken = UnixPath.isTaken(target) && !target.startsWith("/") && !leadsUpwardsLater(target);
        if (!taken || !link.resolveLink(target).startsWith(ROOT)) {
            throw leading(link, target);
        }
    }

    private static boolean leadsUpwardsLater(String target) {
        boolean down = false;
        for (String segment : target.split("/", -1)) {
            if (down && segment.equals("..")) {
                return true;
            }
            down |= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
        }
        return false;
    }

    private static RefusedException leading(UnixPath link, String target) {
        return new RefusedException("the link `%s` leads to `%s`, which is no place in the archive"
                .formatted(link.relativeTo(ROOT), target));
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice()
                && !entry.isFIFO()
                && !entry.isSparse();
    }

    private static InputStream rewritten(UnixPath path, InputStream stream) throws IOException {
        if (!StandaloneTexts.isOne(path.relativeTo(ROOT))) {
            return stream;
        }
        byte[] bytes = stream.readNBytes(TEXT_AT_MOST + 1);
        if (bytes.length > TEXT_AT_MOST) {
            throw new RefusedException("`%s` is too large for what it is".formatted(path.relativeTo(ROOT)));
        }
        return new ByteArrayInputStream(StandaloneTexts.rewritten(bytes));
    }
}

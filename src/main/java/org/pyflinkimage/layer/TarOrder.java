package org.pyflinkimage.layer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.HardLink;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.UnixPath;

/**
 * A slice's entries in the order of its tar: by path, and of several names of one file the first with the bytes, the others as
 * links to it, because a tar is unpacked from its start to its end.
 */
final class TarOrder {

    private final Map<UnixPath, FileNode> nodes = new HashMap<>();
    private final Map<UnixPath, UnixPath> firstNames = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private TarOrder() {}

    /**
     * Orders a slice's entries.
     *
     * @throws PyFlinkException with all problems: {@code PYF-802} for a hard link to what is no file of this slice, {@code PYF-803}
     *     for a name that container engines do not take literally
     */
    static List<FileTree.Entry> of(FileTree.Slice slice) {
        TarOrder order = new TarOrder();
        List<FileTree.Entry> sorted = slice.entries().stream()
                .sorted(Comparator.comparing(FileTree.Entry::path))
                .toList();
        sorted.forEach(entry -> order.nodes.put(entry.path(), entry.node()));
        List<FileTree.Entry> entries = sorted.stream().map(order::arrange).toList();
        PyFlinkException.throwIfAny(order.problems);
        return entries;
    }

    private FileTree.Entry arrange(FileTree.Entry entry) {
        if (entry.path().name().startsWith(TarEntry.WHITEOUT)) {
            problems.add(whiteout(entry));
        }
        if (entry.node() instanceof HardLink) {
            return arrangeLink(entry);
        }
        // A file comes second where a link to it had an earlier path and took its bytes.
        UnixPath first =
                entry.node() instanceof RegularFile ? firstNames.putIfAbsent(entry.path(), entry.path()) : null;
        return first == null ? entry : named(entry, linkTo(first, entry.node()));
    }

    private FileTree.Entry arrangeLink(FileTree.Entry entry) {
        UnixPath target = endOf(entry.path());
        if (!(nodes.get(target) instanceof RegularFile file)) {
            problems.add(loose(entry));
            return entry;
        }
        UnixPath first = firstNames.putIfAbsent(target, entry.path());
        return named(entry, first == null ? file : linkTo(first, file));
    }

    /** The path that a hard link leads to in the end; another hard link where it leads in a circle. */
    private UnixPath endOf(UnixPath link) {
        Set<UnixPath> passed = new HashSet<>();
        UnixPath path = link;
        while (nodes.get(path) instanceof HardLink next && passed.add(path)) {
            path = next.target();
        }
        return path;
    }

    private static HardLink linkTo(UnixPath first, FileNode file) {
        return new HardLink(first, file.mode(), file.owner());
    }

    private static FileTree.Entry named(FileTree.Entry entry, FileNode node) {
        return new FileTree.Entry(entry.path(), node, entry.origin());
    }

    private static Problem loose(FileTree.Entry entry) {
        HardLink link = (HardLink) entry.node();
        return Problem.declaration(
                        "PYF-802",
                        "`%s` of `%s` is a hard link to `%s`, which is no file of the same layer"
                                .formatted(entry.path(), entry.origin().name(), link.target()))
                .why("a hard link cannot lead into another layer")
                .remedy("leave `%s` out of the declaration, or whatever replaces the file that it links to"
                        .formatted(entry.origin().name()));
    }

    private static Problem whiteout(FileTree.Entry entry) {
        return Problem.declaration(
                        "PYF-803",
                        "`%s` of `%s` cannot lie in an image"
                                .formatted(entry.path(), entry.origin().name()))
                .why("a name that begins with `.wh.` tells container engines to delete a file of the layers below")
                .remedy("rename the file, or leave it out");
    }
}

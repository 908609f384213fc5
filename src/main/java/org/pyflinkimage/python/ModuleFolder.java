package org.pyflinkimage.python;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/** What one entry of Python's module path offers: a folder of an image, or a zip. */
final class ModuleFolder {

    private static final String PACKAGE = "/__init__";

    private final UnixPath path;

    /** Files without what is behind the first dot of their name, from the folder on: {@code a/b}, {@code a/__init__}. */
    private final Set<String> files = new HashSet<>();

    private final Set<String> folders = new HashSet<>();

    private ModuleFolder(UnixPath path) {
        this.path = path;
    }

    /** Reads an entry; nothing is in one that is not there, or is no zip. */
    static ModuleFolder of(FileTree tree, UnixPath path) {
        ModuleFolder folder = new ModuleFolder(path);
        Optional<FileTree.Entry> entry = tree.follow(path);
        if (entry.filter(found -> found.node() instanceof RegularFile).isPresent()) {
            folder.readZip((RegularFile) entry.get().node());
        } else {
            UnixPath root = entry.map(FileTree.Entry::path).orElseGet(() -> tree.canonical(path));
            tree.entriesBelow(root).stream()
                    .filter(below -> !below.path().equals(root) && !(below.node() instanceof Directory))
                    .forEach(below -> folder.put(below.path().relativeTo(root), below.node() instanceof SymbolicLink));
        }
        return folder;
    }

    private void readZip(RegularFile file) {
        try (InputStream stream = file.content().open();
                ZipInputStream zip = new ZipInputStream(stream)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                put(entry.getName(), false);
            }
        } catch (IOException | IllegalArgumentException e) {
            files.clear();
            folders.clear();
        }
    }

    /** A link may lead to a module, or to a package with whatever is in it. */
    private void put(String file, boolean link) {
        int name = file.lastIndexOf('/') + 1;
        int dot = file.indexOf('.', name);
        String module = dot < 0 ? file : file.substring(0, dot);
        if (link || file.endsWith(".py") || file.endsWith(".so") || file.endsWith(".pyc")) {
            files.add(module);
        }
        for (int slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
            folders.add(file.substring(0, slash));
        }
    }

    /** Whether a module or a package with an {@code __init__} is there. */
    boolean hasModule(String module) {
        return files.contains(module) || files.contains(module + PACKAGE);
    }

    /** Whether a folder is there that may be a part of a package. */
    boolean hasFolder(String module) {
        return folders.contains(module);
    }

    UnixPath path() {
        return path;
    }
}

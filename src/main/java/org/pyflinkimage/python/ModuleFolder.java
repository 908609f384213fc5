package org.pyflinkimage.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/** What one entry of Python's module path offers: a folder of an image, or a zip. */
final class ModuleFolder {

    private static final String PACKAGE = "/__init__";

    /** Larger ones have no imports that somebody wrote. */
    private static final int LONGEST_SOURCE = 1 << 20;

    /** In a zip. */
    private static final int LONGEST_NAME = 1000;

    /** Of one zip, held while a build looks at it. */
    private static final long SOURCES_AT_MOST = 32 << 20;

    /** Of a zip that is no file of its own. */
    private static final long LARGEST_ZIP = 64 << 20;

    private final FileTree tree;
    private final UnixPath path;

    /** Files without what is behind the first dot of their name, from the folder on: {@code a/b}, {@code a/__init__}. */
    private final Set<String> files = new HashSet<>();

    private final Set<String> folders = new HashSet<>();

    /** Of a zip, by the names of its files. */
    private final Map<String, String> zipped = new HashMap<>();

    private boolean readable = true;

    private ModuleFolder(FileTree tree, UnixPath path) {
        this.tree = tree;
        this.path = path;
    }

    /** Reads an entry; nothing is in one that is not there. */
    static ModuleFolder of(FileTree tree, UnixPath path) {
        ModuleFolder folder = new ModuleFolder(tree, path);
        Optional<FileTree.Entry> entry = tree.follow(path);
        if (entry.filter(found -> found.node() instanceof RegularFile).isPresent()) {
            folder.readZip(((RegularFile) entry.get().node()).content());
        } else {
            UnixPath root = entry.map(FileTree.Entry::path).orElseGet(() -> tree.canonical(path));
            tree.entriesBelow(root).stream()
                    .filter(below -> !below.path().equals(root) && !(below.node() instanceof Directory))
                    .forEach(below -> folder.put(below.path().relativeTo(root), below.node() instanceof SymbolicLink));
        }
        return folder;
    }

    private void readZip(Content content) {
        try (ZipFile zip = open(content)) {
            long left = SOURCES_AT_MOST;
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (entry.getName().length() > LONGEST_NAME) {
                    throw new IOException("a name in it is too long");
                }
                put(entry.getName(), false);
                if (entry.getName().endsWith(".py") && entry.getSize() <= Math.min(left, LONGEST_SOURCE)) {
                    String text = text(zip.getInputStream(entry));
                    zipped.put(entry.getName(), text);
                    left -= text.length();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // Python may read what this library does not.
            readable = false;
        }
    }

    /** By its directory, as Python reads it, whatever stands before the zip in its file. */
    private static ZipFile open(Content content) throws IOException {
        if (content instanceof Content.Stored stored && stored.offset() == 0) {
            return ZipFile.builder()
                    .setIgnoreLocalFileHeader(true)
                    .setPath(stored.file())
                    .get();
        }
        if (content.size() > LARGEST_ZIP) {
            throw new IOException("too large to be held");
        }
        try (InputStream stream = content.open()) {
            return ZipFile.builder()
                    .setIgnoreLocalFileHeader(true)
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(stream.readAllBytes()))
                    .get();
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
        int slash = file.lastIndexOf('/');
        while (slash > 0 && folders.add(file.substring(0, slash))) {
            slash = file.lastIndexOf('/', slash - 1);
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

    /** Whether all of it is known. */
    boolean isReadable() {
        return readable;
    }

    /** The text of a file, from the folder on; empty where there is none, or a larger one than anybody writes. */
    Optional<String> source(String file) {
        return Optional.ofNullable(zipped.get(file)).or(() -> textOf(tree, path.resolve(file)));
    }

    /** The text of a file in an image. */
    static Optional<String> textOf(FileTree tree, UnixPath file) {
        Optional<Content> content = tree.follow(file)
                .filter(entry -> entry.node() instanceof RegularFile)
                .map(entry -> ((RegularFile) entry.node()).content())
                .filter(found -> found.size() <= LONGEST_SOURCE);
        try {
            return content.isPresent() ? Optional.of(text(content.get().open())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(InputStream opened) throws IOException {
        try (InputStream stream = opened) {
            return new String(stream.readNBytes(LONGEST_SOURCE), StandardCharsets.UTF_8);
        }
    }

    UnixPath path() {
        return path;
    }
}

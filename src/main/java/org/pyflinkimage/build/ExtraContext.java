package org.pyflinkimage.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.build.RenderedFolder.Copy;
import org.pyflinkimage.build.layout.ExtraLayout;
import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.template.ExtraCopy;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileNode.SymbolicLink;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/**
 * What the context of a Dockerfile has of extra directories.
 *
 * @param copies one for each of them that has a file
 * @param files by their paths in the context. A checkout keeps no permissions: the Dockerfile says them
 */
record ExtraContext(List<ExtraCopy> copies, SortedMap<String, Copy> files) {

    private static final String FOLDER = "extra/";
    private static final int USUAL = 0644;

    ExtraContext {
        copies = List.copyOf(copies);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The context of those directories, as they are now. */
    static ExtraContext of(List<ExtraDirectory> directories) {
        // What is wrong with several of them together is told before each is copied alone.
        ExtraLayout.treeOf(directories);
        List<ExtraCopy> copies = new ArrayList<>();
        SortedMap<String, Copy> files = new TreeMap<>();
        for (ExtraDirectory directory : directories) {
            FileTree tree = ExtraLayout.treeOf(List.of(directory));
            if (!tree.entries().isEmpty()) {
                String source = FOLDER + copies.size();
                copies.add(copy(directory, source, tree));
                files.putAll(files(directory.into(), source, tree));
            }
        }
        return new ExtraContext(copies, files);
    }

    private static ExtraCopy copy(ExtraDirectory directory, String source, FileTree tree) {
        SortedMap<UnixPath, Integer> folders = new TreeMap<>();
        SortedMap<UnixPath, Integer> modes = new TreeMap<>();
        for (FileTree.Entry entry : tree.entriesBelow(directory.into())) {
            if (entry.node() instanceof Directory folder) {
                folders.put(entry.path(), folder.mode());
            } else if (entry.node() instanceof RegularFile file && file.mode() != USUAL) {
                modes.put(entry.path(), file.mode());
            }
        }
        return new ExtraCopy(source, directory.into(), directory.owner(), folders, modes);
    }

    private static SortedMap<String, Copy> files(UnixPath into, String source, FileTree tree) {
        SortedMap<String, Copy> files = new TreeMap<>();
        for (FileTree.Entry entry : tree.entriesBelow(into)) {
            String name = source + "/" + entry.path().relativeTo(into);
            if (entry.node() instanceof RegularFile file) {
                files.put(name, new Copy.OfContent(file.content(), USUAL));
            } else if (entry.node() instanceof SymbolicLink link) {
                files.put(name, new Copy.OfLink(link.target()));
            }
        }
        return files;
    }
}

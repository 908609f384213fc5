package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/**
 * What the {@code .pth} files of installed packages do to the module path, read as {@code site.py} reads them; the code in them is not
 * run.
 *
 * @see <a href="https://docs.python.org/3/library/site.html">site</a>
 */
final class SitePaths {

    private static final String ENDING = ".pth";

    /** The module of setuptools that answers for a part of Python that was taken out of it. */
    private static final String SHIM = "_distutils_hack";

    private static final String SHIMMED = "distutils";

    private final FileTree tree;
    private final UnixPath site;
    private final ModuleFolder packages;
    private final List<UnixPath> folders = new ArrayList<>();
    private final Set<String> modules = new HashSet<>();
    private boolean clear = true;

    private SitePaths(FileTree tree, UnixPath site, ModuleFolder packages) {
        this.tree = tree;
        this.site = site;
        this.packages = packages;
    }

    /**
     * Reads those of a folder of packages.
     *
     * @param packages what lies in it
     */
    static SitePaths of(FileTree tree, UnixPath site, ModuleFolder packages) {
        SitePaths paths = new SitePaths(tree, site, packages);
        UnixPath root = tree.canonical(site);
        tree.entriesBelow(root).stream()
                .map(FileTree.Entry::path)
                .filter(path -> path.parent().equals(root))
                .map(UnixPath::name)
                .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                .sorted(Comparator.naturalOrder())
                .forEach(paths::read);
        return paths;
    }

    /** Folders and zips that modules are looked for in besides. */
    List<UnixPath> folders() {
        return List.copyOf(folders);
    }

    /** Whether a module is there although no file has its name. */
    boolean brings(String module) {
        return modules.contains(module);
    }

    /** Whether all that they do is understood. */
    boolean isClear() {
        return clear;
    }

    private void read(String name) {
        if (tree.follow(site.resolve(name))
                .filter(entry -> entry.node() instanceof RegularFile)
                .isEmpty()) {
            return;
        }
        Optional<String> text = packages.source(name);
        clear &= text.isPresent();
        text.ifPresent(lines -> lines.replaceFirst("^\ufeff", "").lines().forEach(line -> readLine(name, line)));
    }

    private void readLine(String name, String line) {
        if (line.startsWith("#") || line.isBlank()) {
            return;
        }
        if (line.startsWith("import ") || line.startsWith("import\t")) {
            readCode(name, line);
        } else {
            String folder = line.stripTrailing();
            PathExpression.absolute(folder.startsWith("/") ? folder : site + "/" + folder)
                    .filter(path -> tree.follow(path).isPresent())
                    .ifPresent(folders::add);
        }
    }

    private void readCode(String name, String line) {
        if (line.contains(SHIM)) {
            if (packages.hasModule("setuptools/_distutils")) {
                modules.add(SHIMMED);
            }
        } else if (!name.endsWith("-nspkg.pth") || !line.contains("sitedir")) {
            // The packages that these lines make lie as folders beside them.
            PythonSource source = PythonSource.parse(line);
            clear &= isHarmless(source, name);
            source.imports(false).forEach(found -> clear &= imported(found.module()));
        }
    }

    /** Whether a module that is imported when Python starts leaves the path as it is. */
    private boolean imported(String module) {
        String file = module.replace('.', '/');
        return packages.source(file + ".py")
                .or(() -> packages.source(file + "/__init__.py"))
                .map(text -> isHarmless(PythonSource.parse(text), file))
                .orElse(!packages.hasModule(file));
    }

    private boolean isHarmless(PythonSource source, String name) {
        PathChanges changes = source.pathChanges(site.resolve(name));
        return changes.isClear() && changes.folders().isEmpty();
    }
}

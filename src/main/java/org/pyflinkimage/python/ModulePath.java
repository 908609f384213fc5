package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * Where a Python finds modules, as far as an image's files tell. What a package makes of its own inner modules is its own matter: of a
 * package with an {@code __init__} all of them are there.
 *
 * @see <a href="https://docs.python.org/3/reference/import.html#the-path-based-finder">The path based finder</a>
 */
public final class ModulePath {

    private final FileTree tree;
    private final List<ModuleFolder> folders;
    private final SitePaths sites;
    private final Set<String> compiledIn;
    private final boolean hasLibrary;

    private ModulePath(
            FileTree tree, List<ModuleFolder> folders, SitePaths sites, Set<String> compiledIn, boolean hasLibrary) {
        this.tree = tree;
        this.hasLibrary = hasLibrary;
        this.compiledIn = Set.copyOf(compiledIn);
        this.folders = List.copyOf(folders);
        this.sites = sites;
    }

    /**
     * The path of an environment's Python, behind entries of its own.
     *
     * @param compiledIn modules that an interpreter may have in itself; it may have any with an underscore before
     */
    public static ModulePath of(
            FileTree tree, List<UnixPath> first, VirtualEnvironment environment, Set<String> compiledIn) {
        UnixPath library = libraryOf(environment);
        return of(tree, first, List.of(library, library.resolve("lib-dynload")), environment, compiledIn);
    }

    /** The same where the Python itself is not there to be looked at: what is missing may be a module of its own library. */
    public static ModulePath withoutLibrary(FileTree tree, List<UnixPath> first, VirtualEnvironment environment) {
        return of(tree, first, List.of(), environment, Set.of());
    }

    private static ModulePath of(
            FileTree tree,
            List<UnixPath> first,
            List<UnixPath> library,
            VirtualEnvironment environment,
            Set<String> compiledIn) {
        ModuleFolder packages = ModuleFolder.of(tree, environment.sitePackages());
        SitePaths sites = SitePaths.of(tree, environment.sitePackages(), packages);
        Stream<UnixPath> others = Stream.of(first, library, sites.folders()).flatMap(List::stream);
        List<ModuleFolder> folders =
                new ArrayList<>(others.map(path -> ModuleFolder.of(tree, path)).toList());
        folders.add(packages);
        return new ModulePath(tree, folders, sites, compiledIn, !library.isEmpty());
    }

    /** The same path with more behind it. */
    public ModulePath with(Collection<UnixPath> others) {
        List<ModuleFolder> more = new ArrayList<>(folders);
        others.forEach(path -> more.add(ModuleFolder.of(tree, path)));
        return new ModulePath(tree, more, sites, compiledIn, hasLibrary);
    }

    private static UnixPath libraryOf(VirtualEnvironment environment) {
        return environment
                .interpreter()
                .parent()
                .parent()
                .resolve("lib/python" + environment.python().line());
    }

    /**
     * Whether it is all known, and has the standard library where it is to have it; else nothing can be said of what is missing. What is not
     * there, and no part of the job, may come when a container starts.
     */
    public boolean isComplete() {
        return (!hasLibrary
                        || (missing("os").isEmpty() && missing("collections").isEmpty()))
                && sites.isClear()
                && folders.stream().allMatch(this::isKnown);
    }

    private boolean isKnown(ModuleFolder folder) {
        return folder.isReadable()
                && (folder.path().startsWith(ImagePaths.USRLIB)
                        || tree.follow(folder.path()).isPresent());
    }

    /** The first part of a module that is nowhere: {@code google.cloud} of {@code google.cloud.storage}; empty where all is there. */
    public Optional<String> missing(String module) {
        if (module.startsWith("_") || compiledIn.contains(first(module)) || sites.brings(first(module))) {
            return Optional.empty();
        }
        for (int end = module.indexOf('.'); ; end = module.indexOf('.', end + 1)) {
            String part = end < 0 ? module : module.substring(0, end);
            String file = part.replace('.', '/');
            if (has(folder -> folder.hasModule(file))) {
                return Optional.empty();
            }
            if (!has(folder -> folder.hasFolder(file))) {
                return Optional.of(part);
            }
            if (end < 0) {
                return Optional.empty();
            }
        }
    }

    /** The first part of a module's name: {@code google} of {@code google.cloud}. */
    public static String first(String module) {
        int dot = module.indexOf('.');
        return dot < 0 ? module : module.substring(0, dot);
    }

    /** Whether a module is a package without an {@code __init__}, which has nothing but its modules. */
    public boolean isNamespace(String module) {
        return missing(module).isEmpty()
                && has(folder -> folder.hasFolder(module.replace('.', '/')))
                && !has(folder -> anyPackage(folder, module));
    }

    private static boolean anyPackage(ModuleFolder folder, String module) {
        for (int end = module.indexOf('.'); ; end = module.indexOf('.', end + 1)) {
            if (folder.hasModule((end < 0 ? module : module.substring(0, end)).replace('.', '/'))) {
                return true;
            }
            if (end < 0) {
                return false;
            }
        }
    }

    private boolean has(Predicate<ModuleFolder> what) {
        return folders.stream().anyMatch(what);
    }

    /**
     * A source.
     *
     * @param folder of the module path
     * @param file from there on
     */
    public record Source(UnixPath folder, String file, String text) {

        public UnixPath path() {
            return folder.resolve(file);
        }
    }

    /** Whether a folder below a path has files of a module, or of modules in it. */
    public boolean has(String module, UnixPath root) {
        String file = module.replace('.', '/');
        return folders.stream()
                .filter(folder -> folder.path().startsWith(root))
                .anyMatch(folder -> folder.hasModule(file) || folder.hasFolder(file));
    }

    /** A file that is run, wherever it lies. */
    public Optional<Source> script(UnixPath file) {
        return ModuleFolder.textOf(tree, file).map(text -> new Source(file.parent(), file.name(), text));
    }

    /** The sources of a module that lie below a path: of a package its {@code __init__}. */
    public List<Source> sources(String module, UnixPath root) {
        String name = module.replace('.', '/');
        return folders.stream()
                .filter(folder -> folder.path().startsWith(root) && folder.hasModule(name))
                .flatMap(folder -> Stream.of(name + "/__init__.py", name + ".py")
                        .flatMap(file ->
                                folder.source(file).map(text -> new Source(folder.path(), file, text)).stream()))
                .toList();
    }
}

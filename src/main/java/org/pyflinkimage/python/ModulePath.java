package org.pyflinkimage.python;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.UnixPath;

/**
 * Where a Python finds modules, as far as an image's files tell. What a package makes of its own inner modules is its own matter: of a
 * package with an {@code __init__} all of them are there.
 *
 * @see <a href="https://docs.python.org/3/reference/import.html#the-path-based-finder">The path based finder</a>
 */
public final class ModulePath {

    /** Modules in C that some builds of an interpreter have in themselves; those with an underscore before are of such builds too. */
    private static final Set<String> COMPILED_IN = Set.of(
            "__main__",
            "array",
            "atexit",
            "audioop",
            "binascii",
            "builtins",
            "cmath",
            "errno",
            "faulthandler",
            "fcntl",
            "gc",
            "grp",
            "itertools",
            "marshal",
            "math",
            "mmap",
            "nis",
            "nt",
            "ossaudiodev",
            "parser",
            "posix",
            "pwd",
            "pyexpat",
            "readline",
            "resource",
            "select",
            "spwd",
            "sys",
            "syslog",
            "termios",
            "time",
            "unicodedata",
            "xxsubtype",
            "zlib");

    /** Parts of Python that packagers leave out, and that later Pythons are without. */
    private static final Set<String> LEFT_OUT = Set.of(
            "asynchat",
            "asyncore",
            "curses",
            "dbm",
            "distutils",
            "ensurepip",
            "idlelib",
            "imp",
            "lib2to3",
            "smtpd",
            "test",
            "tkinter",
            "turtle",
            "turtledemo",
            "venv");

    private final List<ModuleFolder> folders;

    private ModulePath(List<ModuleFolder> folders) {
        this.folders = folders;
    }

    /** The path of an environment's Python, behind entries of its own. */
    public static ModulePath of(FileTree tree, List<UnixPath> first, VirtualEnvironment environment) {
        UnixPath library = libraryOf(environment);
        return new ModulePath(Stream.concat(
                        first.stream(), Stream.of(library, library.resolve("lib-dynload"), environment.sitePackages()))
                .map(path -> ModuleFolder.of(tree, path))
                .toList());
    }

    private static UnixPath libraryOf(VirtualEnvironment environment) {
        return environment
                .interpreter()
                .parent()
                .parent()
                .resolve("lib/python" + environment.python().line());
    }

    /** Whether the standard library is among it; without it nothing can be said of what is missing. */
    public boolean isComplete() {
        return missing("os").isEmpty() && missing("collections").isEmpty();
    }

    /** The first part of a module that is nowhere: {@code google.cloud} of {@code google.cloud.storage}; empty where all is there. */
    public Optional<String> missing(String module) {
        if (module.startsWith("_") || COMPILED_IN.contains(first(module))) {
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

    private static String first(String module) {
        int dot = module.indexOf('.');
        return dot < 0 ? module : module.substring(0, dot);
    }

    /** Whether a module that is missing is one of Python itself, which no distribution brings. */
    public static boolean isOfPython(String module) {
        return LEFT_OUT.contains(first(module));
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

    /** The folders below a path in which modules are looked for. */
    public List<UnixPath> within(UnixPath root) {
        return folders.stream()
                .map(ModuleFolder::path)
                .filter(path -> (path + "/").startsWith(root + "/"))
                .toList();
    }
}

package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.StandardLibrary;
import org.pyflinkimage.inspect.ImageView;
import org.pyflinkimage.inspect.inventory.PythonHome;
import org.pyflinkimage.value.FirstOf;
import org.pyflinkimage.value.UnixPath;

/**
 * What a base's Python lacks of what an image needs of one. Nothing is run, so modules count that are files; what somebody has compiled
 * into an interpreter cannot be told from what is not there.
 */
final class LackingPython {

    private static final int NAMED_AT_MOST = 5;

    /** What says how it was built: by it thread mode finds the library. */
    private static final String BUILD = "_sysconfigdata";

    private static final List<String> LIBRARY_FOLDERS = List.of("lib", "lib64");

    private final PythonHome home;
    private final FoundLayers base;
    private final ImageView view;

    private LackingPython(PythonHome home, FoundLayers base) {
        this.home = home;
        this.base = base;
        this.view = base.files();
    }

    /** Why an image does not run on a Python; none where it can. */
    static List<String> reasons(PythonHome home, FoundLayers base) {
        return new LackingPython(home, base).reasons();
    }

    private List<String> reasons() {
        String name = "python" + home.line();
        Optional<UnixPath> library = LIBRARY_FOLDERS.stream()
                .map(folder -> home.prefix().resolve(folder).resolve(name))
                .filter(folder -> view.isFile(folder.resolve("os.py")))
                .findFirst();
        if (library.isEmpty()) {
            return List.of("it has no standard library in `%s`"
                    .formatted(home.prefix().resolve("lib").resolve(name)));
        }
        List<String> reasons = new ArrayList<>();
        modules(library.get()).ifPresent(reasons::add);
        shared().ifPresent(reasons::add);
        closed(library.get()).ifPresent(reasons::add);
        if (home.release().isEmpty()) {
            reasons.add(
                    "nothing says which final release it is, neither `include/%s/patchlevel.h` nor a package of dpkg"
                            .formatted(name));
        }
        return List.copyOf(reasons);
    }

    private Optional<String> modules(UnixPath library) {
        Set<String> compiled = view.list(library.resolve("lib-dynload")).stream()
                .map(UnixPath::name)
                .filter(name -> name.endsWith(".so"))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
        Set<String> lacking = new TreeSet<>();
        for (String module : StandardLibrary.shipped().needed(home.line())) {
            UnixPath file = library.resolve(module.replace('.', '/'));
            boolean isThere = compiled.contains(module)
                    || view.isFile(UnixPath.of(file + ".py"))
                    || view.isFile(file.resolve("__init__.py"));
            if (!isThere) {
                lacking.add(module);
            }
        }
        boolean saysBuild = view.list(library).stream()
                .map(UnixPath::name)
                .anyMatch(name -> name.startsWith(BUILD) && name.endsWith(".py"));
        if (!saysBuild) {
            lacking.add(BUILD);
        }
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("it lacks modules as files: "
                        + FirstOf.of(NAMED_AT_MOST, lacking).quoted());
    }

    /** What thread mode loads into the JVM. */
    private Optional<String> shared() {
        String name = "libpython%s.so".formatted(home.line());
        Stream<UnixPath> folders = Stream.concat(
                LIBRARY_FOLDERS.stream().map(home.prefix()::resolve),
                Stream.of(home.prefix()
                        .resolve("lib")
                        .resolve(base.wanted().platform().triplet())));
        boolean isThere = folders.flatMap(folder -> Stream.of(folder.resolve(name + ".1.0"), folder.resolve(name)))
                .anyMatch(view::isFile);
        return isThere
                ? Optional.empty()
                : Optional.of("it has no shared library, `%s.1.0`, on which jobs in thread mode run".formatted(name));
    }

    private Optional<String> closed(UnixPath library) {
        Set<UnixPath> closed = new LinkedHashSet<>();
        Stream.of(home.command().parent(), library)
                .forEach(folder -> closed.addAll(ClosedFolders.above(view, folder, base.user())));
        return closed.isEmpty()
                ? Optional.empty()
                : Optional.of("the user `%s` cannot enter `%s`"
                        .formatted(base.user(), closed.iterator().next()));
    }
}

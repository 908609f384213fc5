package org.pyflinkimage.resolve.sources;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pyflinkimage.python.WorkFiles;

/**
 * Packages and modules as setuptools finds them.
 *
 * @see <a href="https://setuptools.pypa.io/en/latest/userguide/package_discovery.html">Package discovery</a>
 */
record PackageDiscovery(FolderFiles files) {

    private static final String IDENTIFIER = "[\\p{L}_][\\p{L}\\p{Nd}_]*";

    /** At the top of a project that has its packages beside its other folders. */
    private static final List<String> NO_PACKAGES = Stream.of(
                    "ci",
                    "bin",
                    "debian",
                    "doc",
                    "docs",
                    "documentation",
                    "manpages",
                    "news",
                    "newsfragments",
                    "changelog",
                    "test",
                    "tests",
                    "unit_test",
                    "unit_tests",
                    "example",
                    "examples",
                    "scripts",
                    "tools",
                    "util",
                    "utils",
                    "python",
                    "build",
                    "benchmark",
                    "benchmarks",
                    "exercise",
                    "exercises",
                    "htmlcov",
                    "tasks",
                    "fabfile",
                    "site_scons",
                    "[._]*")
            .flatMap(name -> Stream.of(name, name + ".*"))
            .toList();

    private static final List<String> NO_MODULES =
            Stream.concat(WorkFiles.NO_MODULES.stream(), Stream.of("[._]*")).toList();

    /** Which names count. */
    record Names(List<NamePattern> included, List<NamePattern> excluded) {

        static Names of(List<String> included, List<String> excluded) {
            return new Names(
                    (included.isEmpty() ? List.of("*") : included)
                            .stream().map(NamePattern::parse).toList(),
                    excluded.stream().map(NamePattern::parse).toList());
        }

        boolean has(String name, Comparisons comparisons) {
            return comparisons.anyMatches(name, included) && !comparisons.anyMatches(name, excluded);
        }
    }

    /**
     * The folders of packages below a place, by the packages' names.
     *
     * @param namespaces whether folders without {@code __init__.py} are packages too
     */
    SortedMap<String, String> packages(String where, Names names, boolean namespaces) {
        SortedMap<String, String> found = new TreeMap<>();
        collect(where, "", names, namespaces, found);
        return found;
    }

    private void collect(
            String folder, String parent, Names names, boolean namespaces, SortedMap<String, String> found) {
        for (String name : files.names(folder)) {
            String place = FolderFiles.join(folder, name);
            files.comparisons().look(place);
            String dotted = parent.isEmpty() ? name : parent + "." + name;
            boolean counts = !name.contains(".")
                    && files.seemsFolder(place)
                    && (namespaces || files.seemsFile(place + "/__init__.py"));
            boolean link = !files.isFolderItself(place);
            // A link stands among the packages, so that whoever takes them refuses it; so it does for packages that may
            // be in it.
            if (counts && isNamed(dotted, link, names)) {
                found.put(dotted, place);
            }
            if (counts && !link) {
                collect(place, dotted, names, namespaces, found);
            }
        }
    }

    private boolean isNamed(String dotted, boolean link, Names names) {
        return names.has(dotted, files.comparisons()) || (link && names.has(dotted + ".any", files.comparisons()));
    }

    /** The one package at the top of a project's folder, with those in it; none where there is none. */
    SortedMap<String, String> packagesAtTop() {
        SortedMap<String, String> found = packages("", Names.of(List.of(), NO_PACKAGES), true);
        found.keySet().removeIf(name -> !name.matches(IDENTIFIER + "(-stubs)?(\\." + IDENTIFIER + ")*+"));
        requireOne(found.keySet().stream()
                .map(name -> name.replaceFirst("\\..*", ""))
                .filter(name -> !name.endsWith("-stubs"))
                .distinct()
                .toList());
        return found;
    }

    /** The modules that lie directly in a folder. */
    List<String> modules(String folder) {
        return files.names(folder).stream()
                .filter(name -> name.matches(IDENTIFIER + "\\.py") && files.seemsFile(FolderFiles.join(folder, name)))
                .map(name -> name.substring(0, name.length() - ".py".length()))
                .toList();
    }

    /** The one module at the top of a project's folder; none where there is none. */
    List<String> moduleAtTop() {
        Names names = Names.of(List.of(), NO_MODULES);
        List<String> found = modules("").stream()
                .filter(name -> names.has(name, files.comparisons()))
                .toList();
        requireOne(found);
        return found;
    }

    private static void requireOne(List<String> names) {
        if (names.size() > 1) {
            throw new NeedsRunning(
                    "it has several packages or modules at its top, and setuptools takes none of them by itself: %s"
                            .formatted(String.join(", ", new ArrayList<>(names))));
        }
    }
}

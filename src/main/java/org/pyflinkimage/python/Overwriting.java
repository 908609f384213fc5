package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * Files that a distribution puts over those of another.
 *
 * <p>pip lets the later one win and says nothing, and real distributions rely on it: several bring a {@code tests} package of
 * their own. So it is no error here either, but it is said.
 */
final class Overwriting {

    /** Names at the top of site-packages that distributions bring by mistake and nobody imports. */
    private static final Set<String> HARMLESS =
            Set.of("test", "tests", "doc", "docs", "example", "examples", "benchmarks", "scripts", "tools");

    private static final Set<LayerKind> KINDS = Set.of(LayerKind.PYTHON_PACKAGES, LayerKind.PYFLINK);

    private static final int PATHS_SHOWN = 3;

    private final NormalizedName name;
    private final UnixPath sitePackages;
    private final SortedMap<String, List<UnixPath>> paths = new TreeMap<>();

    Overwriting(NormalizedName name, UnixPath sitePackages) {
        this.name = name;
        this.sitePackages = sitePackages;
    }

    /** Whether a file may take the place of what lies there: a file of a distribution; if it differs, that is noted. */
    boolean settles(FileTree.Entry present, RegularFile file) {
        boolean mayReplace = present.node() instanceof RegularFile
                && KINDS.contains(present.origin().kind())
                && !present.origin().equals(VirtualEnvironment.ORIGIN);
        String other = present.origin().name();
        if (mayReplace && !other.equals(name.value()) && !hasSameBytes(present.node(), file)) {
            paths.computeIfAbsent(other, key -> new ArrayList<>()).add(present.path());
        }
        return mayReplace;
    }

    private static boolean hasSameBytes(FileNode present, RegularFile file) {
        return present instanceof RegularFile other
                && other.content().identity().equals(file.content().identity());
    }

    /** What was overwritten, one problem for each other distribution. */
    List<Problem> problems() {
        return paths.entrySet().stream()
                .map(entry -> problem(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Problem problem(String other, List<UnixPath> overwritten) {
        boolean harmless = overwritten.stream().allMatch(this::isHarmless);
        List<String> shown =
                overwritten.stream().limit(PATHS_SHOWN).map(UnixPath::value).toList();
        String more = overwritten.size() > PATHS_SHOWN ? " and more" : "";
        return Problem.declaration(
                        "PYF-456",
                        "`%s` has overwritten %s files of `%s`: %s%s"
                                .formatted(name, overwritten.size(), other, String.join(", ", shown), more))
                .why("both bring them, and the one that is installed later wins, as with pip")
                .remedy("leave one of the two out of `<requirements>` (-Dpyflink.requirements)")
                .withSeverity(harmless ? Problem.Severity.NOTE : Problem.Severity.WARNING);
    }

    private boolean isHarmless(UnixPath path) {
        if (!path.startsWith(sitePackages)) {
            return false;
        }
        String relative = path.relativeTo(sitePackages);
        String first = relative.split("/", 2)[0];
        return HARMLESS.contains(first) || (first.equals(relative) && !first.matches(".*\\.(py|so|pth)"));
    }
}
